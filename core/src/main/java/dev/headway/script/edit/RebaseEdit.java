package dev.headway.script.edit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptProblem;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.VersionSequence;

/**
 * Puts one branch above another: finds out what goes where, gives new versions, makes the
 * changes to files, and then reads the files as they would be, to see whether they form
 * the graph that is wanted. If there were files with the same version or out of order, no
 * other problem may be left than some of these.
 */
final class RebaseEdit {

	private final FolderContents contents;

	private final VersionSequence sequence;

	private final List<ScriptProblem> problems;

	private final MigrationScripts scripts;

	RebaseEdit(FolderContents contents, Clock clock) {
		this.contents = contents;
		this.sequence = new VersionSequence(clock);
		this.scripts = contents.scripts();
		this.problems = this.scripts.problems();
	}

	FileChanges rebase(String revision, @Nullable String onto) {
		RebaseSelection selection = new RebaseSelection(this.contents, this.scripts, revision, onto);
		RebaseGraph family = selection.family();
		RebasePlan plan = selection.plan();
		requireEditable(plan);
		Map<RebaseNode, String> versions = new Renumbering(family, plan, this.sequence,
				this.contents.highestVersion().orElse(null))
			.versions();
		RebaseFiles files = new RebaseFiles(this.contents, family, plan, versions);
		List<FileChange> changes = files.changes();
		MigrationScripts after = this.contents.scriptsAfter(changes);
		if (after.graph().isPresent()) {
			requireAsPlanned(family, plan, files, after);
		}
		else if (!leavesOnly(after.problems())) {
			throw FolderContents.invalid("After this rebase the migrations would form no valid graph",
					after.problems());
		}
		return this.contents.withHead(changes, after);
	}

	private void requireEditable(RebasePlan plan) {
		RebaseNode code = plan.codeInChain();
		if (code != null) {
			throw RebaseFiles.notAFile(code);
		}
		Version baseline = this.contents.files(ScriptKind.BASELINE)
			.stream()
			.flatMap((file) -> Stream.ofNullable(file.name().version()))
			.max(Version::compareTo)
			.orElse(null);
		for (RebaseNode member : plan.chain()) {
			if (baseline != null && member.version().compareTo(baseline) <= 0) {
				throw new EditException(EditError.BASELINE,
						"%s is part of the baseline %s, which would stand for it no longer. Merge instead"
							.formatted(member, baseline));
			}
		}
	}

	private boolean leavesOnly(List<ScriptProblem> left) {
		return left.stream()
			.allMatch((problem) -> this.problems.stream()
				.anyMatch((known) -> known.type() == problem.type() && known.scripts().containsAll(problem.scripts())))
				&& names(left) < names(this.problems);
	}

	private static long names(List<ScriptProblem> problems) {
		return problems.stream().mapToLong((problem) -> problem.scripts().size()).sum();
	}

	private void requireAsPlanned(RebaseGraph family, RebasePlan plan, RebaseFiles files, MigrationScripts after) {
		Set<Version> known = family.members()
			.stream()
			.map(files::id)
			.map(RebaseEdit::version)
			.collect(Collectors.toSet());
		for (RebaseNode member : family.members()) {
			Set<Version> expected = plan.parentsOf(member)
				.stream()
				.map(files::id)
				.map(RebaseEdit::version)
				.collect(Collectors.toSet());
			Set<Version> found = after.find(version(files.id(member)))
				.stream()
				.flatMap((script) -> script.parents().stream())
				.map(RebaseEdit::version)
				.filter(known::contains)
				.collect(Collectors.toSet());
			if (!found.equals(expected)) {
				throw unexpected(files.id(member), "revise %s instead of %s".formatted(found, expected));
			}
		}
		requireHeads(plan.heads(family).stream().map(files::id).map(RebaseEdit::version).collect(Collectors.toSet()),
				after);
	}

	private static void requireHeads(Set<Version> expected, MigrationScripts after) {
		Set<Version> heads = after.graph()
			.stream()
			.flatMap((graph) -> graph.heads().stream())
			.map(RebaseEdit::version)
			.collect(Collectors.toSet());
		if (!heads.equals(expected)) {
			throw unexpected("the history", "have the heads %s instead of %s".formatted(heads, expected));
		}
	}

	private static EditException unexpected(String what, String outcome) {
		return new EditException(EditError.INVALID_SCRIPTS,
				"After this rebase %s would %s. Rename the files and change their headers by hand".formatted(what,
						outcome));
	}

	private static Version version(String id) {
		return Version.parse(id).orElseThrow();
	}

}
