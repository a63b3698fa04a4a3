package dev.headway.flyway.service;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

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
		return new MigrationRefusedException(this.consequence + ": " + Printable.line(reason), this.state);
	}

	MigrationRefusedException becauseOfStatus() {
		return becauseOf(this.state.problems());
	}

	private MigrationRefusedException becauseOf(List<MigrationProblem> problems) {
		return new MigrationRefusedException(this.consequence + ": the migrations have " + lines(this.state, problems),
				this.state);
	}

	/**
	 * A status and its problems, a line each.
	 */
	static String problems(MigrationState state) {
		return lines(state, state.problems());
	}

	private static String lines(MigrationState state, List<MigrationProblem> problems) {
		return "status " + state.status() + "."
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
			throw becauseOf(failed.stream().map(StatusProblem::problem).toList());
		}
	}

	/**
	 * Refuse while the database has revisions that this build does not have, or has under
	 * other versions: they may depend on what would be undone.
	 */
	void requireNoStrangers(RevisionGraph graph) {
		Replacements.of(this.input).toRecord().stream().findFirst().ifPresent((moved) -> {
			throw because("the database has %s, which is %s now. Record that first: 'db stamp %s --replaces %s'."
				.formatted(moved.old().idAndName(), moved.now().script().idAndName(),
						ShellWord.of(moved.now().script().id()), moved.old().version()));
		});
		List<HistoryRow> strangers = new DatabaseChecks(this.input, graph).strangers();
		if (!strangers.isEmpty()) {
			throw because("the database has " + ShortList.names(strangers.stream().map(HistoryRow::idAndName).toList())
					+ ", which this build does not have, and which may depend on what would be undone. Use a build"
					+ " that has it.");
		}
	}

	/**
	 * Find the one script that a symbol means.
	 */
	Script requireScript(RevisionGraph graph, String symbol) {
		Set<Revision> found = graph.resolve(symbol);
		Script script = (found.size() == 1) ? this.input.script(found.iterator().next().id()) : null;
		if (script == null || script.version() == null) {
			throw because("'%s' is not one revision. Name one.".formatted(symbol));
		}
		return script;
	}

	/**
	 * Find the row of a version that a script is to replace. What has no row, but may
	 * have run, can be replaced too.
	 * @return the row, {@code null} if there is none in force
	 */
	@Nullable HistoryRow requireReplaceable(String old, Script script) {
		Version version = Version.parse(old).orElseThrow(() -> because("'%s' is not a version.".formatted(old)));
		HistoryRow row = this.input.history().applied().get(version);
		Script own = this.input.byVersion().get(version);
		if (row != null && own != null && !own.equals(script) && ScriptChecks.isUnchanged(own, row)) {
			throw because("%s is %s, which this build has. It cannot also be %s.".formatted(version, own.name(),
					script.name()));
		}
		if (row == null && !this.input.history().isBelowBaseline(version)
				&& this.input.history()
					.forgotten()
					.stream()
					.noneMatch((forgotten) -> version.equals(forgotten.version()))) {
			throw because("the database has not applied %s, so %s cannot take its place. 'db upgrade' runs it."
				.formatted(version, script.name()));
		}
		if (row == null && this.input.hasApplied(script)) {
			throw because("the database has applied %s already.".formatted(script.idAndName()));
		}
		return row;
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
