package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import dev.headway.boot.WebApplication;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ProblemVisibility}, with applications that are started as users do.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProblemVisibilityTests {

	private MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path).withConflict();
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=health", "management.server.port=0",
			"management.endpoints.web.base-path=/manage" })
	void startWhenHealthIsExposedStarts(String property) {
		assertStarts(property);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			spring.main.web-application-type=none              | its health endpoint is not exposed over HTTP
			management.server.port=-1                          | its health endpoint is not exposed over HTTP
			server.port=-1                                     | its health endpoint is not exposed over HTTP
			management.endpoints.web.exposure.exclude=health   | its health endpoint is not exposed over HTTP
			management.endpoint.health.access=none             | its health endpoint is not exposed over HTTP
			management.health.migrations.enabled=false         | it has no 'migrations' health indicator
			management.health.defaults.enabled=false           | it has no 'migrations' health indicator
			""")
	void startWhenNobodyWouldNoticeFailsAndSaysWhy(String property, String obstacle, CapturedOutput output) {
		String reason = "The application does not start because %s and 'headway.on-problem' is not set. To start it anyway, with nothing applied, set 'headway.on-problem=block'."
			.formatted(obstacle);
		assertThatException().isThrownBy(() -> start(property))
			.satisfies((failure) -> assertThat(failure).hasStackTraceContaining("Nothing was applied")
				.hasStackTraceContaining(reason));
		assertThat(output).containsSubsequence("WARN", reason, "APPLICATION FAILED TO START", "Action:", reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.main.web-application-type=none", "management.server.port=-1",
			"management.health.migrations.enabled=false" })
	void startWhenNobodyWouldNoticeButBlockIsSetStarts(String property) {
		assertStarts(property, "headway.on-problem=block");
	}

	@Test
	void startWhenDeployedAsWarFailsAndSaysWhy(CapturedOutput output, @TempDir Path folder) throws Exception {
		Tomcat container = new Tomcat();
		container.setBaseDir(folder.toString());
		container.setConnector(new Connector());
		container.getConnector().setPort(0);
		Access database = TestDatabase.H2.create();
		SpringBootServletInitializer war = new SpringBootServletInitializer() {

			@Override
			protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
				return builder.sources(WebApplication.Application.class)
					.properties("spring.datasource.url=" + database.url(),
							"spring.flyway.locations=" + ProblemVisibilityTests.this.migrations.location());
			}

		};
		container.addContext("", folder.toString())
			.addServletContainerInitializer((classes, servletContext) -> war.onStartup(servletContext), null);
		assertThatException().isThrownBy(container::start);
		container.destroy();
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The application does not start because it is deployed as a WAR file, so its work cannot be held back, and 'headway.on-problem' is not set.");
	}

	@Test
	void startWhenNobodyWouldNoticeAndNothingIsWrongDoesNotMentionIt(CapturedOutput output) {
		this.migrations.withMerge();
		start("spring.main.web-application-type=none").close();
		assertThat(output).doesNotContain("headway.on-problem");
	}

	@Test
	void startWhenFailIsSetDoesNotSayThatItIsNot(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("headway.on-problem=fail"));
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("'headway.on-problem' is not set");
	}

	private void assertStarts(String... properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			assertThat(context.getBean(MigrationService.class).state().status()).isEqualTo(MigrationStatus.CONFLICT);
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		return WebApplication.start(TestDatabase.H2.create(), this.migrations, properties).context();
	}

}
