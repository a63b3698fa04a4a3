package dev.headway.library.embedded;

import java.sql.SQLException;

import io.zonky.test.db.AutoConfigureEmbeddedDatabase;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseType;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.RefreshMode;
import io.zonky.test.db.config.Provider;
import io.zonky.test.db.provider.DatabaseProvider;
import io.zonky.test.db.provider.postgres.PostgresEmbeddedDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import dev.headway.testing.database.TestDatabase;

/**
 * Tests on PostgreSQL.
 */
@Import(PostgresEmbeddedDatabaseTests.Databases.class)
@TestPropertySource(properties = "zonky.test.database.provider=shared")
@AutoConfigureEmbeddedDatabase(type = DatabaseType.POSTGRES, refresh = RefreshMode.BEFORE_EACH_TEST_METHOD)
class PostgresEmbeddedDatabaseTests extends AbstractEmbeddedDatabaseTests {

	@BeforeAll
	static void requireEngine() {
		TestDatabase.POSTGRESQL.create();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Databases {

		/**
		 * Creates databases where the other tests do.
		 */
		@Bean
		@Provider(type = "shared", database = "postgres")
		DatabaseProvider sharedPostgresDatabaseProvider() {
			return (preparer) -> {
				TestDatabase.Access access = TestDatabase.POSTGRESQL.create();
				PGSimpleDataSource dataSource = new PGSimpleDataSource();
				dataSource.setUrl(access.url());
				dataSource.setUser(access.username());
				dataSource.setPassword(access.password());
				PostgresEmbeddedDatabase database = new PostgresEmbeddedDatabase(dataSource, () -> {
				});
				try {
					preparer.prepare(database);
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
				return database;
			};
		}

	}

}
