package dev.headway.boot.command;

import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.persistenceunit.SpringPersistenceUnitInfo;

import dev.headway.boot.autoconfigure.DbCommandAutoConfiguration;
import dev.headway.boot.autoconfigure.HeadwayAutoConfiguration;
import dev.headway.boot.command.ModelApplication.Outcome;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db migrate} with factories that applications build themselves.
 */
class ManualPersistenceUnitTests {

	private final TestDatabase.Access access = TestDatabase.H2.create();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path path;

	@Test
	void migrateWhenPersistenceBuildsTheFactoryComparesItsModel() {
		Outcome outcome = run(Bootstrapped.class, "migrate", "-m", "create users");
		assertThat(outcome).isEqualTo(new Outcome(0, """
				Detected added table 'users'
				Created V1__create_users.sql
				Created U1__create_users.sql
				""", ""));
		assertThat(snapshot().elements()).isEmpty();
		assertThat(run(Bootstrapped.class, "upgrade").code()).isZero();
		assertThat(run(Bootstrapped.class, "migrate", "--check"))
			.isEqualTo(new Outcome(0, "No changes: the database is what the model says.\n", ""));
	}

	@Test
	void migrateWhenProviderBuildsTheFactoryComparesItsModelAlsoIfItDoesNotFit() {
		Outcome outcome = run(Contained.class, "migrate", "--check");
		assertThat(outcome).isEqualTo(new Outcome(5, "Detected added table 'users'\n", ""));
		assertThat(snapshot().elements()).isEmpty();
	}

	@Test
	void migrateWhenHibernateDoesNotBuildTheFactoryNamesTheBean() {
		Outcome outcome = run(Foreign.class, "migrate", "--check");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.errors()).startsWith(
				"FAILED: This application has no JPA model: The model of the bean 'foreign' was not compared, because "
						+ "Hibernate has not built it, or not in the method of the bean.");
	}

	private SchemaSnapshot snapshot() {
		return SchemaSnapshot
			.of(new DriverManagerDataSource(this.access.url(), this.access.username(), this.access.password()));
	}

	private Outcome run(Class<?> configuration, String... args) {
		return new ModelApplication(configuration, this.access, new MigrationFolder(this.path)).run(args);
	}

	@Entity(name = "User")
	@Table(name = "users")
	static class User {

		@Id
		private Long id;

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class Bootstrapped {

		@Bean(destroyMethod = "close")
		EntityManagerFactory built(DataSource dataSource) {
			return new PersistenceConfiguration("users").managedClass(User.class)
				.property("jakarta.persistence.nonJtaDataSource", dataSource)
				.property("hibernate.hbm2ddl.auto", "create")
				.property("jakarta.persistence.schema-generation.database.action", "drop-and-create")
				.createEntityManagerFactory();
		}

		@Bean
		EntityManagerFactory alias(EntityManagerFactory built) {
			return built;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class Contained {

		@Bean(destroyMethod = "close")
		EntityManagerFactory built(DataSource dataSource) {
			return contained("users", dataSource, User.class);
		}

		static EntityManagerFactory contained(String name, DataSource dataSource, Class<?> entity) {
			SpringPersistenceUnitInfo unit = new SpringPersistenceUnitInfo(entity.getClassLoader());
			unit.setPersistenceUnitName(name);
			unit.setPersistenceUnitRootUrl(url());
			unit.setNonJtaDataSource(dataSource);
			unit.addManagedClassName(entity.getName());
			unit.setExcludeUnlistedClasses(true);
			return new HibernatePersistenceProvider().createContainerEntityManagerFactory(
					unit.asStandardPersistenceUnitInfo(), Map.of("hibernate.hbm2ddl.auto", "validate"));
		}

		private static URL url() {
			try {
				return URI.create("file:///").toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class Foreign {

		@Bean
		EntityManagerFactory foreign() {
			return (EntityManagerFactory) Proxy.newProxyInstance(Foreign.class.getClassLoader(),
					new Class<?>[] { EntityManagerFactory.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "hashCode" -> 1;
						case "equals" -> proxy == arguments[0];
						case "toString" -> "foreign";
						case "close" -> null;
						default -> throw new PersistenceException("Not Hibernate");
					});
		}

	}

}
