package dev.headway.flyway.internals;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link FlywayConventions}.
 */
class FlywayConventionsTests extends AbstractDatabaseTests {

	@Test
	void defaultSchemaWhenNotConfiguredIsThatOfTheConnection() {
		assertThat(FlywayConventions.defaultSchema(Flyway.configure())).isNull();
	}

	@Test
	void defaultSchemaWhenOnlySchemasAreConfiguredIsTheFirst() {
		assertThat(FlywayConventions.defaultSchema(Flyway.configure().schemas("a", "b"))).isEqualTo("a");
	}

	@Test
	void defaultSchemaWhenConfiguredComesBeforeSchemas() {
		assertThat(FlywayConventions.defaultSchema(Flyway.configure().schemas("a", "b").defaultSchema("b")))
			.isEqualTo("b");
	}

	@Test
	void descriptionWhenTooLongIsWhatStockFlywayStores() {
		String description = "d".repeat(201);
		this.folder.with("V1__" + description + ".sql", "select 1;");
		flyway().migrate();
		String stored = sql("select \"description\" from \"flyway_schema_history\" where \"version\" = '1'")
			.query(String.class)
			.single();
		assertThat(stored).hasSizeLessThan(201);
		assertThat(FlywayConventions.description(description)).isEqualTo(stored);
	}

	@Test
	void scriptWhenTooLongIsShortenedToItsColumn() {
		String script = "a/".repeat(600) + "V1__a.sql";
		assertThat(FlywayConventions.script(script)).hasSize(1000).startsWith("...");
		assertThat(FlywayConventions.script("V1__a.sql")).isEqualTo("V1__a.sql");
	}

	@Test
	void awaitDatabaseWhenReachableReturnsTheConnection() {
		FluentConfiguration configuration = Flyway.configure().dataSource(this.pool).connectRetries(1);
		assertThatNoException().isThrownBy(() -> FlywayConventions.awaitDatabase(configuration));
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void awaitDatabaseWhenUnreachableFailsAfterTheLastAttempt() {
		FluentConfiguration configuration = Flyway.configure()
			.dataSource("jdbc:h2:mem:absent;IFEXISTS=TRUE", "sa", "")
			.connectRetries(1)
			.connectRetriesInterval(0);
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> FlywayConventions.awaitDatabase(configuration));
	}

}
