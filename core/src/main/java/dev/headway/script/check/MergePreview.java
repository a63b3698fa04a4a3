package dev.headway.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Resolution;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.text.ReplacesMarker;

/**
 * The migrations as they would be after a merge of this branch with another one. As in
 * Git, a change that only one side made since the merge base is taken from that side. The
 * merged files are checked by {@link ScriptCheck}.
 *
 * @see #problems()
 */
public final class MergePreview {

	private final ScriptSettings settings;

	private final String branch;

	private final String ref;

	private final Map<String, FileVersion> ours;

	private final Map<String, FileVersion> theirs;

	private final Map<String, FileVersion> base;

	private final Supplier<Map<String, Integer>> arrivals;

	private final MigrationScripts merged;

	private final MigrationScripts target;

	/**
	 * Create a preview.
	 * @param settings how scripts are named and read
	 * @param branch the name of the other branch for people
	 * @param ref its name in commands
	 * @param ours the files of this branch, by their paths below the location
	 * @param theirs the files of the other branch
	 * @param base the files of the merge base, empty if it is not known
	 * @param arrivals finds when the other branch got its files: numbers by their paths,
	 * higher for later ones, as far as they are known
	 */
	public MergePreview(ScriptSettings settings, String branch, String ref, Map<String, FileVersion> ours,
			Map<String, FileVersion> theirs, Map<String, FileVersion> base, Supplier<Map<String, Integer>> arrivals) {
		this.settings = settings;
		this.branch = branch;
		this.ref = ref;
		this.ours = Map.copyOf(ours);
		this.theirs = Map.copyOf(theirs);
		this.base = Map.copyOf(base);
		List<ScriptResource> files = files();
		this.arrivals = arrivals;
		this.merged = MigrationScripts.load(settings, () -> files, List.of()).keeping(this::isTheirs);
		List<ScriptResource> others = new TreeMap<>(this.theirs).values().stream().map(FileVersion::resource).toList();
		this.target = MigrationScripts.load(settings, () -> others, List.of());
	}

	/**
	 * Return the problems that there would be after the merge, and the changes of this
	 * branch that must not be merged.
	 * @return the problems, empty if the branches can be merged
	 */
	public List<ScriptProblem> problems() {
		List<ScriptProblem> problems = changes();
		problems.addAll(this.merged.problems());
		problems.addAll(this.merged.warnings());
		if (targetConflict().isEmpty()) {
			check().flatMap(this::conflict).ifPresent(problems::add);
		}
		return problems;
	}

	/**
	 * Return the conflict that the other branch has already, if there would be no other
	 * one after the merge.
	 * @return a sentence, empty if there is none
	 */
	public Optional<String> targetConflict() {
		return targetCheck().filter((known) -> check().filter((check) -> check.addsNothingTo(known)).isPresent())
			.flatMap((known) -> known.description()
				.map((conflict) -> "%s has this conflict already: %s. To fix it, run %s'%s' on a new branch.".formatted(
						this.branch, conflict,
						onlyTheirs().isEmpty() ? "" : "'git merge %s', then ".formatted(ShellWord.of(this.ref)),
						way(known))));
	}

	/**
	 * Complete the problems of this branch: a parent that it misses can be on the other
	 * one, above all if a commit was picked from there.
	 * @param problems the problems
	 * @return the same problems, those of such parents with another message
	 */
	public List<ScriptProblem> complete(List<ScriptProblem> problems) {
		return problems.stream().map(this::complete).toList();
	}

	private ScriptProblem complete(ScriptProblem problem) {
		List<String> parents = (problem.type() != ProblemType.MISSING_PARENT) ? List.of()
				: this.merged.revisions()
					.stream()
					.filter((script) -> problem.scripts().equals(List.of(script.name())))
					.flatMap((script) -> script.parents().stream())
					.flatMap((parent) -> this.merged.find(parent).stream())
					.filter((parent) -> !this.ours.containsKey(parent.relativePath()))
					.map(Script::idAndName)
					.toList();
		if (parents.isEmpty()) {
			return problem;
		}
		String description = this.merged.revisions()
			.stream()
			.filter((script) -> problem.scripts().equals(List.of(script.name())))
			.map(Script::description)
			.findFirst()
			.orElse("");
		return new ScriptProblem(problem.type(),
				"%s revises %s, which only %s has. If this branch may get that, use 'git merge %s'. Otherwise, as for a hotfix, delete the file here, write it again with 'db revision -m %s', and merge this branch into %s."
					.formatted(problem.scripts().get(0), ShortList.names(parents), this.branch, ShellWord.of(this.ref),
							ShellWord.of(description), this.branch),
				problem.scripts(), problem.line());
	}

	private Optional<ConflictCheck> check() {
		return ConflictCheck.of(this.merged, this::isTheirs, this.branch, false);
	}

	private Optional<ConflictCheck> targetCheck() {
		return ConflictCheck.of(this.target).filter((check) -> check.conflict().isPresent());
	}

	/**
	 * Return the scripts as they would be after the merge.
	 * @return the scripts of both sides
	 */
	public MigrationScripts merged() {
		return this.merged;
	}

	/**
	 * Return the versioned migrations that this branch adds.
	 * @return the names of their files, in version order
	 */
	public List<String> onlyOurs() {
		return added().stream().map(Script::name).toList();
	}

	/**
	 * Return the versioned migrations that this branch adds.
	 * @return the scripts, in version order
	 */
	public List<Script> added() {
		return only(this.ours, this.theirs);
	}

	/**
	 * Return the versioned migrations that the other branch adds.
	 * @return the names of their files, in version order
	 */
	public List<String> onlyTheirs() {
		return only(this.theirs, this.ours).stream().map(Script::name).toList();
	}

	private List<Script> only(Map<String, FileVersion> side, Map<String, FileVersion> other) {
		return this.merged.revisions()
			.stream()
			.filter((script) -> side.containsKey(script.relativePath()) && !other.containsKey(script.relativePath()))
			.toList();
	}

	/**
	 * Files of the other branch come first, so that of two files with the same version
	 * the one of this branch is reported as the one to rename.
	 */
	private List<ScriptResource> files() {
		Map<String, ScriptResource> shared = new TreeMap<>();
		Map<String, ScriptResource> added = new TreeMap<>();
		this.theirs.forEach((path, file) -> {
			FileVersion own = this.ours.get(path);
			if ((own != null) ? isUntouched(path, own) : !isUntouched(path, file)) {
				shared.put(path, file.resource());
			}
		});
		this.ours.forEach((path, file) -> {
			FileVersion other = this.theirs.get(path);
			if (other != null) {
				shared.putIfAbsent(path, file.resource());
			}
			else if (!isUntouched(path, file)) {
				added.put(path, file.resource());
			}
		});
		List<ScriptResource> files = new ArrayList<>(shared.values());
		files.addAll(added.values());
		return files;
	}

	private boolean isUntouched(String path, FileVersion file) {
		FileVersion before = this.base.get(path);
		return before != null && before.id().equals(file.id());
	}

	/**
	 * The versioned migrations of the other branch that this branch edits or deletes.
	 */
	private List<ScriptProblem> changes() {
		Map<FileVersion, String> changes = new LinkedHashMap<>();
		boolean baseline = this.merged.baselines()
			.stream()
			.anyMatch((script) -> !this.theirs.containsKey(script.relativePath()));
		new TreeMap<>(this.theirs).forEach((path, file) -> {
			FileVersion own = this.ours.get(path);
			if (!isVersioned(file.resource().filename())) {
				return;
			}
			if (own != null && !isUntouched(path, own) && !own.isSame(file, this.settings.encoding())) {
				changes.put(file, "edited");
			}
			else if (own == null && this.base.containsKey(path) && !baseline) {
				changes.put(file, "deleted or renamed");
			}
		});
		Set<ReplacesMarker> markers = changes.isEmpty() ? Set.of() : markers();
		changes.keySet().removeIf((file) -> isResolved(file, markers));
		List<ScriptProblem> problems = new ArrayList<>();
		changes.forEach((file, change) -> problems.add(changed(file.resource().filename(), change)));
		new TreeMap<>(this.ours).forEach((path, file) -> {
			if (this.base.containsKey(path) && !this.theirs.containsKey(path) && !isUntouched(path, file)
					&& isVersioned(file.resource().filename())) {
				problems.add(editedAndDeleted(file.resource().filename()));
			}
		});
		return problems;
	}

	/**
	 * Whether a file was moved or deleted here to resolve a conflict that the other
	 * branch or its databases have.
	 */
	private boolean isResolved(FileVersion file, Set<ReplacesMarker> markers) {
		String path = file.resource().relativePath();
		Integer checksum = file.checksum(this.settings.encoding());
		return this.target.revisions()
			.stream()
			.filter((script) -> script.relativePath().equals(path))
			.filter((script) -> markers.stream()
				.anyMatch((marker) -> marker.version().equals(script.version())
						&& Objects.equals(checksum, marker.checksum()))
					|| isReplaced(script))
			.anyMatch(this::isInConflict);
	}

	/**
	 * Whether another merge of the other branch joins the same revisions, and is here.
	 */
	private boolean isReplaced(Script script) {
		return this.target.revisions()
			.stream()
			.anyMatch((other) -> this.ours.containsKey(other.relativePath()) && script.isSameMergeAs(other));
	}

	private boolean isInConflict(Script script) {
		return this.target.shared().stream().anyMatch((group) -> group.contains(script)) || this.target.graph()
			.filter((graph) -> isBelowAShared(script, graph) || isBesideAHead(script, graph) || isLate(script, graph))
			.isPresent();
	}

	/**
	 * Whether one of the scripts that share a version is based on a script, and another
	 * is not, or only because of its version.
	 */
	private boolean isBelowAShared(Script script, RevisionGraph graph) {
		Set<String> following = graph.descendants(script.id());
		return this.target.shared()
			.stream()
			.anyMatch((group) -> group.stream().anyMatch((one) -> following.contains(one.id())) && group.stream()
				.anyMatch((one) -> !following.contains(one.id())
						|| (one.parentsImplied() && one.parents().contains(script.id()))));
	}

	private static boolean isBesideAHead(Script script, RevisionGraph graph) {
		return graph.heads()
			.stream()
			.anyMatch((head) -> !head.equals(script.id()) && !graph.ancestors(head).contains(script.id()));
	}

	/**
	 * Whether the other branch got a script without a header later than one that follows
	 * it, so that databases may have passed it.
	 */
	private boolean isLate(Script script, RevisionGraph graph) {
		Integer arrival = script.parentsImplied() ? this.arrivals.get().get(script.relativePath()) : null;
		return arrival != null && graph.descendants(script.id())
			.stream()
			.flatMap((id) -> this.target.find(id).stream())
			.map((following) -> this.arrivals.get().get(following.relativePath()))
			.anyMatch((other) -> other != null && other < arrival);
	}

	/**
	 * The valid markers of the files that the other branch does not have like this.
	 */
	private Set<ReplacesMarker> markers() {
		Set<ReplacesMarker> markers = new HashSet<>();
		for (FileVersion file : this.ours.values()) {
			FileVersion other = this.theirs.get(file.resource().relativePath());
			if ((other == null || !other.id().equals(file.id())) && isVersioned(file.resource().filename())) {
				markers.addAll(ScriptCheck.validMarkers(file.resource(), this.settings.encoding()));
			}
		}
		return markers;
	}

	private ScriptProblem changed(String name, String what) {
		return new ScriptProblem(ProblemType.CHANGED_SCRIPT,
				"%s: %s here, but it is on %s, and databases may have applied it. Restore it from there, and add a new revision instead."
					.formatted(name, what, this.branch),
				List.of(name), null);
	}

	private ScriptProblem editedAndDeleted(String name) {
		return new ScriptProblem(ProblemType.CHANGED_SCRIPT,
				"%s: edited here, but %s has deleted it, and databases may have applied it as it was. Delete it here too, or restore it as it was, and add a new revision instead."
					.formatted(name, this.branch),
				List.of(name), null);
	}

	private Optional<ScriptProblem> conflict(ConflictCheck check) {
		return check.description().flatMap((conflict) -> {
			String way = way(check);
			if (onlyTheirs().isEmpty()) {
				return check.problem("%s. Use '%s'.".formatted(conflict, way), List.of(List.of(way)));
			}
			String merge = "git merge " + ShellWord.of(this.ref);
			return check.problem("merging %s would leave a conflict: %s. Avoid this with '%s', then '%s'."
				.formatted(this.branch, conflict, merge, way), List.of(List.of(merge, way)));
		});
	}

	/**
	 * A rebase, unless a merge is preferred or nothing else is possible.
	 */
	private String way(ConflictCheck check) {
		String rebase = "db rebase --against " + ShellWord.of(this.ref);
		List<String> ways = check.conflict().map(HeadConflict::resolve).orElse(List.of());
		boolean merge = this.settings.resolution() == Resolution.MERGE
				|| ways.stream().noneMatch((command) -> command.startsWith("db rebase"));
		return merge ? ways.stream().filter((command) -> command.startsWith("db merge")).findFirst().orElse(rebase)
				: rebase;
	}

	private boolean isTheirs(Script script) {
		return this.theirs.containsKey(script.relativePath());
	}

	private boolean isVersioned(String filename) {
		return new ScriptNames(this.settings.naming()).read(filename)
			.filter((name) -> name.kind() == ScriptKind.VERSIONED)
			.isPresent();
	}

}
