package dev.headway.command.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.command.git.GitBranch;
import dev.headway.command.git.GitRepository;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.check.FileVersion;
import dev.headway.script.check.MergePreview;

/**
 * Compares the files of this work tree with those of another branch in a
 * {@link GitRepository}.
 */
public final class BranchComparison {

	private final GitRepository repository;

	private final GitBranch branch;

	private final Map<String, String> theirs;

	private final Map<String, String> base;

	private final List<String> remarks = new ArrayList<>();

	private @Nullable Map<String, Integer> arrivals;

	/**
	 * Create a comparison.
	 * @param repository the repository, at the folder of the migrations
	 * @param ref the other branch
	 * @param commit the commit of this branch that is compared
	 */
	public BranchComparison(GitRepository repository, String ref, String commit) {
		this.repository = repository;
		this.branch = repository.refs().branch(ref);
		Optional<String> mergeBase = repository.refs().mergeBase(commit, this.branch.commit());
		this.theirs = repository.files(this.branch.commit());
		this.base = mergeBase.map((base) -> base.equals(this.branch.commit()) ? this.theirs : repository.files(base))
			.orElseGet(Map::of);
		if (mergeBase.isEmpty()) {
			this.remarks.add(
					"Git finds no common ancestor of this branch and %s%s. Files deleted on either side are treated as present."
						.formatted(this.branch.name(), repository.refs().isShallow()
								? " because this clone is shallow (fix: 'git fetch --unshallow')" : ""));
		}
	}

	/**
	 * Look at what a merge would make of the migrations.
	 * @param settings how scripts are named and read
	 * @param files the files of this branch
	 * @return the preview
	 */
	public MergePreview preview(ScriptSettings settings, List<ScriptResource> files) {
		Map<String, ScriptResource> own = new LinkedHashMap<>();
		files.forEach((file) -> own.put(file.relativePath(), file));
		Map<String, String> ids = this.repository.idsOf(own.values());
		Map<String, FileVersion> ours = new LinkedHashMap<>();
		own.forEach((path, file) -> ours.put(path, new FileVersion(Objects.requireNonNull(ids.get(path)), file)));
		return new MergePreview(settings, this.branch.name(), this.branch.ref(), ours, theirs(ours), base(),
				this::arrivals);
	}

	public List<String> remarks() {
		return this.remarks;
	}

	public String branch() {
		return this.branch.name();
	}

	private Map<String, Integer> arrivals() {
		Map<String, Integer> arrivals = this.arrivals;
		if (arrivals == null) {
			arrivals = this.repository.additions(this.branch.commit());
			this.arrivals = arrivals;
		}
		return arrivals;
	}

	private Map<String, FileVersion> theirs(Map<String, FileVersion> ours) {
		Map<String, String> differing = new HashMap<>();
		Map<String, FileVersion> files = new LinkedHashMap<>();
		this.theirs.forEach((path, id) -> {
			FileVersion own = ours.get(path);
			if (own != null && own.id().equals(id)) {
				files.put(path, own);
			}
			else {
				differing.put(path, id);
			}
		});
		Map<String, byte[]> contents = this.repository.contents(differing.values());
		differing.forEach((path, id) -> files.put(path, new FileVersion(id, this.repository.file(path, id, contents))));
		return files;
	}

	private Map<String, FileVersion> base() {
		Map<String, FileVersion> files = new LinkedHashMap<>();
		this.base.forEach((path, id) -> files.put(path, new FileVersion(id, this.repository.file(path, id, Map.of()))));
		return files;
	}

}
