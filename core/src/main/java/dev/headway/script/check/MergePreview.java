package dev.headway.script.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.headway.ProblemType;
import dev.headway.plan.HeadConflict;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;

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

	private final Map<String, FileVersion> ours;

	private final Map<String, FileVersion> theirs;

	private final Map<String, FileVersion> base;

	private final MigrationScripts merged;

	/**
	 * Create a preview.
	 * @param settings how scripts are named and read
	 * @param branch the name of the other branch
	 * @param ours the files of this branch, by their paths below the location
	 * @param theirs the files of the other branch
	 * @param base the files of the merge base, empty if it is not known
	 */
	public MergePreview(ScriptSettings settings, String branch, Map<String, FileVersion> ours,
			Map<String, FileVersion> theirs, Map<String, FileVersion> base) {
		this.settings = settings;
		this.branch = branch;
		this.ours = Map.copyOf(ours);
		this.theirs = Map.copyOf(theirs);
		this.base = Map.copyOf(base);
		List<ScriptResource> files = files();
		this.merged = MigrationScripts.load(settings, () -> files, List.of());
	}

	/**
	 * Return the problems that there would be after the merge, and the changes of this
	 * branch that must not be merged.
	 * @return the problems, empty if the branches can be merged
	 */
	public List<ScriptProblem> problems() {
		List<ScriptProblem> problems = changes();
		problems.addAll(this.merged.problems());
		Set<String> stay = theirIds();
		this.merged.graph()
			.flatMap((graph) -> HeadConflict.of(graph, stay::contains))
			.map(this::multipleHeads)
			.ifPresent(problems::add);
		return problems;
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
		return only(this.ours, this.theirs);
	}

	/**
	 * Return the versioned migrations that the other branch adds.
	 * @return the names of their files, in version order
	 */
	public List<String> onlyTheirs() {
		return only(this.theirs, this.ours);
	}

	private List<String> only(Map<String, FileVersion> side, Map<String, FileVersion> other) {
		return this.merged.revisions()
			.stream()
			.filter((script) -> side.containsKey(script.relativePath()) && !other.containsKey(script.relativePath()))
			.map(Script::name)
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
		List<ScriptProblem> problems = new ArrayList<>();
		boolean baseline = this.merged.baselines()
			.stream()
			.anyMatch((script) -> !this.theirs.containsKey(script.relativePath()));
		new TreeMap<>(this.theirs).forEach((path, file) -> {
			FileVersion own = this.ours.get(path);
			String name = file.resource().filename();
			if (!isVersioned(name)) {
				return;
			}
			if (own != null && !isUntouched(path, own) && !own.isSame(file, this.settings.encoding())) {
				problems.add(changed(name, "edited"));
			}
			else if (own == null && this.base.containsKey(path) && !baseline) {
				problems.add(changed(name, "deleted or renamed"));
			}
		});
		return problems;
	}

	private ScriptProblem changed(String name, String what) {
		return new ScriptProblem(ProblemType.CHANGED_SCRIPT,
				"%s: %s here, but it is on %s, and databases may have applied it. Restore it from there, and add a new revision instead."
					.formatted(name, what, this.branch),
				List.of(name), null);
	}

	private ScriptProblem multipleHeads(HeadConflict conflict) {
		ScriptCheck check = new ScriptCheck(this.merged);
		String message = "merging %s would leave %s. Avoid this with 'git merge %s', then '%s'.".formatted(this.branch,
				conflict.describe(check::name), this.branch, conflict.rebase());
		return new ScriptProblem(ProblemType.MULTIPLE_HEADS, message, check.scripts(conflict.heads()), null);
	}

	private Set<String> theirIds() {
		return this.merged.revisions()
			.stream()
			.filter((script) -> this.theirs.containsKey(script.relativePath()))
			.map(Script::id)
			.collect(Collectors.toSet());
	}

	private boolean isVersioned(String filename) {
		return new ScriptNames(this.settings.naming()).read(filename)
			.filter((name) -> name.kind() == ScriptKind.VERSIONED)
			.isPresent();
	}

}
