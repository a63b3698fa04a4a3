package dev.headway.test;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.HeadwayException;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScratchSchemas}.
 */
class ScratchSchemasTests {

	private final TestDatabase.Access access = TestDatabase.H2.create();

	private JdbcClient jdbc;

	@BeforeEach
	void prepare() {
		this.jdbc = JdbcClient
			.create(new DriverManagerDataSource(this.access.url(), this.access.username(), this.access.password()));
		this.jdbc.sql("create user guest password 'x'").update();
	}

	@Test
	void openCreatesASchemaThatCloseDrops() throws Exception {
		try (TestSchema schema = schemas(this.access.username(), this.access.password()).open()) {
			schema.withClient((client) -> client.sql("create table notes (id int)").update());
			assertThat(schema.snapshot()).hasToString("+ table NOTES\n+ column NOTES.ID: INTEGER");
			assertThat(schemaCount()).isEqualTo(1);
		}
		assertThat(schemaCount()).isZero();
	}

	@Test
	void openTwiceCreatesTwoSchemas() {
		TestSchemas schemas = schemas(this.access.username(), this.access.password());
		try (TestSchema first = schemas.open(); TestSchema second = schemas.open()) {
			assertThat(first).isNotSameAs(second);
			assertThat(schemaCount()).isEqualTo(2);
		}
	}

	@Test
	void openWhenUserMayNotCreateSchemasFails() {
		TestSchemas schemas = schemas("guest", "x");
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(schemas::open)
			.withMessageMatching("(?s)Cannot create the temporary schema 'headway_test_\\w+' \\(.+\\)\\. "
					+ "Grant the database user permission to create schemas, or use a database for these tests only and "
					+ "call 'inEmptyDatabase\\(\\)'\\.");
	}

	@Test
	void ofWhenDefaultSchemaIsConfiguredFails() {
		TestSettings settings = TestSettings
			.of(Flyway.configure().dataSource(this.access.url(), "sa", "").defaultSchema("BILLING").load());
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> TestSchemas.of(settings))
			.withMessageContaining("(default schema BILLING, schemas [])");
	}

	@Test
	void ofWhenThereIsNoDataSourceFails() {
		TestSettings settings = TestSettings.of(Flyway.configure().load());
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> TestSchemas.of(settings))
			.withMessage("Flyway has no DataSource. Set spring.datasource.url or spring.flyway.url.");
	}

	private TestSchemas schemas(String username, String password) {
		String url = this.access.url().substring(0, this.access.url().indexOf(';'));
		return TestSchemas.of(TestSettings.of(Flyway.configure().dataSource(url, username, password).load()));
	}

	private int schemaCount() {
		return this.jdbc
			.sql("select count(*) from information_schema.schemata where lower(schema_name) like 'headway_test_%'")
			.query(Integer.class)
			.single();
	}

}
