package dev.headway.script.edit;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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

	private static final Set<ProblemType> FIXABLE = Set.of(ProblemType.DUPLICATE_VERSION, ProblemType.VERSION_ORDER,
			ProblemType.MISSING_DEPENDENCY);

	private final FolderContents contents;

	private final VersionSequence sequence;

	private final MigrationScripts scripts;

	private final List<ScriptProblem> problems;

	RebaseEdit(FolderContents contents, Clock clock) {
		this.contents = contents;
		this.sequence = new VersionSequence(clock);
		this.scripts = contents.scripts();
		this.problems = this.scripts.problems();
	}

	FileChanges rebase(String revision, @Nullable String onto) {
		requireFixable();
		RebasePlan plan = new RebaseSelection(this.contents, this.scripts, revision, onto).plan();
		requireEditable(plan);
		Renumbering renumbering = new Renumbering(plan, this.sequence, this.contents.highestVersion().orElse(null));
		List<FileChange> changes = new RebaseFiles(this.contents, plan, renumbering).changes();
		MigrationScripts after = this.contents.scriptsAfter(changes);
		if (after.graph().isPresent()) {
			requireAsPlanned(plan, renumbering, after);
		}
		else if (!isImprovement(after.problems())) {
			throw FolderContents.invalid("After this rebase the migrations would not form a valid graph",
					after.problems());
		}
		return this.contents.withHead(changes, after);
	}

	/**
	 * A missing dependency can be fixed only if a duplicate hides the script with it.
	 */
	private void requireFixable() {
		Set<ProblemType> types = this.problems.stream().map(ScriptProblem::type).collect(Collectors.toSet());
		boolean fixable = FIXABLE.containsAll(types)
				&& (types.contains(ProblemType.DUPLICATE_VERSION) || !types.contains(ProblemType.MISSING_DEPENDENCY));
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
		plan.chain().forEach(RebaseFiles::requireFile);
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

	private static void requireAsPlanned(RebasePlan plan, Renumbering renumbering, MigrationScripts after) {
		Set<Version> known = renumbering.versions(plan.graph().nodes());
		for (RebaseNode node : plan.graph().nodes()) {
			Version version = renumbering.version(node);
			Set<Version> expected = renumbering.versions(plan.parentsOf(node));
			Set<Version> parents = versions(after.find(version).map(Script::parents).orElse(List.of()));
			parents.retainAll(known);
			requireEqual(parents, expected, version + " would revise");
		}
		Set<Version> heads = versions(after.graph().map(RevisionGraph::heads).orElse(Set.of()));
		requireEqual(heads, renumbering.versions(plan.heads()), "the heads would be");
	}

	private static void requireEqual(Set<Version> found, Set<Version> expected, String what) {
		if (!found.equals(expected)) {
			throw new EditException(EditError.INVALID_SCRIPTS,
					"After this rebase %s %s instead of %s. Rename the files and change their headers manually."
						.formatted(what, found, expected));
		}
	}

	private static Set<Version> versions(Collection<String> ids) {
		return new HashSet<>(ids.stream().map((id) -> Version.parse(id).orElseThrow()).toList());
	}

}
