package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DefaultMigrationServices}: one or several {@link Flyway} beans, and
 * instances that are not beans.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefaultMigrationServicesTests {

	private MigrationFolder orders;

	private MigrationFolder users;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.orders = new MigrationFolder(path.resolve("orders")).with("V1__create_orders.sql",
				"create table orders (id int);");
		this.users = new MigrationFolder(path.resolve("users")).withMerge();
		this.runner = HeadwayContextRunner.create(this.users)
			.withPropertyValues("orders=" + this.orders.location(), "users=" + this.users.location());
	}

	@Test
	void servicesWhenNoneIsPrimaryHaveNoBean() {
		this.runner.withUserConfiguration(TwoFlyways.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(MigrationService.class);
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.names()).containsExactlyInAnyOrder("ordersFlyway", "usersFlyway");
			assertThat(services.get("ordersFlyway").state().current()).containsExactly("1");
			assertThat(services.get("usersFlyway").state().current()).containsExactly("4");
			assertThat(services.get("usersFlyway")).isSameAs(services.get("usersFlyway"));
		});
	}

	@Test
	void servicesWhenNameIsUnknownThrows() {
		this.runner.withUserConfiguration(TwoFlyways.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(MigrationServices.class).get("flyway"))
				.withMessageMatching(
						"'flyway' is not a Flyway bean\\. Use one of (users|orders)Flyway, (orders|users)Flyway\\."));
	}

	@Test
	void scriptsMayChangeUnlessAllAreOnTheClassPath() {
		this.runner.run((context) -> assertThat(mayScriptsChange(context)).isTrue());
		ApplicationContextRunner inClassPath = this.runner
			.withPropertyValues("spring.flyway.locations=classpath:db/one,classpath:db/other");
		inClassPath.run((context) -> assertThat(mayScriptsChange(context)).isFalse());
		inClassPath.withUserConfiguration(OwnProvider.class)
			.run((context) -> assertThat(mayScriptsChange(context)).isTrue());
	}

	private static boolean mayScriptsChange(ApplicationContext context) {
		return context.getBean(MigrationServices.class).scriptsMayChange("flyway");
	}

	@Test
	void serviceWhenOneIsPrimaryIsThatOnes() {
		this.runner.withUserConfiguration(PrimaryFlyway.class).run((context) -> {
			assertThat(context).hasSingleBean(MigrationService.class);
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.get("ordersFlyway")).isSameAs(context.getBean(MigrationService.class));
			assertThat(context.getBean(MigrationService.class).state().heads()).containsExactly("1");
			assertThat(services.get("usersFlyway").state().current()).containsExactly("4");
		});
	}

	@Test
	void serviceWhenOthersAreNoDefaultCandidateIsBoots() {
		this.runner.withUserConfiguration(AdditionalFlyway.class).run((context) -> {
			assertThat(context).hasSingleBean(MigrationService.class);
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.names()).containsExactlyInAnyOrder("flyway", "ordersFlyway");
			assertThat(services.get("flyway")).isSameAs(context.getBean(MigrationService.class));
			assertThat(services.get("ordersFlyway").state().current()).containsExactly("1");
		});
	}

	@Test
	void startWhenOneIsInConflictStillAppliesOther() {
		this.users.without("V4__merge.sql");
		this.runner.withUserConfiguration(TwoFlyways.class).run((context) -> {
			assertThat(context).hasNotFailed();
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.get("usersFlyway").state().status()).isEqualTo(MigrationStatus.CONFLICT);
			assertThat(services.get("ordersFlyway").state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		});
	}

	@Test
	void stateWhenThereAreSeveralNamesTheBeanInCommands(CapturedOutput output) {
		this.users.without("V4__merge.sql");
		this.runner.withUserConfiguration(TwoFlyways.class).run((context) -> {
			MigrationService service = context.getBean(MigrationServices.class).get("usersFlyway");
			assertThat(Objects.requireNonNull(service.state().conflict()).resolve())
				.containsExactly("db merge --flyway=usersFlyway 2 3", "db rebase --flyway=usersFlyway 3 --onto 2");
			assertThat(service.refresh()).isEqualTo(service.state());
			assertThat(context.getBean(MigrationMonitor.class).read("usersFlyway").state()).isEqualTo(service.state());
			assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade)
				.withMessageContaining("'db merge --flyway=usersFlyway 2 3'")
				.satisfies((ex) -> assertThat(ex.state()).isEqualTo(service.state()));
		});
		assertThat(output).contains("with 'db merge --flyway=usersFlyway 2 3' or",
				"fix with: db rebase --flyway=usersFlyway 3 --onto 2");
	}

	@Test
	void failureWhenThereAreSeveralNamesTheBeanInCommands() {
		this.users.without("V4__merge.sql");
		this.runner.withUserConfiguration(TwoFlyways.class)
			.withPropertyValues("headway.on-problem=fail")
			.run((context) -> assertThat(analysis(context).getAction())
				.contains("    db merge --flyway=usersFlyway 2 3", "    db rebase --flyway=usersFlyway 3 --onto 2"));
	}

	@Test
	void pendingWhenThereAreSeveralNamesTheBeanInCommands() {
		this.runner.withUserConfiguration(TwoFlyways.class)
			.withPropertyValues("headway.on-problem=fail", "headway.startup=validate")
			.run((context) -> assertThat(analysis(context).getAction())
				.containsPattern("'db upgrade --flyway=(orders|users)Flyway'"));
	}

	@Test
	void failedDowngradeWhenThereAreSeveralNamesTheBeanInCommands() {
		this.orders.with("U1__create_orders.sql", "drop table orders;", "select * from nowhere;");
		this.runner.withUserConfiguration(TwoFlyways.class)
			.run((context) -> assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> context.getBean(MigrationServices.class).get("ordersFlyway").downgrade("base"))
				.withMessageContaining("'db stamp --flyway=ordersFlyway base'"));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		return Objects.requireNonNull(
				new MigrationsFailureAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure())));
	}

	@Test
	void startWhenPrimaryWaitsForOtherMakesNoCycle() {
		this.runner.withUserConfiguration(WaitingFlyway.class)
			.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(MigrationService.class).state().current()).containsExactly("4");
			});
	}

	@Test
	void startOfInstanceThatIsNotABeanAppliesItsRevisions() {
		this.runner.withUserConfiguration(PlainInstance.class)
			.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(Flyway.class)
					.doesNotHaveBean(MigrationService.class);
				assertThat(tables(context)).contains("ORDERS");
				assertThat(context.getBean(Names.class).names()).containsExactly("unnamed");
			});
	}

	@Test
	void servicesOfChildHaveFlywayOfParent() {
		this.runner.run((parent) -> new ApplicationContextRunner().withParent(parent)
			.withConfiguration(AutoConfigurations.of(HeadwayAutoConfiguration.class))
			.run((child) -> {
				assertThat(child).hasNotFailed();
				assertThat(child.getBean(MigrationServices.class).names()).containsExactly("flyway");
				assertThat(child.getBean(MigrationService.class).state().current()).containsExactly("4");
			}));
	}

	@Test
	void servicesOfChildHaveItsOwnFlywayToo() {
		this.runner.run((parent) -> new ApplicationContextRunner().withParent(parent)
			.withConfiguration(AutoConfigurations.of(HeadwayAutoConfiguration.class))
			.withPropertyValues("orders=" + this.orders.location())
			.withUserConfiguration(OrdersFlyway.class)
			.run((child) -> {
				assertThat(child).hasNotFailed();
				MigrationServices services = child.getBean(MigrationServices.class);
				assertThat(services.names()).containsExactlyInAnyOrder("flyway", "ordersFlyway");
				assertThat(services.get("ordersFlyway").state().current()).containsExactly("1");
				assertThat(services.get("flyway").state().current()).containsExactly("4");
				assertThat(parent.getBean(MigrationServices.class).names()).containsExactly("flyway");
			}));
	}

	private static List<String> tables(ApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class))
			.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	private static Flyway flyway(String location, String table) {
		return Flyway.configure().dataSource(TestDatabase.H2.create().pool()).locations(location).table(table).load();
	}

	@Configuration(proxyBeanMethods = false)
	static class OrdersFlyway {

		@Bean
		Flyway ordersFlyway(Environment environment) {
			return flyway(environment.getRequiredProperty("orders"), "orders_history");
		}

		@Bean
		FlywayMigrationInitializer ordersInitializer(@Qualifier("ordersFlyway") Flyway ordersFlyway,
				ObjectProvider<FlywayMigrationStrategy> strategy) {
			return new FlywayMigrationInitializer(ordersFlyway, strategy.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsersFlyway {

		@Bean
		Flyway usersFlyway(Environment environment) {
			return flyway(environment.getRequiredProperty("users"), "users_history");
		}

		@Bean
		FlywayMigrationInitializer usersInitializer(@Qualifier("usersFlyway") Flyway usersFlyway,
				FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(usersFlyway, strategy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OrdersFlyway.class, UsersFlyway.class })
	static class TwoFlyways {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(UsersFlyway.class)
	static class PrimaryFlyway {

		@Bean
		@Primary
		Flyway ordersFlyway(Environment environment) {
			return flyway(environment.getRequiredProperty("orders"), "orders_history");
		}

		@Bean
		FlywayMigrationInitializer ordersInitializer(Flyway ordersFlyway, FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(ordersFlyway, strategy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdditionalFlyway {

		@Bean(defaultCandidate = false)
		Flyway ordersFlyway(Environment environment) {
			return flyway(environment.getRequiredProperty("orders"), "orders_history");
		}

		@Bean(defaultCandidate = false)
		FlywayMigrationInitializer ordersInitializer(ApplicationContext context, FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(context.getBean("ordersFlyway", Flyway.class), strategy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OrdersFlyway.class)
	static class WaitingFlyway {

		@Bean
		@Primary
		@DependsOn("ordersInitializer")
		Flyway usersFlyway(Environment environment) {
			return flyway(environment.getRequiredProperty("users"), "users_history");
		}

		@Bean
		FlywayMigrationInitializer usersInitializer(Flyway usersFlyway, FlywayMigrationStrategy strategy) {
			return new FlywayMigrationInitializer(usersFlyway, strategy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainInstance {

		@Bean
		FlywayMigrationInitializer initializer(DataSource dataSource, Environment environment,
				FlywayMigrationStrategy strategy) {
			Flyway flyway = Flyway.configure()
				.dataSource(dataSource)
				.locations(environment.getRequiredProperty("orders"))
				.load();
			return new FlywayMigrationInitializer(flyway, strategy);
		}

		@Bean
		Names names() {
			return new Names(new CopyOnWriteArrayList<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProvider {

		@Bean
		FlywayConfigurationCustomizer provider() {
			return (configuration) -> configuration.resourceProvider(new NoResources());
		}

	}

	private static final class NoResources implements ResourceProvider {

		@Override
		public @Nullable LoadableResource getResource(String name) {
			return null;
		}

		@Override
		public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
			return List.of();
		}

	}

	record Names(List<String> names) implements MigrationListenerFactory {

		@Override
		public MigrationListener create(String flyway) {
			this.names.add(flyway);
			return new MigrationListener() {

			};
		}

	}

}
