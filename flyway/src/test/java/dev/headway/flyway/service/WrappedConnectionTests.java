package dev.headway.flyway.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.p6spy.engine.spy.P6DataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Runner;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are not the driver's own: those of a test library, of tracing proxies
 * and of another pool.
 */
class WrappedConnectionTests extends AbstractServiceTests {

	@ParameterizedTest
	@EnumSource(Wrapper.class)
	void upgradeDowngradeAndCleanWhenConnectionsAreWrappedWork(Wrapper wrapper) throws SQLException {
		this.folder.withStory();
		int revisions = 4;
		if (this.database == TestDatabase.POSTGRESQL) {
			this.folder.with("V5__index.sql", "-- revises: 4", "create index concurrently users_name on users (name);")
				.with("U5__index.sql", "drop index users_name;");
			revisions = 5;
		}
		try (Source source = wrapper.wrap(this.access, this.pool)) {
			Flyway flyway = flyway((settings) -> settings.dataSource(source.dataSource()).cleanDisabled(false));
			MigrationService service = service(flyway, Runner.HEADWAY);
			assertThat(service.upgrade().applied()).hasSize(revisions);
			assertThat(service.downgrade("base").undone()).hasSize(revisions);
			assertThat(service.upgrade().applied()).hasSize(revisions);
			flyway.clean();
			assertThat(service.upgrade().applied()).hasSize(revisions);
		}
		assertThat(storedParents()).hasSize(revisions);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenParentsCannotBeStoredRollsThatBackOnly() throws SQLException {
		Assumptions.assumeTrue(this.database == TestDatabase.POSTGRESQL,
				"Skipped: only on PostgreSQL an error ends the transaction.");
		this.folder.withMerge().with("V5__repair.sql", "-- revises: 4", """
				alter table "flyway_schema_history_graph" add column "parents" varchar(4000)""");
		sql("create table \"flyway_schema_history_graph\" (\"version\" varchar(50) primary key)").update();
		try (Source source = Wrapper.RECORDING.wrap(this.access, this.pool)) {
			Flyway flyway = flyway((
					settings) -> settings.dataSource(source.dataSource()).baselineOnMigrate(true).baselineVersion("0"));
			assertThat(service(flyway, Runner.FLYWAY).upgrade().applied()).hasSize(5);
		}
		assertThat(storedParents()).hasSize(5);
	}

	private static MigrationService service(Flyway flyway, Runner runner) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway, EngineSettings.of(ParentRule.AUTO).with(runner)),
				List.of());
	}

	enum Wrapper {

		/** As {@code RecordingDataSource} of Zonky's embedded-database-spring-test. */
		RECORDING,

		P6SPY,

		DATASOURCE_PROXY,

		AGROAL;

		Source wrap(TestDatabase.Access access, DataSource pool) throws SQLException {
			DataSource wrapped = switch (this) {
				case RECORDING -> record(pool, DataSource.class);
				case P6SPY -> new P6DataSource(pool);
				case DATASOURCE_PROXY -> ProxyDataSourceBuilder.create(pool).build();
				case AGROAL -> agroal(access);
			};
			return new Source(wrapped);
		}

		private static <T> T record(Object target, Class<T> type) {
			return type.cast(Proxy.newProxyInstance(Wrapper.class.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						try {
							Object result = method.invoke(target, arguments);
							return (result != null && method.getReturnType().isInterface())
									? record(result, method.getReturnType()) : result;
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					}));
		}

		private static DataSource agroal(TestDatabase.Access access) throws SQLException {
			AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier();
			settings.connectionPoolConfiguration()
				.maxSize(2)
				.connectionFactoryConfiguration()
				.jdbcUrl(access.url())
				.principal(new NamePrincipal(access.username()))
				.credential(new SimplePassword(access.password()));
			return AgroalDataSource.from(settings);
		}

	}

	private record Source(DataSource dataSource) implements AutoCloseable {

		@Override
		public void close() {
			if (this.dataSource instanceof AgroalDataSource agroal) {
				agroal.close();
			}
		}

	}

}
