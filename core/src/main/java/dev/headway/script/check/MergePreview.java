package dev.headway.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.plan.HeadConflict;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;

/**
 * What a merge of this branch with another one would make of the migrations, as Git
 * merges files: what only one side has changed since they parted is taken from that side.
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
	 * @param branch what the other branch is called
	 * @param ours the files of this branch, by their paths below the location
	 * @param theirs the files of the other branch
	 * @param base the files of the commit where they parted, empty if that is not known
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
	 * What would be wrong after the merge, and what must not be merged.
	 * @return the problems, empty if the branches go together
	 */
	public List<ScriptProblem> problems() {
		List<ScriptProblem> problems = new ArrayList<>();
		problems.addAll(changes());
		problems.addAll(this.merged.problems());
		ScriptCheck check = new ScriptCheck(this.merged);
		check.conflict().map((conflict) -> multipleHeads(check, conflict)).ifPresent(problems::add);
		return problems;
	}

	/**
	 * The scripts as they would be after the merge.
	 * @return the scripts of both sides
	 */
	public MigrationScripts merged() {
		return this.merged;
	}

	/**
	 * The versioned migrations that this branch adds.
	 * @return the names of their files, in version order
	 */
	public List<String> onlyOurs() {
		return only(this.ours, this.theirs);
	}

	/**
	 * The versioned migrations that the other branch adds.
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
	 * Theirs come first, so that of two with the same version ours is the one to rename.
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
		boolean baseline = this.merged.baselines().stream().anyMatch((script) -> isOurs(script.relativePath()));
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
				"%s: %s here, though it is on %s, where databases may have applied it. Take it as it is there, and add a new revision instead"
					.formatted(name, what, this.branch),
				List.of(name), null);
	}

	private ScriptProblem multipleHeads(ScriptCheck check, HeadConflict conflict) {
		Set<String> stay = new HashSet<>();
		this.merged.revisions().forEach((script) -> {
			if (this.theirs.containsKey(script.relativePath())) {
				stay.add(script.id());
			}
		});
		String message = "merging %s would leave %s. Avoid it with 'git merge %s', then '%s'".formatted(this.branch,
				conflict.describe(check::name), this.branch, conflict.rebase(stay::contains));
		return new ScriptProblem(ProblemType.MULTIPLE_HEADS, message, check.scripts(conflict.heads()), null);
	}

	private boolean isOurs(String path) {
		return this.ours.containsKey(path) && !this.theirs.containsKey(path);
	}

	private boolean isVersioned(String filename) {
		@Nullable ScriptName name = new ScriptNames(this.settings.naming()).read(filename).orElse(null);
		return name != null && Objects.equals(name.kind(), ScriptKind.VERSIONED);
	}

}
