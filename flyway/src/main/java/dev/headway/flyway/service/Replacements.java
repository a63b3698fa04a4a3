package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.Stamp;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptOrigin;
import dev.headway.script.text.ReplacesMarker;

/**
 * The scripts that {@code db rebase} has moved since the database applied them, found by
 * the markers that it wrote. An upgrade records them as what they are now without running
 * them, unless it is unclear whether their SQL has run.
 */
final class Replacements {

	private static final String ALONE = "To run it all the same, start once with headway.follow-rebase=false.";

	private final StateInput input;

	private final SchemaHistory history;

	private final Map<HistoryRow, Script> claims = new LinkedHashMap<>();

	/**
	 * Why a script cannot be recorded.
	 */
	private final Map<Script, String> refusals = new LinkedHashMap<>();

	private final Set<HistoryRow> refused = new LinkedHashSet<>();

	private Replacements(StateInput input) {
		this.input = input;
		this.history = input.history();
	}

	static Replacements of(StateInput input) {
		Replacements replacements = new Replacements(input);
		if (input.rules().followsRebase()) {
			input.scripts().revisions().stream().filter(input::hasMarker).forEach(replacements::add);
			replacements.claims.keySet().removeAll(replacements.refused);
		}
		return replacements;
	}

	private void add(Script script) {
		List<HistoryRow> rows = rows(script);
		boolean applied = this.input.hasApplied(script);
		if (rows.isEmpty()) {
			if (!applied && !this.input.covers(script.id())) {
				refuse(script, reason(script));
			}
			return;
		}
		Script remaining = remaining(script, rows.get(0));
		if (remaining == null) {
			refuse(script, reason(script, rows, applied));
		}
		else if (!applied) {
			refuse(script, "It is the same as %s, which this build still has. Delete one of the two files."
				.formatted(remaining.name()));
		}
		else {
			return;
		}
		if (this.refusals.containsKey(script)) {
			this.refused.addAll(rows);
		}
		else {
			claim(script, rows.get(0));
		}
	}

	private void refuse(Script script, @Nullable String reason) {
		if (reason != null) {
			this.refusals.put(script, reason);
		}
	}

	private void claim(Script script, HistoryRow row) {
		Script other = this.claims.putIfAbsent(row, script);
		if (other != null) {
			String reason = "Only one of %s and %s can be %s. Delete the 'replaces' line of the other one."
				.formatted(other.name(), script.name(), row.idAndName());
			refuse(other, reason);
			refuse(script, reason);
			this.refused.add(row);
		}
	}

	/**
	 * The rows in force that record what a script was.
	 */
	private List<HistoryRow> rows(Script script) {
		return script.replaces()
			.stream()
			.flatMap((marker) -> Stream.ofNullable(this.history.applied().get(marker.version()))
				.filter((row) -> row.isSql() && isRowOf(marker, script, row)))
			.distinct()
			.toList();
	}

	private static boolean isRowOf(ReplacesMarker marker, Script script, HistoryRow row) {
		return marker.version().equals(row.version()) && Integer.valueOf(marker.checksum()).equals(row.checksum())
				&& ScriptChecks.isDescribed(script, row);
	}

	private @Nullable String reason(Script script, List<HistoryRow> rows, boolean applied) {
		HistoryRow row = rows.get(0);
		Version version = row.requireVersion();
		if (applied || rows.size() > 1) {
			HistoryRow first = rows.get(rows.size() - 1);
			return "It ran twice, as %s and as %s. Revert what the second run has changed, if anything; then record it once: 'db stamp %s --replaces %s'."
				.formatted(first.idAndName(), applied ? script.idAndName() : row.idAndName(), ShellWord.of(script.id()),
						first.version());
		}
		if (this.history.isBelowBaseline(version)) {
			return baselined(script, version);
		}
		return this.input.origins().test(new ScriptOrigin(version, row.requireChecksum(), List.of()), script) ? null
				: "It was edited after the rebase, so it is another script. Revert the edit, and put the change into a new migration.";
	}

	/**
	 * Another script of this build that a row records.
	 */
	private @Nullable Script remaining(Script script, HistoryRow row) {
		return this.input.scripts()
			.revisions()
			.stream()
			.filter((other) -> !other.equals(script) && row.requireVersion().equals(other.version())
					&& ScriptChecks.isUnchanged(other, row))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Why it is unclear whether a script without a row has run, if it is.
	 */
	private @Nullable String reason(Script script) {
		for (ReplacesMarker marker : script.replaces()) {
			HistoryRow forgotten = this.history.forgotten()
				.stream()
				.filter((row) -> isRowOf(marker, script, row))
				.findFirst()
				.orElse(null);
			if (forgotten != null) {
				return "'flyway repair' has removed the row of %s from the schema history, but not what it changed. If that is still there, record it: 'db stamp %s --replaces %s'. %s"
					.formatted(forgotten.idAndName(), ShellWord.of(script.id()), forgotten.version(), ALONE);
			}
			if (this.history.isBelowBaselineMarker(marker.version())) {
				return baselined(script, marker.version());
			}
		}
		return null;
	}

	private String baselined(Script script, Version version) {
		return "%s is below the baseline %s of this database, so nothing shows whether it has run. If it has, record it: 'db stamp %s --replaces %s'. %s"
			.formatted(version, this.history.baseline(), ShellWord.of(script.id()), version, ALONE);
	}

	boolean isEmpty() {
		return this.claims.isEmpty() && this.refusals.isEmpty();
	}

	boolean refuses(HistoryRow row) {
		return this.refused.contains(row);
	}

	boolean refuses(String id) {
		return this.refusals.keySet().stream().anyMatch((script) -> script.id().equals(id));
	}

	boolean contains(HistoryRow row) {
		return this.claims.containsKey(row);
	}

	/**
	 * What the next upgrade records.
	 */
	List<Replacement> toRecord() {
		if (this.claims.isEmpty()) {
			return List.of();
		}
		Map<Version, List<Version>> parents = this.input.parents();
		List<Replacement> replacements = new ArrayList<>();
		this.claims.forEach((row, script) -> {
			Version version = script.version();
			if (version != null) {
				replacements
					.add(new Replacement(row, new Stamp(script, version, parents.getOrDefault(version, List.of()))));
			}
		});
		return replacements;
	}

	/**
	 * The input after they are recorded.
	 */
	StateInput recorded() {
		return this.claims.isEmpty() ? this.input : StateInput.of(this.input.scripts(),
				this.history.replacing(toRecord()), this.input.rules(), this.input.origins());
	}

	List<StatusProblem> problems() {
		List<StatusProblem> problems = new ArrayList<>();
		this.refusals.forEach((script, reason) -> problems
			.add(StatusProblem.of(MigrationStatus.DIVERGED, ProblemType.REPLACED_VERSION,
					"%s replaces %s, but this database cannot follow. %s".formatted(script.name(),
							ShortList.names(script.replaces().stream().map(ReplacesMarker::version).toList()), reason),
					script.name())));
		if (!this.claims.isEmpty()) {
			List<String> names = new ArrayList<>();
			List<String> moves = new ArrayList<>();
			this.claims.forEach((row, script) -> {
				names.addAll(List.of(row.script(), script.name()));
				moves.add("%s is %s now".formatted(row.idAndName(), script.idAndName()));
			});
			problems.add(StatusProblem.of(null, ProblemType.REPLACED_VERSION,
					"A rebase has moved what this database has applied: %s. The next upgrade records that, and does not run %s again."
						.formatted(ShortList.names(moves), (moves.size() == 1) ? "it" : "them"),
					names.stream().distinct().toList()));
		}
		return problems;
	}

}
