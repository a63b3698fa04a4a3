package dev.headway.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import dev.headway.boot.autoconfigure.DbCommandAutoConfiguration;
import dev.headway.boot.autoconfigure.HeadwayAutoConfiguration;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

/**
 * An application with JPA entities, in which {@code db} commands run as in a process of
 * their own.
 */
final class ModelApplication {

	private final Map<String, Object> properties = new HashMap<>();

	private final Class<?> configuration;

	private final List<Class<?>> entities;

	ModelApplication(TestDatabase.Access access, MigrationFolder folder, Class<?>... entities) {
		this(Configuration.class, access, folder, entities);
	}

	ModelApplication(Class<?> configuration, TestDatabase.Access access, MigrationFolder folder, Class<?>... entities) {
		this.configuration = configuration;
		this.entities = List.of(entities);
		this.properties
			.putAll(Map.of("spring.datasource.url", access.url(), "spring.datasource.username", access.username(),
					"spring.datasource.password", access.password(), "spring.datasource.hikari.maximum-pool-size", "2",
					"spring.flyway.locations", folder.location(), "headway.startup", "none",
					"spring.main.lazy-initialization", "true", "spring.main.log-startup-info", "false"));
	}

	ModelApplication with(String property, String value) {
		this.properties.put(property, value);
		return this;
	}

	/**
	 * Start the application, with all its beans, and stop it.
	 */
	void start() {
		application().run().close();
	}

	Outcome run(String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		CommandRun run = new CommandRun(
				Objects.requireNonNull(
						DbArguments.parse(Stream.concat(Stream.of("db"), Stream.of(args)).toArray(String[]::new))),
				new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
		SpringApplication application = application();
		application.addInitializers(run::prepare);
		try (ConfigurableApplicationContext context = application.run()) {
			int code = run.run(context.getBeanFactory());
			return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
		}
	}

	private SpringApplication application() {
		SpringApplication application = new SpringApplication(this.configuration);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(this.properties);
		application.addInitializers((context) -> context.getBeanFactory()
			.registerSingleton("persistenceManagedTypes",
					PersistenceManagedTypes.of(this.entities.stream().map(Class::getName).toArray(String[]::new))));
		return application;
	}

	/**
	 * What a command left.
	 *
	 * @param code its exit code
	 * @param output what it printed
	 * @param errors what it printed as errors
	 */
	record Outcome(int code, String output, String errors) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, HeadwayAutoConfiguration.class, DbCommandAutoConfiguration.class })
	static class Configuration {

	}

}
