package dev.headway.flyway.service;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.revision.Version;

/**
 * The reasons not to touch a database.
 */
final class Refusal {

	private Refusal() {
	}

	/**
	 * A refusal for all problems of a state.
	 */
	static MigrationRefusedException of(String consequence, MigrationState state) {
		return new MigrationRefusedException(consequence + ": the migrations have " + problems(state), state);
	}

	/**
	 * A status and its problems, a line each.
	 */
	static String problems(MigrationState state) {
		return lines(state, state.problems());
	}

	private static String lines(MigrationState state, List<MigrationProblem> problems) {
		return "status " + state.status() + "." + System.lineSeparator()
				+ problems.stream()
					.map((problem) -> "- " + problem.message())
					.collect(Collectors.joining(System.lineSeparator()));
	}

	/**
	 * Refuse an upgrade to a target while the status forbids it. Several heads do not.
	 */
	static void ofUpgrade(String consequence, MigrationState state) {
		if (state.status().forbidsUpgrade() && state.status() != MigrationStatus.CONFLICT) {
			throw of(consequence, state);
		}
	}

	/**
	 * Refuse revisions above the target that the user has set for Flyway.
	 */
	static void ofTarget(String consequence, MigrationState state, Collection<String> revisions) {
		List<String> above = state.history()
			.stream()
			.filter((entry) -> entry.state() == RevisionState.ABOVE_TARGET && revisions.contains(entry.version()))
			.map(HistoryEntry::version)
			.toList();
		if (!above.isEmpty()) {
			throw new MigrationRefusedException(consequence + ": " + String.join(", ", above)
					+ " is above the target that Flyway is configured with (spring.flyway.target)."
					+ " Remove that setting, or specify a revision below it.", state);
		}
	}

	/**
	 * Refuse while the history has failed rows, or rows that Flyway cannot read.
	 */
	static void ofFailures(String consequence, StateInput input, MigrationState state) {
		List<StatusProblem> failed = new ScriptChecks(input).failed();
		if (!failed.isEmpty()) {
			throw new MigrationRefusedException(consequence + ": the migrations have "
					+ lines(state, failed.stream().map(StatusProblem::problem).toList()), state);
		}
	}

	/**
	 * Refuse while the database holds revisions that this build does not have: they may
	 * build on what is to go.
	 */
	static void ofStrangers(String consequence, DatabaseChecks database, MigrationState state) {
		List<HistoryRow> strangers = database.strangers();
		if (!strangers.isEmpty()) {
			throw new MigrationRefusedException(consequence + ": the database holds "
					+ strangers.stream()
						.map((row) -> row.requireVersion() + " (" + row.script() + ")")
						.collect(Collectors.joining(", "))
					+ ", which no script of this build has, and which may build on what is to go. Use the build that"
					+ " has it.", state);
		}
	}

	/**
	 * Refuse to take back revisions that a baseline stands for.
	 */
	static void ofBaseline(String consequence, StateInput input, MigrationState state, Collection<String> revisions) {
		for (String revision : revisions) {
			Version version = Version.parse(revision).orElseThrow();
			HistoryRow row = input.history().applied().get(version);
			if (input.history().covers(version) && (row == null || row.isBaselineScript())) {
				throw new MigrationRefusedException(
						consequence + ": " + revision + " is part of the baseline " + input.history().baseline()
								+ ", which Flyway offers no way to take back. Choose a target at" + " or above it.",
						state);
			}
		}
	}

}
