package dev.headway.command.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileMover;
import dev.headway.script.location.SourceFolders;

/**
 * {@link SourceFolders} in a Git work tree. All paths are as seen from the folder for new
 * files; other files than those in these folders do not count.
 */
public final class GitRepository {

	private static final Pattern COMMITTED = Pattern.compile("100\\d{3} blob ([0-9a-f]+)\t(.+)", Pattern.DOTALL);

	private static final Pattern UNMERGED = Pattern.compile("\\d{6} ([0-9a-f]+) [1-3]\t(.+)", Pattern.DOTALL);

	private static final Pattern STAGED = Pattern.compile("100\\d{3} ([0-9a-f]+) 0\t(.+)", Pattern.DOTALL);

	private final SourceFolders folders;

	private final Path folder;

	private final GitCall git;

	private final Path prefix;

	private final GitRefs refs;

	private final GitWorkTree workTree;

	private final GitObjects objects;

	private GitRepository(SourceFolders folders, Path folder, GitCall git, Path gitDirectory, Path prefix) {
		this.folders = folders;
		this.folder = folder;
		this.git = git;
		this.prefix = prefix;
		this.refs = new GitRefs(git);
		this.workTree = new GitWorkTree(git, gitDirectory);
		this.objects = new GitObjects(git, this.workTree);
	}

	/**
	 * Return its branches and commits.
	 * @return the branches and commits
	 */
	public GitRefs refs() {
		return this.refs;
	}

	/**
	 * Return its work tree.
	 * @return the work tree
	 */
	public GitWorkTree workTree() {
		return this.workTree;
	}

	/**
	 * Find the repository of a folder.
	 * @param folder the folder; it need not exist
	 * @return the repository
	 * @throws GitException if the folder is in none, or Git cannot be run
	 */
	public static GitRepository at(Path folder) {
		return at(SourceFolders.of(folder));
	}

	/**
	 * Find the repository of some folders.
	 * @param folders the folders, which need not exist
	 * @return the repository
	 * @throws GitException if the folder for new files is in none, or Git cannot be run
	 */
	public static GitRepository at(SourceFolders folders) {
		Path folder = existing(folders.folder());
		GitCall git = new GitCall(folder);
		GitCall.Answer answer = git.run("rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix");
		List<String> lines = List.of(answer.text().split("\n", 3));
		if (answer.failed() || !lines.get(0).equals("true") || isInside(folder, Path.of(lines.get(1)))) {
			String reason = answer.errors().isEmpty() ? "it is inside .git" : answer.errors();
			throw new GitException("'%s' is not in a Git work tree: %s".formatted(folders.folder(), reason), null);
		}
		Path missing = absolute(folder).relativize(absolute(folders.folder()));
		return new GitRepository(folders, folder, git, Path.of(lines.get(1)),
				Path.of(lines.get(2).stripTrailing()).resolve(missing));
	}

	private static Path existing(Path folder) {
		Path existing = folder;
		while (!Files.isDirectory(existing)) {
			existing = absolute(existing).getParent();
			if (existing == null) {
				return folder;
			}
		}
		return existing;
	}

	private static Path absolute(Path path) {
		return path.toAbsolutePath().normalize();
	}

	/**
	 * Whether Git takes a folder, or one above it, for a repository by its files. Anybody
	 * can commit such files, with a configuration that makes Git run other programs.
	 */
	private static boolean isInside(Path folder, Path repository) {
		try {
			return folder.toRealPath().startsWith(repository.toRealPath());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find when a branch got its files.
	 * @param commit the last commit of the branch
	 * @return numbers by the paths of files, higher for those that a later commit of the
	 * branch itself added
	 */
	public Map<String, Integer> additions(String commit) {
		Map<String, Integer> additions = new HashMap<>();
		GitAddition.read(log("--first-parent", "-m", commit).orThrow())
			.forEach((addition) -> additions.putIfAbsent(fromTop(addition.path()), addition.position()));
		return additions;
	}

	private GitCall.Answer log(String... arguments) {
		return run(Stream.concat(GitAddition.LOG.stream(), Stream.of(arguments)).toArray(String[]::new));
	}

	/**
	 * Find the files that other branches of the remote have added, as far as these are
	 * fetched.
	 * @return the short names of the branches by the names of the files
	 */
	public Map<String, String> otherBranches() {
		String own = this.workTree.state("rebase-merge/head-name")
			.orElseGet(() -> this.git.run("symbolic-ref", "--quiet", "HEAD").line());
		GitCall.Answer log = log("--exclude=*/" + GitRefs.shortName(own), "--remotes", "--not", "HEAD");
		Map<String, String> branches = new LinkedHashMap<>();
		if (!log.failed()) {
			GitAddition.read(log)
				.stream()
				.filter((addition) -> this.folders.place(fromTop(addition.path())).isPresent())
				.forEach((addition) -> branches.putIfAbsent(addition.filename(), GitRefs.shortName(addition.source())));
		}
		return branches;
	}

	/**
	 * List the files of a commit.
	 * @param commit the commit
	 * @return ids of their contents, by their paths
	 */
	public Map<String, String> files(String commit) {
		List<String> arguments = new ArrayList<>(List.of("ls-tree", "-r", "-z", "--full-tree", commit));
		List<String> tops = paths().toList();
		if (!tops.contains("")) {
			arguments.addAll(tops);
		}
		return distinct(entries(COMMITTED, this.git.runWith("", arguments).orThrow()));
	}

	private Map<String, String> distinct(Map<String, String> all) {
		all.keySet().removeIf((path) -> !counts(path));
		Map<String, String> paths = new LinkedHashMap<>();
		all.keySet().forEach((path) -> paths.put(path, path));
		Map<String, String> files = new LinkedHashMap<>();
		this.folders.distinct(paths, (path) -> String.valueOf(all.get(path)))
			.forEach((path) -> files.put(path, String.valueOf(all.get(path))));
		return files;
	}

	/**
	 * List the files of the next commit.
	 * @param index the file with the index as a hook got it, which is relative to the top
	 * of the work tree; empty for the usual one
	 * @return ids of their contents, by their paths
	 * @throws GitException if one of them is not merged yet
	 */
	public Map<String, String> staged(String index) {
		Path file = index.isEmpty() ? null : this.workTree.top().resolve(index);
		Path known = (file != null && file.startsWith(this.workTree.fromGit("--absolute-git-dir"))) ? file : null;
		GitCall.Answer answer = run(new GitCall(this.folder, known), "ls-files", "--stage", "--full-name", "-z")
			.orThrow();
		entries(UNMERGED, answer).keySet().stream().filter(this::counts).findFirst().ifPresent((path) -> {
			throw new GitException(
					"'%s' is not merged yet, so nobody knows what the next commit will hold. Solve that, then run 'git add' for it."
						.formatted(shown(path)),
					null);
		});
		return distinct(entries(STAGED, answer));
	}

	/**
	 * Return files as they are in Git: those of the work tree that are the same, and
	 * those behind links, which Git does not have.
	 * @param files ids of their contents, by their paths
	 * @return the files
	 */
	public List<ScriptResource> list(Map<String, String> files) {
		Map<String, ScriptResource> tree = new LinkedHashMap<>();
		this.folders.list().forEach((file) -> tree.put(file.relativePath(), file));
		Map<String, String> ids = ids(tree.keySet());
		tree.values().removeIf((file) -> {
			String id = files.get(file.relativePath());
			return (id != null) ? !id.equals(ids.get(file.relativePath())) : !file.isElsewhere();
		});
		Map<String, String> others = new LinkedHashMap<>(files);
		others.keySet().removeAll(tree.keySet());
		Map<String, byte[]> contents = contents(others.values());
		others.forEach((path, id) -> tree.put(path, file(path, id, contents)));
		return List.copyOf(new TreeMap<>(tree).values());
	}

	/**
	 * Create a file of a commit.
	 * @param path its path
	 * @param id the id of its content
	 * @param contents contents by ids; without its own, the file is empty
	 * @return the file
	 */
	public CommittedFile file(String path, String id, Map<String, byte[]> contents) {
		return new CommittedFile(path, shown(path), this.folders.place(path).orElseThrow(), id,
				contents.getOrDefault(id, new byte[0]));
	}

	private String shown(String path) {
		return this.folders.folder().resolve(path).normalize().toString();
	}

	private boolean counts(String path) {
		return this.folders.place(path).isPresent();
	}

	/**
	 * Find the ids of files: those of the work tree, or those that Git has.
	 * @param files the files
	 * @return ids of their contents, by their paths
	 */
	public Map<String, String> idsOf(Collection<ScriptResource> files) {
		Map<String, String> committed = new HashMap<>();
		List<String> paths = new ArrayList<>();
		files.forEach((file) -> {
			if (file instanceof CommittedFile known) {
				committed.put(known.relativePath(), known.id());
			}
			else {
				paths.add(file.relativePath());
			}
		});
		Map<String, String> ids = ids(paths);
		ids.putAll(committed);
		return ids;
	}

	/**
	 * Find the ids that files of the work tree would have if they were committed now.
	 * Files that have not changed since they were staged are not read.
	 * @param paths the files
	 * @return ids of their contents, by their paths
	 */
	Map<String, String> ids(Collection<String> paths) {
		Map<String, String> known = entries(STAGED, run("ls-files", "--stage", "--full-name", "-z").orThrow());
		GitCall.Answer differing = run("diff-files", "--name-only", "--ignore-submodules=all", "-z").orThrow();
		Stream.of(differing.text().split("\0", -1)).map(this::fromTop).forEach(known::remove);
		List<String> unknown = paths.stream().filter((path) -> !known.containsKey(path)).toList();
		Map<String, String> hashes = this.objects.hash(unknown.stream().map(this::toTop).toList());
		unknown.forEach((path) -> known.put(path, String.valueOf(hashes.get(toTop(path)))));
		return known;
	}

	private Map<String, String> entries(Pattern pattern, GitCall.Answer answer) {
		Map<String, String> files = new LinkedHashMap<>();
		for (String entry : answer.text().split("\0", -1)) {
			Matcher matcher = pattern.matcher(entry);
			if (matcher.matches()) {
				files.put(fromTop(matcher.group(2)), matcher.group(1));
			}
		}
		return files;
	}

	/**
	 * Run a command on the folders.
	 */
	private GitCall.Answer run(String... arguments) {
		return run(this.git, arguments);
	}

	private GitCall.Answer run(GitCall call, String... arguments) {
		Stream<String> paths = paths().map((path) -> ":(top,literal)" + path);
		return call.runWith("", Stream.of(Stream.of(arguments), Stream.of("--"), paths).flatMap((all) -> all).toList());
	}

	/**
	 * The folders, as seen from the top of the work tree.
	 */
	private Stream<String> paths() {
		return this.folders.paths().stream().map(this::toTop).filter((path) -> !path.startsWith(".."));
	}

	/**
	 * Find a path as seen from the top of the work tree.
	 * @param path the path, as seen from the folder for new files
	 * @return the path, empty for the top itself
	 */
	public String toTop(String path) {
		return text(this.prefix.resolve(path).normalize());
	}

	private String fromTop(String path) {
		return text(this.prefix.relativize(Path.of(path)));
	}

	private static String text(Path path) {
		return path.toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	/**
	 * Read contents.
	 * @param ids ids of contents
	 * @return the bytes by id
	 */
	public Map<String, byte[]> contents(Collection<String> ids) {
		return this.objects.contents(ids);
	}

	public FileMover mover() {
		return new GitMover(this.folder, this.git, this.prefix);
	}

}
