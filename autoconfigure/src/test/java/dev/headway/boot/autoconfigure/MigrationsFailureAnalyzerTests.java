package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.headway.boot.WebApplication;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MigrationsFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsFailureAnalyzerTests {

	private MigrationFolder migrations;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path);
	}

	@Test
	void analyzeWhenConflictShowsGraphScriptsAndCommands() {
		FailureAnalysis analysis = analyze("headway.startup=upgrade", this.migrations.withConflict());
		assertThat(analysis.getDescription()).isEqualTo(
				"""
						The migrations of Flyway 'flyway' are in conflict (CONFLICT). Nothing was applied.

						  MULTIPLE_HEADS: 2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), which both build on 1. Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.

						Revisions, newest first:

						    1 -> 3 (head), add avatars
						    1 -> 2 (head), add password hashes
						    <base> -> 1 (branchpoint), create users""");
		assertThat(analysis.getAction()).isEqualTo("""
				Run one of these commands in the project, then build and start the application again:

				    db merge 2 3
				    db rebase 3 --onto 2""");
	}

	@Test
	void analyzeWhenPendingTellsHowToApply() {
		FailureAnalysis analysis = analyze("headway.startup=validate",
				this.migrations.with("V1__create_users.sql", "create table users (id int);"));
		assertThat(analysis.getDescription()).isEqualTo("""
				The migrations of Flyway 'flyway' are pending: 1 (PENDING). Nothing was applied.


				Revisions, newest first:

				    <base> -> 1 (head), create users""");
		assertThat(analysis.getAction()).isEqualTo(
				"Apply the pending revisions with 'db upgrade', or start once with '--headway.startup=upgrade'.");
	}

	@Test
	void analyzeWhenInvalidNamesScriptAndProblem() {
		FailureAnalysis analysis = analyze("headway.startup=upgrade",
				this.migrations.with("V2__add_avatars.sql", "-- revises: 1", "select 1;"));
		assertThat(analysis.getDescription()).contains("(INVALID)", "V2__add_avatars.sql");
		assertThat(analysis.getAction()).isEqualTo("Fix the problems above and start the application again.");
	}

	@Test
	void runWhenConflictPrintsAnalysis(CapturedOutput output) {
		this.migrations.withConflict();
		assertThatException().isThrownBy(
				() -> WebApplication.start(TestDatabase.H2.create(), this.migrations, "headway.on-problem=fail"));
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "    1 -> 3 (head), add avatars", "    db rebase 3 --onto 2")
			.doesNotContain("\tat dev.headway");
	}

	@Test
	void runWhenScriptFailsPrintsStatementAndWhatToDo(CapturedOutput output) {
		this.migrations.with("V1__create_users.sql", "create table users (id int);")
			.with("V2__broken.sql", "-- revises: 1", "", "create tabel x (",
					"  secret varchar(100) default '${secret}'", ");");
		assertThatException().isThrownBy(() -> WebApplication.start(TestDatabase.H2.create(), this.migrations,
				"spring.flyway.placeholders.secret=hunter2"));
		assertThat(output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"))).contains(
				"The upgrade failed at line 3 of V2__broken.sql. The database says: Syntax error in SQL statement",
				"""
						    create tabel x (
						      secret varchar(100) default '${secret}'
						    );
						In the database the latest applied version is 1. V2__broken.sql failed at statement 1 of 1 (line 3); check whether 1 is.""")
			.doesNotContain("\tat dev.headway", "Run Flyway with -X");
	}

	private FailureAnalysis analyze(String startup, MigrationFolder migrations) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		HeadwayContextRunner.create(migrations)
			.withPropertyValues(startup, "headway.on-problem=fail")
			.run((context) -> analysis[0] = new MigrationsFailureAnalyzer()
				.analyze(Objects.requireNonNull(context.getStartupFailure())));
		return Objects.requireNonNull(analysis[0]);
	}

}
