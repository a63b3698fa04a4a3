package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.name.ScriptKind;

/**
 * Looks for scripts that cannot be read, have failed, or were edited after they were
 * applied.
 */
final class ScriptChecks {

	private static final int LONGEST_DESCRIPTION = 200;

	private static final String NO_DESCRIPTION = "<< no description >>";

	private final StateInput input;

	ScriptChecks(StateInput input) {
		this.input = input;
	}

	List<StatusProblem> invalid() {
		return found(MigrationStatus.INVALID, this.input.scripts().problems());
	}

	/**
	 * The scripts that a newer build has moved, which this one does not run again.
	 */
	List<StatusProblem> moved() {
		return this.input.newer()
			.entrySet()
			.stream()
			.map((move) -> StatusProblem.of(null, ProblemType.MOVED_BY_NEWER_BUILD,
					"A newer build has moved %s: the database has it as %s. This build does not run it again."
						.formatted(move.getKey().name(), move.getValue().idAndName()),
					List.of(move.getKey().name())))
			.toList();
	}

	List<StatusProblem> warnings() {
		return found(null, this.input.scripts().warnings());
	}

	private static List<StatusProblem> found(@Nullable MigrationStatus status, List<ScriptProblem> problems) {
		return problems.stream()
			.map((problem) -> StatusProblem.of(status, problem.type(), problem.message(), problem.scripts()))
			.toList();
	}

	List<StatusProblem> failed() {
		List<StatusProblem> findings = new ArrayList<>();
		for (HistoryRow row : failures()) {
			findings.add(StatusProblem.of(MigrationStatus.FAILED, ProblemType.FAILED_MIGRATION,
					FailedRows.message(this.input, row), row.script()));
		}
		for (HistoryRow row : this.input.history().unreadable()) {
			findings.add(StatusProblem.of(MigrationStatus.FAILED, ProblemType.UNREADABLE_HISTORY, "Row " + row.rank()
					+ " of the schema history (type " + row.type() + ", " + row.script() + ") is one that Flyway's"
					+ " community edition refuses: an undo of its paid editions, or a second deletion of the same"
					+ " migration. Remove the row manually after a backup, or keep using the edition that wrote it.",
					row.script()));
		}
		return findings;
	}

	List<StatusProblem> halfUndone() {
		return this.input.history()
			.halfUndone()
			.stream()
			.map((mark) -> StatusProblem.of(MigrationStatus.FAILED, ProblemType.HALF_UNDONE,
					FailedRows.message(this.input, mark), mark.script()))
			.toList();
	}

	/**
	 * All failed rows, except a single one of a newer build if future migrations are
	 * ignored: then Flyway continues ({@code DbMigrate}).
	 */
	private List<HistoryRow> failures() {
		List<HistoryRow> failed = this.input.history().failed();
		boolean ignored = failed.size() == 1 && this.input.rules().ignoresFutureFailure() && isFuture(failed.get(0));
		return ignored ? List.of() : failed;
	}

	private boolean isFuture(HistoryRow row) {
		Version highest = this.input.highest();
		return row.version() != null && (highest == null || row.version().compareTo(highest) > 0);
	}

	/**
	 * Compare the scripts with their rows.
	 * @param moved whether a row is one of a script that has another version now
	 */
	List<StatusProblem> changed(Predicate<HistoryRow> moved) {
		List<StatusProblem> findings = new ArrayList<>();
		this.input.history().applied().forEach((version, row) -> {
			Script script = script(version, row);
			if (script != null && isLegible(script) && isChecked(version, row) && !moved.test(row)
					&& !this.input.isMovedByNewerBuild(script)) {
				compare(script, row, findings);
			}
		});
		return findings;
	}

	/**
	 * Whether the checksum of a file is known. Otherwise its encoding is wrong, or it
	 * cannot be read.
	 */
	private static boolean isLegible(Script script) {
		return script.resource() == null || script.checksum() != null;
	}

	/**
	 * The rows whose version belongs to another script in this build.
	 * @param moved whether the script of a row has another version now
	 */
	Set<HistoryRow> replaced(Predicate<HistoryRow> moved) {
		return this.input.differentRows()
			.stream()
			.filter((row) -> moved.test(row) || !isDescribed(this.input.requireScript(row.requireVersion()), row))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private boolean isChecked(Version version, HistoryRow row) {
		return row.isBaselineScript() || !this.input.history().isBelowBaseline(version);
	}

	private @Nullable Script script(Version version, HistoryRow row) {
		if (row.isBaselineScript()) {
			return this.input.scripts()
				.baselines()
				.stream()
				.filter((script) -> version.equals(script.version()))
				.findFirst()
				.orElse(null);
		}
		Script script = this.input.byVersion().get(version);
		return (script != null && script.kind() == ScriptKind.VERSIONED) ? script : null;
	}

	/**
	 * Compare as Flyway's validation does ({@code MigrationInfoImpl.validate}).
	 */
	private void compare(Script script, HistoryRow row, List<StatusProblem> findings) {
		boolean sameType = (script.resource() == null) == row.type().endsWith("JDBC");
		boolean unchanged = script.unchangedSince(row.checksum());
		if (!isDescribed(script, row) && !(sameType && unchanged)) {
			findings.add(StatusProblem.of(MigrationStatus.DIVERGED, ProblemType.DIFFERENT_SCRIPT,
					"%s has version %s, but the database has applied another script with this version, %s. Rename %s to a version above all others, or deploy the build that has %s."
						.formatted(script.name(), script.version(), row.script(), script.name(), row.script()),
					List.of(script.name())));
		}
		else if (!sameType) {
			findings.add(changed(ProblemType.TYPE_MISMATCH, script, "was applied as type " + row.type()
					+ " and is now a migration of another type. Restore the migration that was applied"));
		}
		else if (!unchanged) {
			findings.add(changed(ProblemType.CHECKSUM_MISMATCH, script,
					"was edited after it was applied (checksum " + row.checksum() + " in the database, "
							+ script.checksum() + " now). Revert the edit (for example with 'git checkout') and put the"
							+ " change into a new migration"));
		}
		else if (!isDescribed(script, row)) {
			findings.add(changed(ProblemType.DESCRIPTION_MISMATCH, script,
					"was applied as '" + row.description() + "' (" + row.script() + "). Rename it back"));
		}
	}

	private StatusProblem changed(ProblemType type, Script script, String message) {
		return StatusProblem.of(this.input.rules().validates() ? MigrationStatus.CHANGED : null, type,
				script.name() + " " + message + ". If it is intentional, accept it with 'db repair'.",
				List.of(script.name()));
	}

	static boolean isUnchanged(Script script, HistoryRow row) {
		return script.unchangedSince(row.checksum()) && isDescribed(script, row);
	}

	static boolean isDescribed(Script script, HistoryRow row) {
		return described(script).equals(NO_DESCRIPTION.equals(row.description()) ? "" : row.description());
	}

	private static String described(Script script) {
		String description = script.description();
		return (description.length() <= LONGEST_DESCRIPTION) ? description
				: description.substring(0, LONGEST_DESCRIPTION - 3) + "...";
	}

}
