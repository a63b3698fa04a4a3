package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import dev.headway.boot.OtherClassPath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Headway starts if an optional dependency is missing. Each application has a
 * new class loader.
 */
class OptionalClassPathTests {

	private static final String JPA_AND_JOOQ = "hibernate-|jakarta.persistence|spring-boot-[a-z-]*(jpa|hibernate|jooq)"
			+ "|spring-data-jpa|jooq";

	private static final List<String> ALL = List.of("migrationService", "migrationMonitor", "migrationsEndpoint",
			"migrationsHealthContributor", "migrationsMetrics", "migrationObservations");

	@Test
	void startWithoutJpaAndJooq() throws Exception {
		assertThat(startWithout("nothing-else")).containsAll(ALL);
	}

	@Test
	void startWithoutActuator() throws Exception {
		assertThat(startWithout("spring-boot-actuator")).contains("migrationService", "migrationsMetrics")
			.doesNotContain("migrationsEndpoint");
	}

	@Test
	void startWithoutHealth() throws Exception {
		assertThat(startWithout("spring-boot-health")).contains("migrationService", "migrationsEndpoint")
			.doesNotContain("migrationsHealthContributor");
	}

	@Test
	void startWithoutMicrometer() throws Exception {
		assertThat(startWithout("micrometer-(core|registry|jakarta)|spring-boot-micrometer"))
			.contains("migrationService", "migrationsEndpoint", "migrationsHealthContributor")
			.doesNotContain("migrationsMetrics", "migrationObservations");
	}

	@Test
	void startWithoutAnyOfThem() throws Exception {
		assertThat(startWithout("spring-boot-(actuator|health|micrometer)|micrometer-(core|registry|jakarta)"))
			.contains("migrationService")
			.doesNotContain("migrationsEndpoint", "migrationsHealthContributor", "migrationsMetrics",
					"migrationObservations");
	}

	private static Collection<String> startWithout(String jars) throws IOException, ReflectiveOperationException {
		return Arrays
			.asList((String[]) OtherClassPath.without(JPA_AND_JOOQ + "|" + jars).call(Application.class, "start"));
	}

	/**
	 * The application that is started.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		/**
		 * Start it.
		 * @return the names of its beans
		 */
		public static String[] start() {
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			try (ConfigurableApplicationContext context = application.run(
					"--spring.flyway.locations=classpath:db/slice",
					"--management.endpoints.jmx.exposure.include=migrations", "--spring.jmx.enabled=true",
					"--spring.main.banner-mode=off")) {
				return context.getBeanDefinitionNames();
			}
		}

	}

}
