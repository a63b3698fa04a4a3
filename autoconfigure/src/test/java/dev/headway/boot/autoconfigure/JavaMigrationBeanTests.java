package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.Revises;
import dev.headway.script.RevisingMigration;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Java migrations that are beans say what they revise, also inside the proxies of Spring.
 */
class JavaMigrationBeanTests {

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		MigrationFolder migrations = new MigrationFolder(path.resolve("migrations"))
			.with("V1__users.sql", "-- revises: base", "create table users (id int);")
			.with("V4__more.sql", "-- revises: 3", "create table more (id int);");
		this.runner = HeadwayContextRunner.create(migrations);
	}

	@Test
	void startWhenMigrationIsBehindClassProxyFindsItsAnnotation() {
		this.runner.withUserConfiguration(ClassProxies.class).run((context) -> {
			assertThat(context.getBean(JavaMigration.class)).matches(AopUtils::isCglibProxy);
			assertLinear(context.getBean(MigrationService.class));
		});
	}

	@Test
	void startWhenMigrationIsBehindInterfaceProxyFindsItsAnnotation() {
		this.runner.withUserConfiguration(InterfaceProxies.class).run((context) -> {
			assertThat(context.getBean(JavaMigration.class)).matches(AopUtils::isJdkDynamicProxy);
			assertLinear(context.getBean(MigrationService.class));
		});
	}

	@Test
	void startWhenBeansOfOneClassDeclareTheirParentsFollowsThem() {
		this.runner.withUserConfiguration(OneClass.class).run((context) -> {
			MigrationService service = context.getBean(MigrationService.class);
			assertThat(service.state().history())
				.extracting(HistoryEntry::version, (entry) -> String.join(",", entry.revises()))
				.contains(tuple("2", "1"), tuple("3", "2"));
			assertLinear(service);
		});
	}

	@Test
	void upgradeToRevisionWhenBeansAreOfOneClassRunsOne() {
		this.runner.withPropertyValues("headway.startup=none").withUserConfiguration(OneClass.class).run((context) -> {
			MigrationService service = context.getBean(MigrationService.class);
			assertThat(service.upgrade("2").applied()).containsExactly("1", "2");
			assertThat(service.upgrade().applied()).containsExactly("3", "4");
		});
	}

	private static void assertLinear(MigrationService service) {
		MigrationState state = service.state();
		assertThat(state.problems()).isEmpty();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.heads()).containsExactly("4");
	}

	@Revises("1")
	@Transactional
	static class AddNames extends SqlInJava {

		AddNames() {
			super("3", "add names", "alter table users add name varchar(100)");
		}

		@Override
		public void migrate(Context context) throws Exception {
			super.migrate(context);
		}

	}

	static class AddColumn extends SqlInJava implements RevisingMigration {

		private final String parent;

		AddColumn(String version, String parent) {
			super(version, "add column " + version, "alter table users add c" + version + " int");
			this.parent = parent;
		}

		@Override
		public List<String> revises() {
			return List.of(this.parent);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class ClassProxies {

		@Bean
		static PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		AddNames addNames() {
			return new AddNames();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class InterfaceProxies {

		@Bean
		static PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		JavaMigration addNames() {
			return new AddNames();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneClass {

		@Bean
		JavaMigration second() {
			return new AddColumn("2", "1");
		}

		@Bean
		JavaMigration third() {
			return new AddColumn("3", "2");
		}

	}

}
