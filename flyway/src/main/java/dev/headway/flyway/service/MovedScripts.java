package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptOrigin;

/**
 * The rows of scripts that have another version in this build, because somebody renamed
 * them. They are recognized by description and content, and merges that do nothing by
 * content alone, because one that two branches made was deleted. The database can follow
 * by one command, which records the new versions without running the scripts again.
 */
final class MovedScripts {

	private final StateInput input;

	private final RevisionGraph graph;

	private final Replacements replacements;

	/**
	 * The scripts by the rows of their old versions.
	 */
	private final Map<HistoryRow, Script> scripts = new LinkedHashMap<>();

	private MovedScripts(StateInput input, RevisionGraph graph, Replacements replacements) {
		this.input = input;
		this.graph = graph;
		this.replacements = replacements;
	}

	/**
	 * Find the scripts of rows.
	 * @param rows rows whose versions this build does not have
	 */
	static MovedScripts of(StateInput input, RevisionGraph graph, List<HistoryRow> rows, Replacements replacements) {
		MovedScripts moved = new MovedScripts(input, graph, replacements);
		List<HistoryRow> candidates = Stream.of(rows.stream(), input.differentRows().stream(), moved.renamedMerges())
			.flatMap((some) -> some)
			.filter((row) -> !replacements.refuses(row))
			.toList();
		List<Script> unapplied = candidates.isEmpty() ? List.of()
				: input.byVersion()
					.values()
					.stream()
					.filter((script) -> moved.isUnapplied(script, candidates))
					.toList();
		candidates.forEach((row) -> moved.match(row, unapplied));
		return moved;
	}

	private boolean isUnapplied(Script script, Collection<HistoryRow> candidates) {
		Version version = script.version();
		return version != null && script.resource() != null && (!this.input.history().covers(version)
				|| candidates.contains(this.input.history().applied().get(version)));
	}

	private void match(HistoryRow row, List<Script> unapplied) {
		Integer checksum = row.checksum();
		if (checksum == null) {
			return;
		}
		ScriptOrigin origin = new ScriptOrigin(row.requireVersion(), checksum, parents(row));
		List<Script> found = unapplied.stream()
			.filter((script) -> ScriptChecks.isDescribed(script, row) && !this.scripts.containsValue(script))
			.filter((script) -> this.input.origins().test(origin, script))
			.toList();
		if (found.size() == 1) {
			this.scripts.put(row, found.get(0));
		}
		else if (found.isEmpty()) {
			this.input.byVersion()
				.values()
				.stream()
				.filter((script) -> isSameMerge(script, row))
				.findFirst()
				.ifPresent((script) -> this.scripts.put(row, script));
		}
	}

	/**
	 * The rows of merges whose versions other merges of the same revisions have now.
	 */
	private Stream<HistoryRow> renamedMerges() {
		return this.input.history().applied().entrySet().stream().filter((entry) -> {
			Script script = this.input.byVersion().get(entry.getKey());
			return script != null && !ScriptChecks.isDescribed(script, entry.getValue())
					&& isSameMerge(script, entry.getValue());
		}).map(Map.Entry::getValue);
	}

	private static boolean isSameMerge(Script script, HistoryRow row) {
		return script.unchangedSince(row.checksum()) && script.isMergeWithoutSql();
	}

	/**
	 * What the header may have named: the stored parents, or any version there is.
	 */
	private Collection<String> parents(HistoryRow row) {
		List<Version> stored = this.input.history().parents().get(row.requireVersion());
		Set<String> parents = new LinkedHashSet<>();
		if (stored != null && !stored.isEmpty()) {
			parents.add(stored.stream().map(Version::text).collect(Collectors.joining(", ")));
		}
		this.input.known().stream().map(Version::text).forEach(parents::add);
		return parents;
	}

	boolean contains(HistoryRow row) {
		return this.scripts.containsKey(row) || this.replacements.refuses(row);
	}

	/**
	 * Whether a script has run, but only under its old version.
	 */
	boolean contains(String id) {
		return this.replacements.refuses(id) || this.scripts.values()
			.stream()
			.anyMatch((script) -> script.id().equals(id) && isUnapplied(script, this.scripts.keySet()));
	}

	/**
	 * Report the rows.
	 * @param alone whether nothing else prevents an upgrade
	 */
	List<StatusProblem> problems(boolean alone) {
		if (this.scripts.isEmpty()) {
			return List.of();
		}
		boolean unknown = this.scripts.keySet()
			.stream()
			.anyMatch((row) -> !this.input.byVersion().containsKey(row.requireVersion()));
		List<String> moves = this.scripts.entrySet()
			.stream()
			.map((move) -> "%s, which %s now".formatted(move.getKey().idAndName(),
					isRenamed(move) ? "is " + move.getValue().idAndName()
							: "revises " + String.join(", ", move.getValue().parents())))
			.toList();
		List<String> names = new ArrayList<>();
		this.scripts.forEach((row, script) -> names.addAll(List.of(row.script(), script.name())));
		return List.of(
				StatusProblem
					.of(MigrationStatus.DIVERGED, unknown ? ProblemType.UNKNOWN_REVISION : ProblemType.DIFFERENT_SCRIPT,
							"The database has %s: the same %s %s. %s".formatted(String.join(", and ", moves),
									(moves.size() == 1) ? "script" : "scripts",
									this.scripts.entrySet().stream().anyMatch(MovedScripts::hasOtherVersion)
											? "under another version"
											: this.scripts.entrySet().stream().anyMatch(MovedScripts::isRenamed)
													? "under another name" : "with other parents",
									remedy(alone)),
							names));
	}

	private static boolean hasOtherVersion(Map.Entry<HistoryRow, Script> move) {
		return !move.getKey().requireVersion().equals(move.getValue().version());
	}

	private static boolean isRenamed(Map.Entry<HistoryRow, Script> move) {
		return !move.getKey().script().equals(move.getValue().relativePath());
	}

	private String remedy(boolean alone) {
		if (!alone) {
			return "Fix the other problems first; then this message shows how the database can follow.";
		}
		Set<String> applied = applied();
		Set<String> executed = new HashSet<>(applied);
		this.scripts.values().forEach((script) -> executed.add(script.id()));
		List<String> missing = inOrder((id) -> this.graph.ancestors(applied).contains(id) && !executed.contains(id));
		if (!missing.isEmpty()) {
			return "The database cannot follow: it has applied what builds on %s, but not that. Deploy a build that has the old %s."
				.formatted(missing.stream().map(this.input::name).collect(Collectors.joining(" and ")),
						(this.scripts.size() == 1) ? "version" : "versions");
		}
		return "To let the database follow without running %s again, run 'db stamp %s --replaces %s' before you start the application."
			.formatted((this.scripts.size() == 1) ? "it" : "them",
					ShellWord.all(this.scripts.values().stream().map(Script::id).toList()),
					this.scripts.keySet()
						.stream()
						.map((row) -> row.requireVersion().text())
						.collect(Collectors.joining(",")));
	}

	/**
	 * The revisions that the database has under their versions.
	 */
	private Set<String> applied() {
		Set<String> applied = new LinkedHashSet<>(this.input.applied(this.graph));
		Stream.concat(this.input.differentRows().stream(), this.scripts.keySet().stream())
			.forEach((row) -> applied.remove(this.input.id(row.requireVersion())));
		return applied;
	}

	private List<String> inOrder(Predicate<String> ids) {
		return this.graph.revisions().stream().map(Revision::id).filter(ids).toList();
	}

}
