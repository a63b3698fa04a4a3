package dev.headway.library.shop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;
import org.springframework.web.client.RestClient;

import dev.headway.boot.MigrationServices;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of an application in which Spring Modulith migrates each module.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShopApplicationTests {

	private final Access database = TestDatabase.H2.create();

	@Test
	void startWhenModulithMigratesIsReadyAndShowsEachModule(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = application().run("--server.port=0")) {
			assertThat(get(context, "health/readiness")).isEqualTo("200 {\"status\":\"UP\"}");
			String health = get(context, "health/migrations/inventory");
			assertThat(health).startsWith("200 {");
			assertThatDocsShow(health.substring(4));
			assertThat(get(context, "migrations")).contains("\"__root\":{\"status\":\"UP_TO_DATE\",\"current\":[\"1\"]",
					"\"inventory\":{\"status\":\"UP_TO_DATE\",\"current\":[\"2\"]",
					"\"orders\":{\"status\":\"UP_TO_DATE\",\"current\":[\"1\"]");
			assertThat(context.getBean(MeterRegistry.class)
				.get("headway.migrations.applied")
				.tag("flyway", "inventory")
				.gauge()
				.value()).isEqualTo(2);
			assertThat(context.getBean(MigrationServices.class).names()).containsExactly("__root", "inventory",
					"orders");
		}
		assertThat(output)
			.containsOnlyOnce("the FlywayMigrationStrategy bean 'springModulithFlywayMigrationStrategy' is"
					+ " in charge. Headway only reports.");
	}

	@Test
	void startWhenOwnStrategyCallsThatOfModulithIsTheSame() {
		SpringApplication application = application();
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("ownStrategy",
				FlywayMigrationStrategy.class,
				() -> (flyway) -> context.getBean(SpringModulithFlywayMigrationStrategy.class).migrate(flyway),
				(definition) -> definition.setPrimary(true)));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean(MigrationServices.class).names()).containsExactly("__root", "inventory",
					"orders");
		}
	}

	@Test
	void startWhenAModuleHasTwoHeadsIsVetoedBeforeThatModule() {
		assertThatException().isThrownBy(() -> application().run("--spring.flyway.locations=classpath:db/conflict"))
			.havingRootCause()
			.isInstanceOf(FlywayException.class)
			.satisfies((ex) -> assertThatDocsShow(String.valueOf(ex.getMessage())));
		assertThat(tables()).contains("COMMON").doesNotContain("STOCK");
	}

	@Test
	void checkWhenAModuleHasTwoHeadsLooksAtEachModuleAndMigratesNone() throws Exception {
		Process process = new ProcessBuilder(new File(System.getProperty("java.home"), "bin/java").toString(), "-cp",
				System.getProperty("java.class.path"), ShopApplication.class.getName(), "db", "check",
				"--spring.modulith.runtime.flyway-enabled=true", "--spring.flyway.locations=classpath:db/conflict")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(printed.lines()).hasSize(6);
		assertThatDocsShow(printed);
		assertThat(process.waitFor()).isEqualTo(3);
	}

	private static void assertThatDocsShow(String output) throws IOException {
		String page = Files.readString(Path.of("..", "..", "docs", "modulith.md"));
		assertThat(page.replaceAll("\\s+", " ")).contains(output.strip().replaceAll("\\s+", " "));
	}

	private SpringApplication application() {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		application.setMainApplicationClass(ShopApplication.class);
		application.setDefaultProperties(Map.of("spring.modulith.runtime.flyway-enabled", "true", "server.port", "-1",
				"spring.datasource.url", this.database.url(), "spring.datasource.username", this.database.username(),
				"spring.datasource.password", this.database.password(), "management.endpoints.web.exposure.include",
				"health,migrations", "management.endpoint.health.show-details", "always"));
		return application;
	}

	private List<String> tables() {
		try (var pool = this.database.pool()) {
			return JdbcClient.create(pool)
				.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
				.query(String.class)
				.list();
		}
	}

	private static String get(ConfigurableApplicationContext context, String path) {
		return RestClient.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
			.get()
			.uri("/actuator/" + path)
			.exchange((request, response) -> response.getStatusCode().value() + " "
					+ new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8));
	}

}
