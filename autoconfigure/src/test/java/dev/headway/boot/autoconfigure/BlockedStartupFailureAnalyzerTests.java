package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.boot.WebApplication;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link BlockedStartupFailureAnalyzer}, with applications that fail after
 * their migrations were blocked.
 */
@ExtendWith(OutputCaptureExtension.class)
class BlockedStartupFailureAnalyzerTests {

	private static final String REPORT = """
			Before this failure, the migrations were not applied, so the database may not be what the application expects.

			The migrations of Flyway 'flyway' are in conflict (CONFLICT). Nothing was applied.

			  MULTIPLE_HEADS: 2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), which both build on 1. Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.

			Revisions, newest first:

			    1 -> 3 (head), add avatars
			    1 -> 2 (head), add password hashes
			    <base> -> 1 (branchpoint), create users

			Action:

			""";

	private static final String COMMANDS = """
			Run one of these commands in the project, then build and start the application again:

			    db merge 2 3
			    db rebase 3 --onto 2
			""";

	private final Access database = TestDatabase.H2.create();

	private MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path).withConflict();
	}

	@Test
	void analyzeWhenSchemaValidationFailsEndsWithTheReport(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(JpaApplication.class, "spring.jpa.hibernate.ddl-auto=validate"))
			.satisfies((failure) -> assertThat(failure)
				.hasStackTraceContaining("Suppressed: dev.headway.HeadwayException: The migrations of Flyway 'flyway'")
				.hasStackTraceContaining("fix with: db merge 2 3"));
		assertThat(text(output)).contains("Application run failed", "\tat org.hibernate").endsWith("""
				Description:

				org.hibernate.tool.schema.spi.SchemaManagementException: Schema validation: missing table [users]

				""" + REPORT + COMMANDS + "\n");
	}

	@Test
	void analyzeWhenBeanQueriesEndsWithTheReport(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(QueryingApplication.class));
		assertThat(text(output)).containsSubsequence("Application run failed", "APPLICATION FAILED TO START",
				"Description:", "Table \"USERS\" not found", "\n\n" + REPORT + COMMANDS);
	}

	@Test
	void analyzeWhenAnotherAnalyzerKnowsTheFailureAddsTheReport(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatException()
				.isThrownBy(() -> start(WebApplication.Application.class, "server.port=" + taken.getLocalPort()));
			assertThat(text(output)).doesNotContain("Application run failed")
				.contains("was already in use.\n\n" + REPORT
						+ "Identify and stop the process that's listening on port %d or configure this application to listen on another port.\n\n"
							.formatted(taken.getLocalPort())
						+ COMMANDS);
		}
	}

	@Test
	void analyzeWhenNothingWasBlockedLeavesTheFailureAlone(CapturedOutput output) {
		this.migrations.withMerge();
		assertThatException().isThrownBy(() -> start(FailingApplication.class));
		assertThat(text(output)).contains("Application run failed")
			.doesNotContain("Before this failure", "APPLICATION FAILED TO START");
	}

	private void start(Class<?> application, String... properties) {
		WebApplication.start(this.database, this.migrations, application, properties).close();
	}

	private static String text(CapturedOutput output) {
		return output.getAll().replace("\r\n", "\n");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class JpaApplication {

	}

	static class QueryingApplication extends WebApplication.Application {

		@Bean
		ApplicationRunner query(JdbcClient client) {
			return (arguments) -> client.sql("select count(*) from users").query(Integer.class).single();
		}

	}

	static class FailingApplication extends WebApplication.Application {

		@Bean
		ApplicationRunner fail() {
			return (arguments) -> {
				throw new UnsupportedOperationException();
			};
		}

	}

}
