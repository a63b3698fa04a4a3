package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.boot.command.DbCommandTestApplication;
import dev.headway.testing.Background;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application that waits at startup until another process has upgraded.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupWaitTests {

	private static final String WAITING = "Waiting for another process to apply 1, 2, 3, 4; timeout in ";

	private final Access database = TestDatabase.H2.create();

	@TempDir
	private Path temporary;

	private MigrationFolder migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare() {
		this.migrations = new MigrationFolder(this.temporary.resolve("migrations")).withMerge();
		this.runner = HeadwayContextRunner.createWithActuator(this.database, this.migrations)
			.withPropertyValues("headway.startup=wait");
	}

	private Flyway stock() {
		return Flyway.configure()
			.dataSource(this.database.url(), this.database.username(), this.database.password())
			.locations(this.migrations.location())
			.load();
	}

	@Test
	void startWhenAnotherProcessUpgradesCreatesBeansAfterwards(CapturedOutput output) {
		ApplicationContextRunner application = this.runner
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(DatabaseInitializationTests.Entities.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate");
		CompletableFuture<Void> start = Background.run(() -> application.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(EntityManagerFactory.class);
			assertThat(Objects.requireNonNull(context.getBean(HealthIndicator.class).health()).getStatus())
				.isEqualTo(Status.UP);
		}));
		await().until(() -> output.getOut().contains(WAITING) || start.isDone());
		assertThat(start).isNotDone();
		stock().migrate();
		start.join();
		assertThat(output).contains(WAITING, " (Flyway 'flyway')").doesNotContain("Applying ");
	}

	@Test
	void startWhenNobodyUpgradesFailsAfterTheTimeout() {
		this.runner.withPropertyValues("headway.wait-timeout=200ms").run((context) -> {
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			FailureAnalysis analysis = Objects.requireNonNull(new MigrationsFailureAnalyzer().analyze(failure));
			assertThat(analysis.getDescription()).startsWith("""
					Waited 0.2s for another process to apply 1, 2, 3, 4. The property 'headway.wait-timeout' sets \
					the limit (Flyway 'flyway').

					The migrations of Flyway 'flyway' are pending: 1, 2, 3, 4 (PENDING). Nothing was applied.
					""");
			assertThat(analysis.getAction()).isEqualTo(
					"Apply the pending revisions with 'db upgrade', or start once with '--headway.startup=upgrade'.");
			assertThat(failure).rootCause()
				.isInstanceOfSatisfying(ExitCodeGenerator.class,
						(generator) -> assertThat(generator.getExitCode()).isEqualTo(5));
		});
		assertThat(stock().info().applied()).isEmpty();
	}

	@Test
	void startWhenTheDatabaseIsAwayFailsAfterTheTimeout() {
		this.runner
			.withPropertyValues("headway.wait-timeout=0s", "spring.datasource.url=jdbc:h2:tcp://localhost:1/none",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> {
				FailureAnalysis analysis = Objects.requireNonNull(
						new MigrationsFailureAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure())));
				assertThat(analysis.getDescription()).startsWith("Waited 0s for the database, which cannot be read (");
				assertThat(analysis.getAction())
					.isEqualTo("Make the database available and start the application again.");
			});
	}

	@Test
	void startWhenTheScriptsAreInConflictDoesNotWait(CapturedOutput output) {
		this.migrations.with("V5__e.sql", "-- revises: 3");
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("are in conflict (CONFLICT)").doesNotContain("Waiting for");
		this.runner.withPropertyValues("headway.on-problem=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(StartupRefusedException.class,
						(refused) -> assertThat(refused).isNotInstanceOf(ExitCodeGenerator.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait", "validate", "none", "upgrade" })
	void startWhenTheUserCanOnlySelectFromTheHistorySucceeds(String startup, CapturedOutput output) {
		this.runner.withPropertyValues("headway.startup=upgrade").run((context) -> assertThat(context).hasNotFailed());
		TestDatabase.H2.run(this.database, """
				create user reader password 'secret';
				grant select on "flyway_schema_history" to reader;
				""");
		Access reader = new Access(this.database.url().replace(";DB_CLOSE_DELAY=-1", ""), "reader", "secret");
		HeadwayContextRunner.createWithActuator(reader, this.migrations)
			.withPropertyValues("headway.startup=" + startup, "headway.on-problem=fail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Objects.requireNonNull(context.getBean(HealthIndicator.class).health()).getStatus())
					.isEqualTo(Status.UP);
			});
		assertThat(output)
			.containsOnlyOnce("GRANT SELECT ON \"PUBLIC\".\"flyway_schema_history_graph\" TO \"READER\";");
	}

	@Test
	void processEndsWithTheExitCodeAfterTheTimeout() throws Exception {
		Process process = start("--headway.wait-timeout=0s");
		assertThat(process.waitFor()).isEqualTo(5);
		assertThat(output()).contains("APPLICATION FAILED TO START", "Waited 0s for another process to apply 1")
			.doesNotContain("a listener started");
	}

	@Test
	void processEndsAtOnceWhenTerminated() throws Exception {
		Process process = start("--headway.wait-timeout=10m");
		await().atMost(Duration.ofMinutes(1)).until(() -> output().contains("Waiting for") || !process.isAlive());
		process.destroy();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isNotZero();
	}

	private Process start(String timeout) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				DbCommandTestApplication.class.getName(), timeout, "--headway.startup=wait",
				"--spring.flyway.locations=" + this.migrations.location(), "--spring.datasource.url=jdbc:h2:mem:wait",
				"--server.port=0")
			.directory(this.temporary.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.temporary.resolve("output").toFile())
			.start();
	}

	private String output() throws IOException {
		return Files.readString(this.temporary.resolve("output"), StandardCharsets.UTF_8);
	}

}
