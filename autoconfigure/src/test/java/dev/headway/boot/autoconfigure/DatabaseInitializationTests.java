package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that beans that depend on Flyway depend on Headway.
 */
class DatabaseInitializationTests {

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		MigrationFolder migrations = new MigrationFolder(path).withMerge();
		this.runner = HeadwayContextRunner.create(migrations);
	}

	@Test
	void entityManagerFactoryFindsMigratedSchema() {
		this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(EntityManagerFactory.class));
	}

	@Test
	void entityManagerFactoryWhenDisabledAndNoFlywayFindsNoSchema() {
		this.runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate", "headway.startup=none")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void jdbcBeansFindMigratedSchema() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
			.withUserConfiguration(JdbcUsers.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "jOOQ needs Java 21")
	void dslContextWaitsForMigratedSchema() {
		this.runner.withConfiguration(AutoConfigurations.of(JooqAutoConfiguration.class)).run((context) -> {
			assertThat(context).hasNotFailed().hasBean("dslContext");
			assertThat(context.getBeanFactory().getBeanDefinition("dslContext").getDependsOn())
				.contains("flywayInitializer");
		});
	}

	@Test
	void startWithoutJpaAndJooqWorks() {
		this.runner.withClassLoader(new FilteredClassLoader("jakarta.persistence", "org.jooq"))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("migrationService"));
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = DatabaseInitializationTests.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcUsers {

		@Bean
		Integer byClient(JdbcClient client) {
			return client.sql("select count(avatar) from users").query(Integer.class).single();
		}

		@Bean
		List<String> byTemplate(JdbcTemplate template) {
			return template.queryForList("select password_hash from users", String.class);
		}

	}

	@Entity(name = "users")
	static class User {

		@Id
		private Integer id = 0;

		private String avatar = "";

		Integer id() {
			return this.id;
		}

		String avatar() {
			return this.avatar;
		}

	}

}
