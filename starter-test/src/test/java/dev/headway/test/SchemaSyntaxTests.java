package dev.headway.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SchemaSyntax}.
 */
class SchemaSyntaxTests extends AbstractDatabaseTests {

	private static final String SCHEMA = "my \"Own\" `schema`";

	@Test
	void ofRecognizesTheDatabase() {
		assertThat(SchemaSyntax.of(this.pool)).hasToString(this.database.name());
	}

	@Test
	void createAndDropQuoteTheName() {
		SchemaSyntax syntax = SchemaSyntax.of(this.pool);
		syntax.create(this.pool, SCHEMA);
		assertThat(schemas()).contains(SCHEMA.toLowerCase(Locale.ROOT));
		syntax.drop(this.pool, SCHEMA);
		assertThat(schemas()).doesNotContain(SCHEMA.toLowerCase(Locale.ROOT));
	}

	@Test
	void createWhenSchemaExistsFails() {
		SchemaSyntax syntax = SchemaSyntax.of(this.pool);
		syntax.create(this.pool, SCHEMA);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> syntax.create(this.pool, SCHEMA));
		syntax.drop(this.pool, SCHEMA);
	}

	@Test
	void chooseAndRestoreChangeTheSchemaOfTheConnection() throws SQLException {
		SchemaSyntax syntax = SchemaSyntax.of(this.pool);
		syntax.create(this.pool, SCHEMA);
		try (Connection connection = this.pool.getConnection()) {
			JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			String original = Objects.requireNonNull(syntax.current(connection));
			syntax.choose(connection, SCHEMA);
			client.sql("create table notes (id int)").update();
			assertThat(client.sql("select id from notes").query().listOfRows()).isEmpty();
			syntax.restore(connection, original);
			assertThat(syntax.current(connection)).isEqualTo(original);
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> client.sql("select id from notes").query().listOfRows());
		}
		assertThat(tables()).isEmpty();
		syntax.drop(this.pool, SCHEMA);
	}

	private List<String> schemas() {
		return sql("select lower(schema_name) from information_schema.schemata").query(String.class).list();
	}

}
