package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.endpoint.MigrationsEndpoint;
import dev.headway.boot.endpoint.MigrationsEndpoint.MigrationsDescriptor;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configurations that docs/multiple-databases.md and docs/tenants.md show.
 */
class DocumentedConfigurationsTests {

	private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private final Access database = TestDatabase.H2.create();

	private MigrationFolder migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
		this.runner = HeadwayContextRunner.create(this.database, this.migrations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multiple-databases.md", "tenants.md" })
	void documentationShowsWhatIsTestedHere(String page) throws IOException {
		String source = normalize(
				Files.readString(Path.of("src/test/java/" + getClass().getName().replace('.', '/') + ".java")));
		List<String> snippets = SNIPPET.matcher(Files.readString(Path.of("..", "docs", page)))
			.results()
			.map((snippet) -> normalize(snippet.group(1)))
			.toList();
		assertThat(snippets).isNotEmpty().allSatisfy((snippet) -> assertThat(source).contains(snippet));
	}

	private static String normalize(String code) {
		return code.replaceAll("\\s+", "");
	}

	@Test
	void severalDatabasesHaveAHistoryEach() {
		this.runner.withUserConfiguration(SeveralDatabases.class).run((context) -> {
			assertThat(context).hasNotFailed();
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.names()).containsExactlyInAnyOrder("libraryFlyway", "companyFlyway");
			assertThat(services.get("libraryFlyway").state().current()).containsExactly("2");
			assertThat(services.get("companyFlyway").state()).satisfies((state) -> {
				assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
				assertThat(state.current()).isEmpty();
			});
		});
	}

	@Test
	void tenantsAreUpgradedInTheirSchemas() {
		this.migrations.withMerge();
		this.runner.withUserConfiguration(Tenants.class)
			.withBean(TenantNames.class, () -> () -> List.of("blue", "green"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
				Stream.of("blue", "green")
					.forEach((schema) -> assertThat(client
						.sql("select count(*) from \"%s\".\"flyway_schema_history\" where \"type\" = 'SQL'"
							.formatted(schema))
						.query(Integer.class)
						.single()).isEqualTo(4));
			});
	}

	@Test
	void tenantsWhenConflictAreLeftAsTheyAre() {
		this.migrations.withConflict();
		this.runner.withUserConfiguration(Tenants.class)
			.withBean(TenantNames.class, () -> () -> List.of("blue"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(JdbcClient.create(context.getBean(DataSource.class))
					.sql("select count(*) from information_schema.tables where table_schema = 'blue'")
					.query(Integer.class)
					.single()).isZero();
			});
	}

	@Test
	void tenantsAsBeansHaveAHistoryEach() {
		this.runner.withUserConfiguration(TenantsAsBeans.class)
			.withPropertyValues("tenants=blue,green")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				MigrationServices services = context.getBean(MigrationServices.class);
				assertThat(services.names()).containsExactlyInAnyOrder("blue", "green");
				assertThat(services.names()).map(services::get)
					.extracting((service) -> service.state())
					.extracting(MigrationState::status)
					.containsOnly(MigrationStatus.UP_TO_DATE);
				assertThat(services.get("green").state().current()).containsExactly("1");
			});
	}

	@Test
	void manyTenantsAsBeansHaveAHistoryEach() {
		String tenants = IntStream.range(0, 200).mapToObj((number) -> "t" + number).collect(Collectors.joining(","));
		this.runner.withUserConfiguration(TenantsAsBeans.class)
			.withPropertyValues("tenants=" + tenants)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				MigrationsDescriptor shown = new MigrationsEndpoint(context.getBean(MigrationMonitor.class))
					.migrations();
				assertThat(shown.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
				assertThat(shown.histories()).hasSize(200)
					.allSatisfy((name, history) -> assertThat(history.current()).containsExactly("1"));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class SeveralDatabases {

		@Bean
		@Qualifier("library")
		DataSource library() {
			return TestDatabase.H2.create().pool();
		}

		@Bean
		@Qualifier("company")
		DataSource company() {
			return TestDatabase.H2.create().pool();
		}

		@Bean
		Flyway libraryFlyway(@Qualifier("library") DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:db/library").load();
		}

		@Bean
		Flyway companyFlyway(@Qualifier("company") DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:db/company").load();
		}

		@Bean
		FlywayMigrationInitializer libraryInitializer(@Qualifier("libraryFlyway") Flyway flyway,
				FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(flyway, strategy);
		}

		@Bean
		FlywayMigrationInitializer companyInitializer(@Qualifier("companyFlyway") Flyway flyway,
				FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(flyway, strategy);
		}

	}

	interface TenantNames {

		List<String> all();

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		InitializingBean tenants(Flyway flyway, FlywayMigrationStrategy strategy, TenantNames tenants) {
			return () -> tenants.all()
				.forEach((schema) -> strategy.migrate(Flyway.configure()
					.configuration(flyway.getConfiguration())
					.schemas(schema)
					.defaultSchema(schema)
					.load()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(TenantBeans.class)
	static class TenantsAsBeans {

	}

	static class TenantBeans implements BeanRegistrar {

		@Override
		public void register(BeanRegistry registry, Environment environment) {
			for (String tenant : environment.getRequiredProperty("tenants", String[].class)) {
				registry.registerBean(tenant, Flyway.class,
						(bean) -> bean.supplier((context) -> Flyway.configure()
							.dataSource(context.bean(DataSource.class))
							.locations("classpath:db/tenants")
							.schemas(tenant)
							.load()));
				registry.registerBean(tenant + "Initializer", FlywayMigrationInitializer.class,
						(bean) -> bean
							.supplier((context) -> new FlywayMigrationInitializer(context.bean(tenant, Flyway.class),
									context.bean(FlywayMigrationStrategy.class))));
			}
		}

	}

}
