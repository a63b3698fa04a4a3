package dev.headway.script.edit;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.VersionSequence;

/**
 * Moves one branch after another:
 * <ol>
 * <li>{@link RebaseSelection} finds the migrations to move and their new parents.</li>
 * <li>{@link Renumbering} gives them new versions.</li>
 * <li>{@link RebaseFiles} makes the changes to files.</li>
 * <li>The files are read as they would be after these changes, to check that they form
 * the planned graph. If files share a version or are out of order, only such problems may
 * remain, and fewer than before.</li>
 * </ol>
 */
final class RebaseEdit {

	private static final Set<ProblemType> REFERENCES = Set.of(ProblemType.MISSING_PARENT,
			ProblemType.MISSING_DEPENDENCY, ProblemType.SELF_LOOP, ProblemType.DEPENDENCY_SELF_LOOP,
			ProblemType.VERSION_ORDER);

	private final FolderContents contents;

	private final VersionSequence sequence;

	private final MigrationScripts scripts;

	private final List<ScriptProblem> problems;

	RebaseEdit(FolderContents contents, VersionSequence sequence) {
		this.contents = contents;
		this.sequence = sequence;
		this.scripts = contents.scripts();
		this.problems = this.scripts.problems();
	}

	FileChanges rebase(RebaseRequest request) {
		List<FileChange> changes = changes(new RebaseSelection(this.contents, request).plan());
		return this.contents.withHead(changes, this.contents.scriptsAfter(changes));
	}

	/**
	 * Give migrations that share a version one of their own, with the parents that they
	 * have.
	 */
	List<FileChange> separate(RebaseRequest request) {
		return changes(new RebaseSelection(this.contents, request).separated());
	}

	private List<FileChange> changes(RebasePlan plan) {
		requireFixable(plan);
		requireEditable(plan);
		Renumbering renumbering = new Renumbering(plan, this.sequence);
		RebaseFiles files = new RebaseFiles(this.contents, plan, renumbering);
		List<FileChange> changes = files.changes();
		MigrationScripts after = this.contents.scriptsAfter(changes);
		if (after.graph().isPresent()) {
			requireAsPlanned(plan, files, after);
		}
		else if (!isImprovement(after.problems())) {
			throw FolderContents.invalid("After this rebase the migrations would not form a valid graph",
					after.problems());
		}
		return changes;
	}

	/**
	 * Among the migrations that move, a version may mean one of their own side.
	 */
	private void requireFixable(RebasePlan plan) {
		Set<String> moving = Stream.concat(plan.graph().moving().stream(), plan.chain().stream())
			.map(RebaseNode::name)
			.collect(Collectors.toSet());
		boolean fixable = this.problems.stream()
			.allMatch((problem) -> problem.type() == ProblemType.VERSION_ORDER
					|| (REFERENCES.contains(problem.type()) && moving.containsAll(problem.scripts())));
		if (!fixable) {
			throw FolderContents.invalid(FolderContents.INVALID_GRAPH, this.problems);
		}
	}

	private void requireEditable(RebasePlan plan) {
		Version baseline = this.contents.files(ScriptKind.BASELINE)
			.stream()
			.flatMap((file) -> Stream.ofNullable(file.name().version()))
			.max(Version::compareTo)
			.orElse(null);
		plan.chain().forEach((node) -> FolderContents.requireFile(node.script()));
		for (RebaseNode node : plan.chain()) {
			if (baseline != null && node.version().compareTo(baseline) <= 0) {
				throw new EditException(EditError.BASELINE,
						"%s is part of the baseline %s, which would no longer include it. Use 'db merge' instead."
							.formatted(node, baseline));
			}
		}
	}

	private boolean isImprovement(List<ScriptProblem> remaining) {
		return remaining.stream()
			.allMatch((problem) -> this.problems.stream()
				.anyMatch((known) -> known.type() == problem.type() && known.scripts().containsAll(problem.scripts())))
				&& affectedScripts(remaining) < affectedScripts(this.problems);
	}

	private static long affectedScripts(List<ScriptProblem> problems) {
		return problems.stream().mapToLong((problem) -> problem.scripts().size()).sum();
	}

	private static void requireAsPlanned(RebasePlan plan, RebaseFiles files, MigrationScripts after) {
		Map<String, Script> scripts = after.revisions()
			.stream()
			.collect(Collectors.toMap(Script::relativePath, (script) -> script));
		Set<String> known = files.paths(plan.graph().nodes());
		for (RebaseNode node : plan.graph().nodes()) {
			Script script = scripts.get(files.path(node));
			Set<String> parents = (script != null) ? paths(after, script.parents()) : new HashSet<>();
			parents.retainAll(known);
			requireEqual(parents, files.paths(plan.parentsOf(node)), files.path(node) + " would revise");
		}
		Set<String> heads = paths(after, after.graph().map(RevisionGraph::heads).orElse(Set.of()));
		requireEqual(heads, files.paths(plan.heads()), "the heads would be");
	}

	private static Set<String> paths(MigrationScripts scripts, Collection<String> ids) {
		return new HashSet<>(
				ids.stream().flatMap((id) -> scripts.find(id).stream()).map(Script::relativePath).toList());
	}

	private static void requireEqual(Set<String> found, Set<String> expected, String what) {
		if (!found.equals(expected)) {
			throw new EditException(EditError.INVALID_SCRIPTS,
					"After this rebase %s %s instead of %s. Rename the files and change their headers manually."
						.formatted(what, found, expected));
		}
	}

}
