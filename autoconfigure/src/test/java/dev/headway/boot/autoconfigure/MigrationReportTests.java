package dev.headway.boot.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.ProblemType;
import dev.headway.boot.MigrationStates;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationReport}.
 */
class MigrationReportTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INVALID  | are invalid: no revision graph can be built (INVALID)
			CONFLICT | are in conflict (CONFLICT)
			FAILED   | are blocked: an earlier migration failed (FAILED)
			CHANGED  | have changed: an applied script was edited (CHANGED)
			DIVERGED | have diverged from the database (DIVERGED)
			""")
	void forLogNamesStatusProblemsAndConsequence(MigrationStatus status, String description) {
		assertThat(report(MigrationStates.of(status, "First.", "Second.")).forLog()).isEqualTo("""
				The migrations of Flyway 'orders' %s. Nothing was applied.
				  CYCLE: First.
				  CYCLE: Second.
				Startup continues, but the application is not ready for traffic until this is fixed."""
			.formatted(description));
	}

	@Test
	void forLogWhenPendingListsRevisions() {
		assertThat(report(MigrationStates.PENDING).forLog()).isEqualTo("""
				The migrations of Flyway 'orders' are pending: 2 (PENDING). Nothing was applied.
				Startup continues, but the application is not ready for traffic until they are applied.""");
	}

	@Test
	void summaryWhenConflictShowsEachCommand() {
		assertThat(report(MigrationStates.CONFLICT).summary()).isEqualTo("""
				The migrations of Flyway 'orders' are in conflict (CONFLICT). Nothing was applied.
				  MULTIPLE_HEADS: Two heads, 2 and 3, both revise 1. [V2__add_password_hashes.sql, V3__add_avatars.sql]
				  fix with: db merge 2 3
				  fix with: db rebase 3 --onto 2""");
	}

	@Test
	void summaryNamesScriptsOnlyOnce() {
		MigrationProblem problem = new MigrationProblem(ProblemType.UNREADABLE, "'V2__b.sql' cannot be read.",
				List.of("V2__b.sql", "V3__c.sql"));
		MigrationState state = new MigrationState(MigrationStatus.INVALID, List.of(), List.of(), List.of(), null,
				List.of(problem), List.of());
		assertThat(report(state).summary()).endsWith("\n  UNREADABLE: 'V2__b.sql' cannot be read. [V3__c.sql]");
	}

	@Test
	void reportWhenNamesForgeLinesIsPrintable() {
		String script = "V2__b\n::error::c\u001b[31m.sql";
		MigrationProblem problem = new MigrationProblem(ProblemType.MULTIPLE_HEADS, "2 heads", List.of(script));
		HistoryEntry entry = MigrationStates.pending("2", "b\n::error::c\u202e", List.of("1"));
		MigrationState state = new MigrationState(MigrationStatus.CONFLICT, List.of(), List.of("2"), List.of(), null,
				List.of(problem), List.of(entry));
		assertThat(report(state).forLog()).contains("\n  MULTIPLE_HEADS: 2 heads [V2__b\\n::error::c\\x1b[31m.sql]\n");
		assertThat(report(state).description()).contains("b\\n::error::c\\u202e").doesNotContain("\u001b", "\n::");
	}

	@Test
	void descriptionWithoutHistoryHasNoGraph() {
		MigrationState state = new MigrationState(MigrationStatus.INVALID, List.of(), List.of(), List.of(), null,
				List.of(), List.of());
		assertThat(report(state).description()).doesNotContain("Revisions");
	}

	@ParameterizedTest
	@EnumSource(value = MigrationStatus.class, names = { "INVALID", "FAILED", "CHANGED", "DIVERGED" })
	void actionWithoutCommandsPointsToTheProblems(MigrationStatus status) {
		assertThat(report(MigrationStates.of(status, "First.")).action())
			.isEqualTo("Fix the problems above and start the application again.");
	}

	private static MigrationReport report(MigrationState state) {
		return new MigrationReport("orders", FlywayOption.NONE, state);
	}

}
