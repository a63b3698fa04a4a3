package dev.headway.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;

/**
 * Finds all problems of {@link MigrationScripts} without a database: those that prevent a
 * valid graph, several heads, a wrong {@link dev.headway.script.HeadFile}, and undo
 * scripts that are missing or belong to no migration.
 */
public final class ScriptCheck {

	private final MigrationScripts scripts;

	public ScriptCheck(MigrationScripts scripts) {
		this.scripts = scripts;
	}

	/**
	 * Check the scripts.
	 * @param requireDowngrade whether each versioned migration needs an undo script
	 * @return the problems, empty if there are none
	 */
	public List<ScriptProblem> problems(boolean requireDowngrade) {
		List<ScriptProblem> problems = new ArrayList<>(this.scripts.problems());
		conflict().map(this::multipleHeads).ifPresent(problems::add);
		this.scripts.headFiles().forEach((file) -> file.check(this.scripts).ifPresent(problems::add));
		problems.addAll(orphans());
		if (requireDowngrade) {
			problems.addAll(irreversible());
		}
		return problems;
	}

	/**
	 * Look for more than one head.
	 * @return the conflict, empty if there is at most one head or no valid graph
	 */
	public Optional<HeadConflict> conflict() {
		return this.scripts.graph().flatMap((graph) -> HeadConflict.of(graph, (head) -> false));
	}

	/**
	 * Name a revision for people.
	 * @param id the id of the revision
	 * @return its id and the name of its script
	 */
	public String name(String id) {
		return this.scripts.find(id).map(Script::idAndName).orElse(id);
	}

	/**
	 * Return the names of the scripts of some revisions.
	 * @param ids the ids of the revisions
	 * @return the names of those that have a script
	 */
	public List<String> scripts(List<String> ids) {
		return ids.stream().flatMap((id) -> this.scripts.find(id).stream()).map(Script::name).toList();
	}

	private ScriptProblem multipleHeads(HeadConflict conflict) {
		String message = "%s. Make them one with '%s'.".formatted(conflict.describe(this::name),
				String.join("' or '", conflict.resolve()));
		return new ScriptProblem(ProblemType.MULTIPLE_HEADS, message, scripts(conflict.heads()), null);
	}

	/**
	 * The undo scripts without a migration. Below a baseline, migrations may be deleted.
	 */
	private List<ScriptProblem> orphans() {
		Set<Version> versions = versions(this.scripts.revisions());
		Version baseline = versions(this.scripts.baselines()).stream().max(Version::compareTo).orElse(null);
		return this.scripts.undos()
			.stream()
			.filter((undo) -> undo.version() != null && !versions.contains(undo.version())
					&& (baseline == null || undo.version().compareTo(baseline) > 0))
			.map((undo) -> new ScriptProblem(ProblemType.ORPHANED_DOWNGRADE,
					"%s: there is no migration with version %s. Rename it to the version that it undoes, or delete it."
						.formatted(undo.name(), undo.id()),
					List.of(undo.name()), null))
			.toList();
	}

	private List<ScriptProblem> irreversible() {
		Set<Version> undos = versions(this.scripts.undos());
		return this.scripts.revisions()
			.stream()
			.filter((script) -> script.version() != null && !undos.contains(script.version()))
			.map((script) -> new ScriptProblem(ProblemType.MISSING_DOWNGRADE,
					"%s: there is no undo script with version %s. Add one next to it; an empty one means that there is nothing to undo."
						.formatted(script.name(), script.id()),
					List.of(script.name()), null))
			.toList();
	}

	private static Set<Version> versions(List<Script> scripts) {
		return new HashSet<>(scripts.stream().map(Script::version).flatMap(Stream::ofNullable).toList());
	}

}
