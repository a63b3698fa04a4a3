package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The ways in which an application can obtain and run {@link Flyway}, as
 * docs/how-it-works.md lists them.
 */
class GuardedFlywaysTests {

	private final Access database = TestDatabase.H2.create();

	private MigrationFolder migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
		this.runner = HeadwayContextRunner.create(this.database, this.migrations);
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnStrategy.class, InitMethod.class, OwnInitializer.class, OwnFactory.class, Pair.class,
			Copy.class, AfterPropertiesSet.class, ReplacedCallbacks.class, ScopedProxy.class, Reset.class,
			OwnDataSource.class })
	void migrateWhenConflictIsVetoed(Class<?> application) {
		this.migrations.withConflict();
		ApplicationContextRunner applications = this.runner.withUserConfiguration(application);
		applications.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasStackTraceContaining("Headway vetoes this call: 2 heads");
		});
		this.migrations.withMerge();
		applications.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(applied(context)).isEqualTo(4);
		});
	}

	@Test
	void migrateOfBootsBeanWhenConflictIsVetoed() {
		this.migrations.withConflict();
		this.runner.run((context) -> {
			Flyway flyway = context.getBean(Flyway.class);
			assertThatException().isThrownBy(flyway::migrate)
				.withMessageContaining("Headway vetoes this call: 2 heads");
			assertThatException().isThrownBy(flyway::validate)
				.withMessageContaining("Headway vetoes this call: 2 heads");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { NoBean.class, BeanMethod.class })
	void migrateOfAnotherInstanceIsNotVetoedAndTheStateShowsIt(Class<?> application) {
		this.migrations.withConflict();
		this.runner.withUserConfiguration(application).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(applied(context)).isEqualTo(3);
			assertThat(context.getBean(MigrationService.class).state()).satisfies((state) -> {
				assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
				assertThat(state.current()).containsExactlyInAnyOrder("2", "3");
			});
		});
	}

	private static int applied(ApplicationContext context) {
		return JdbcClient.create(context.getBean(Flyway.class).getConfiguration().getDataSource())
			.sql("select count(*) from \"flyway_schema_history\" where \"version\" is not null")
			.query(Integer.class)
			.single();
	}

	private static Flyway load(DataSource dataSource, String locations) {
		return Flyway.configure().dataSource(dataSource).locations(locations).cleanDisabled(false).load();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy strategy() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitMethod {

		@Bean(initMethod = "migrate")
		Flyway flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return load(dataSource, locations);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		Flyway flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return load(dataSource, locations);
		}

		@Bean
		FlywayMigrationInitializer initializer(Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		FlywayFactory flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return new FlywayFactory(load(dataSource, locations));
		}

		@Bean
		FlywayMigrationInitializer initializer(Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

	}

	record FlywayFactory(Flyway getObject) implements FactoryBean<Flyway> {

		@Override
		public Class<?> getObjectType() {
			return Flyway.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Pair {

		@Bean(initMethod = "migrate")
		@Primary
		Flyway orders(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return load(dataSource, locations);
		}

		@Bean(initMethod = "migrate")
		Flyway customers(@Value("${spring.flyway.locations}") String locations) {
			return load(TestDatabase.H2.create().pool(), locations);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Copy {

		@Bean
		Object copy(Flyway flyway) {
			return Flyway.configure().configuration(flyway.getConfiguration()).load().migrate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AfterPropertiesSet {

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> {
			};
		}

		@Bean
		InitializingBean migration(Flyway flyway) {
			return flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReplacedCallbacks {

		@Bean
		FlywayMigrationStrategy strategy() {
			return Flyway::migrate;
		}

		@Bean
		FlywayConfigurationCustomizer customizer() {
			return (configuration) -> configuration.callbacks(new Callback[0]);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedProxy {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Flyway flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return load(dataSource, locations);
		}

		@Bean
		InitializingBean migration(Flyway flyway) {
			return flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reset {

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> {
			};
		}

		@Bean
		FlywayConfigurationCustomizer customizer() {
			return (configuration) -> configuration.cleanDisabled(false);
		}

		@Bean
		InitializingBean reset(Flyway flyway) {
			return () -> {
				flyway.clean();
				flyway.migrate();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		@Primary
		DataSource application() {
			return TestDatabase.H2.create().pool();
		}

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		DataSource owner() {
			return TestDatabase.H2.create().pool();
		}

		@Bean
		FlywayMigrationStrategy strategy() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoBean {

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> {
			};
		}

		@Bean
		InitializingBean migration(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return () -> load(dataSource, locations).migrate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethod {

		@Bean
		Flyway flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			Flyway flyway = load(dataSource, locations);
			flyway.migrate();
			return flyway;
		}

	}

}
