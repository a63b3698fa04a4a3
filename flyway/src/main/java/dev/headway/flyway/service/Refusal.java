package dev.headway.flyway.service;

import java.util.Collection;
import java.util.List;

import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;

/**
 * Checks the preconditions of one operation, and refuses it with a message that says
 * first that nothing was done.
 */
final class Refusal {

	private final String consequence;

	private final StateInput input;

	private final MigrationState state;

	Refusal(String consequence, StateInput input, MigrationState state) {
		this.consequence = consequence;
		this.input = input;
		this.state = state;
	}

	MigrationRefusedException because(String reason) {
		return new MigrationRefusedException(this.consequence + ": " + reason, this.state);
	}

	MigrationRefusedException becauseOfStatus() {
		return because("the migrations have " + problems(this.state));
	}

	/**
	 * A status and its problems, a line each.
	 */
	static String problems(MigrationState state) {
		return lines(state, state.problems());
	}

	private static String lines(MigrationState state, List<MigrationProblem> problems) {
		return "status " + state.status() + "." + System.lineSeparator()
				+ ShortList.lines(problems.stream().map(MigrationProblem::message).toList());
	}

	RevisionGraph requireGraph() {
		return this.input.graph().orElseThrow(this::becauseOfStatus);
	}

	/**
	 * Refuse an upgrade to a target while the status forbids it. Several heads do not.
	 */
	void requireUpgradable() {
		if (this.state.status().forbidsUpgrade() && this.state.status() != MigrationStatus.CONFLICT) {
			throw becauseOfStatus();
		}
	}

	/**
	 * Refuse revisions above the target that the user has set for Flyway.
	 */
	void requireWithinTarget(Collection<String> revisions) {
		List<String> above = this.state.history()
			.stream()
			.filter((entry) -> entry.state() == RevisionState.ABOVE_TARGET && revisions.contains(entry.version()))
			.map(HistoryEntry::version)
			.toList();
		if (!above.isEmpty()) {
			throw because(ShortList.names(above)
					+ " is above the target that Flyway is configured with (spring.flyway.target)."
					+ " Remove that setting, or specify a revision below it.");
		}
	}

	/**
	 * Refuse while the history has failed rows, or rows that Flyway cannot read.
	 */
	void requireNoFailures() {
		List<StatusProblem> failed = new ScriptChecks(this.input).failed();
		if (!failed.isEmpty()) {
			throw because(
					"the migrations have " + lines(this.state, failed.stream().map(StatusProblem::problem).toList()));
		}
	}

	/**
	 * Refuse while the database has revisions that this build does not have: they may
	 * depend on what would be undone.
	 */
	void requireNoStrangers(RevisionGraph graph) {
		List<HistoryRow> strangers = new DatabaseChecks(this.input, graph).strangers();
		if (!strangers.isEmpty()) {
			throw because("the database has " + ShortList.names(strangers.stream().map(HistoryRow::idAndName).toList())
					+ ", which this build does not have, and which may depend on what would be undone. Use a build"
					+ " that has it.");
		}
	}

	/**
	 * Refuse to undo revisions that a baseline replaces.
	 */
	void requireNoBaseline(Collection<String> revisions) {
		for (String revision : revisions) {
			Version version = Version.parse(revision).orElseThrow();
			HistoryRow row = this.input.history().applied().get(version);
			if (this.input.isSkippedBaseline(version)) {
				throw because(this.input.name(revision) + " is a baseline script, which did not run here because the"
						+ " history was not empty. Choose a target at or above it.");
			}
			if (this.input.history().covers(version) && (row == null || row.isBaselineScript())) {
				throw because(revision + " is part of the baseline " + this.input.history().baseline()
						+ ", which Flyway cannot undo. Choose a target at or above it.");
			}
		}
	}

}
