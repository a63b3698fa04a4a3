package dev.headway.flyway.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stock Flyway skips without a word because it cannot read it, or never stops
 * reading, is a reason to apply nothing.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class UnreadableLocationTests {

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(strings = { "filesystem", "classpath" })
	void upgradeWhenTheLocaleCannotExpressANameAppliesNothing(String kind) throws Exception {
		new MigrationFolder(this.root.resolve("db")).withConflict().without("V2__add_password_hashes.sql");
		String script = "echo '-- revises: 1' > $(printf 'db/V2__gr\\303\\266\\303\\237e.sql')";
		assertThat(new ProcessBuilder("sh", "-c", script).directory(this.root.toFile()).start().waitFor()).isZero();
		String location = kind.equals("classpath") ? "classpath:db" : "filesystem:" + this.root.resolve("db");
		TestDatabase.Access access = TestDatabase.H2.create();
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path") + ":" + this.root, MigrationProcess.class.getName(),
				access.url(), access.username(), access.password(), location, "upgrade", "heads")
			.redirectError(this.root.resolve("log").toFile());
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(output).contains("MigrationRefusedException", "INVALID", "V2__gr",
				"this process cannot read the name, because the locale's encoding is ANSI_X3.4-1968. Set LC_ALL=C.UTF-8, or rename it.");
	}

	@Test
	void stateWhenAFolderIsTooDeepIsInvalid() throws Exception {
		MigrationFolder folder = new MigrationFolder(this.root.resolve("db")).withMerge();
		String deep = ("d".repeat(200) + "/").repeat(15);
		Path upper = Files.createDirectories(this.root.resolve("db/upper").resolve(deep));
		Files.createDirectories(this.root.resolve("lower").resolve(deep));
		Files.move(this.root.resolve("lower"), upper.resolve("lower"));
		try {
			assertThatStateIsInvalid(folder, "it cannot be read (File name too long)");
		}
		finally {
			Files.move(upper.resolve("lower"), this.root.resolve("lower"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dev/zero", "/proc/self/environ" })
	void stateWhenAScriptIsNoRegularFileIsInvalid(String target) throws Exception {
		MigrationFolder folder = new MigrationFolder(this.root.resolve("db")).withMerge();
		Files.createSymbolicLink(this.root.resolve("db/V5__x.sql"), Path.of(target));
		assertThatStateIsInvalid(folder, "not a regular file");
	}

	private static void assertThatStateIsInvalid(MigrationFolder folder, String reason) {
		try (HikariDataSource pool = TestDatabase.H2.create().pool()) {
			Flyway flyway = Flyway.configure().dataSource(pool).locations(folder.location()).load();
			var state = FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of()).state();
			assertThat(state.status()).isEqualTo(MigrationStatus.INVALID);
			assertThat(state.problems()).singleElement()
				.extracting(MigrationProblem::code, MigrationProblem::message)
				.satisfies((values) -> assertThat(values.toString()).contains("UNREADABLE", reason));
		}
	}

}
