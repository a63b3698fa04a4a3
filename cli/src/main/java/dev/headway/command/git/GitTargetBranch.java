package dev.headway.command.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.script.HeadFile;
import dev.headway.script.ScriptResource;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.location.SourceFolders;

/**
 * The branch that the migrations of a work tree are merged into, or the side of a merge
 * that stays, as Git knows it.
 */
public final class GitTargetBranch implements TargetBranch {

	private static final String DEFAULT = "origin/HEAD";

	private final GitRepository repository;

	private final String name;

	private final String ref;

	private final String commit;

	private final Map<String, String> theirs;

	private final Map<String, String> ours;

	private @Nullable Map<String, String> base;

	private @Nullable Map<String, String> origin;

	private @Nullable Map<String, Integer> additions;

	private GitTargetBranch(GitRepository repository, GitBranch side, Collection<ScriptResource> files) {
		this.repository = repository;
		this.name = side.name();
		this.ref = side.ref();
		this.commit = side.commit();
		this.theirs = repository.files(side.commit());
		this.ours = repository.idsOf(files);
	}

	/**
	 * Find the target branch.
	 * @param folders the folders of the migrations
	 * @param against the branch, {@code null} for the default branch of the remote or,
	 * without one, the other side of the merge, rebase or cherry-pick in this work tree
	 * @param named paths of the files that should move; a merge has two sides, and the
	 * one that has them is not the target
	 * @param files all files in the folders
	 * @return the branch, empty if it is not known
	 * @throws GitException if the given branch does not exist
	 */
	public static Optional<GitTargetBranch> find(SourceFolders folders, @Nullable String against,
			Collection<String> named, Collection<ScriptResource> files) {
		if (against != null) {
			GitRepository repository = GitRepository.at(folders);
			return Optional.of(new GitTargetBranch(repository, repository.refs().branch(against), files));
		}
		return repository(folders).flatMap(
				(repository) -> side(repository, named).map((side) -> new GitTargetBranch(repository, side, files)));
	}

	private static Optional<GitRepository> repository(SourceFolders folders) {
		try {
			return Optional.of(GitRepository.at(folders));
		}
		catch (GitException ex) {
			return Optional.empty();
		}
	}

	private static Optional<GitBranch> side(GitRepository repository, Collection<String> named) {
		return repository.refs()
			.find(DEFAULT)
			.or(() -> onto(repository))
			.or(() -> cherryPick(repository))
			.or(() -> merge(repository, named));
	}

	private static Optional<GitBranch> onto(GitRepository repository) {
		return Stream.of("rebase-merge/onto", "rebase-apply/onto")
			.flatMap((name) -> repository.workTree().state(name).stream())
			.findFirst()
			.map((commit) -> GitBranch.of(commit.substring(0, Math.min(commit.length(), 10)), commit));
	}

	private static Optional<GitBranch> cherryPick(GitRepository repository) {
		return repository.refs()
			.find("CHERRY_PICK_HEAD")
			.flatMap((picked) -> repository.refs().find("HEAD"))
			.map((head) -> GitBranch.of("HEAD", head.commit()));
	}

	/**
	 * The side of a merge, unfinished or just committed, that does not have the files to
	 * move.
	 */
	private static Optional<GitBranch> merge(GitRepository repository, Collection<String> named) {
		if (named.isEmpty()) {
			return Optional.empty();
		}
		List<String> refs = repository.refs().find("MERGE_HEAD").isPresent() ? List.of("HEAD", "MERGE_HEAD")
				: IntStream.of(1, 2).mapToObj((number) -> "HEAD^" + number).toList();
		List<GitBranch> sides = refs.stream()
			.flatMap((ref) -> repository.refs().find(ref).map((found) -> GitBranch.of(ref, found.commit())).stream())
			.toList();
		Map<GitBranch, Map<String, String>> files = new LinkedHashMap<>();
		sides.forEach((side) -> files.put(side, repository.files(side.commit())));
		List<GitBranch> without = sides.stream()
			.filter((side) -> named.stream().noneMatch(files.getOrDefault(side, Map.of())::containsKey))
			.toList();
		List<GitBranch> with = sides.stream()
			.filter((side) -> files.getOrDefault(side, Map.of()).keySet().containsAll(named))
			.toList();
		return (sides.size() == 2 && without.size() == 1 && with.size() == 1) ? Optional.of(without.get(0))
				: Optional.empty();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public String ref() {
		return this.ref;
	}

	/**
	 * Return whether it has a file, with the same content or as one that both branches
	 * have changed since they separated.
	 */
	@Override
	public boolean has(ScriptResource file) {
		String path = file.relativePath();
		String theirs = this.theirs.get(path);
		return theirs != null && (theirs.equals(this.ours.get(path)) || base().containsKey(path));
	}

	@Override
	public List<ScriptResource> missing() {
		Map<String, String> missing = new LinkedHashMap<>();
		this.theirs.forEach((path, id) -> {
			if (!this.ours.containsKey(path) && !id.equals(base().get(path))
					&& !path.substring(path.lastIndexOf('/') + 1).equals(HeadFile.NAME)) {
				missing.put(path, id);
			}
		});
		Map<String, byte[]> contents = this.repository.contents(missing.values());
		List<ScriptResource> files = new ArrayList<>();
		missing.forEach((path, id) -> files.add(this.repository.file(path, id, contents)));
		return files;
	}

	/**
	 * Return whether it got a file after the branches separated. If it is merged already,
	 * they separated before that merge; while Git rebases, at the old end of this branch.
	 */
	@Override
	public boolean isNew(ScriptResource file) {
		Map<String, String> origin = this.origin;
		if (origin == null) {
			origin = Stream
				.concat(this.repository.workTree().state("rebase-merge/orig-head").stream(),
						Stream.of("CHERRY_PICK_HEAD", "HEAD", "HEAD^"))
				.flatMap((branch) -> this.repository.refs().find(branch).stream())
				.flatMap((tip) -> this.repository.refs().mergeBase(tip.commit(), this.commit).stream())
				.filter((base) -> !base.equals(this.commit))
				.findFirst()
				.map(this.repository::files)
				.orElse(this.theirs);
			this.origin = origin;
		}
		return !origin.containsKey(file.relativePath());
	}

	@Override
	public OptionalInt arrival(ScriptResource file) {
		Map<String, Integer> additions = this.additions;
		if (additions == null) {
			additions = this.repository.additions(this.commit);
			this.additions = additions;
		}
		Integer position = additions.get(file.relativePath());
		return (position != null) ? OptionalInt.of(position) : OptionalInt.empty();
	}

	/**
	 * The files of the merge base. During a merge, what the other side has was offered
	 * already.
	 */
	private Map<String, String> base() {
		Map<String, String> base = this.base;
		if (base == null) {
			String merged = this.repository.refs().find("MERGE_HEAD").map(GitBranch::commit).orElse("");
			base = merged.equals(this.commit) ? this.theirs
					: this.repository.refs()
						.mergeBase("HEAD", this.commit)
						.map(this.repository::files)
						.orElseGet(Map::of);
			this.base = base;
		}
		return base;
	}

}
