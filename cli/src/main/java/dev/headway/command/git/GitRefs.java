package dev.headway.command.git;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The branches and commits of a repository.
 */
public final class GitRefs {

	private static final String TAGS = "refs/tags/";

	private static final Pattern OPERATION = Pattern.compile("[A-Z_]+_HEAD");

	/** What is no short name of a branch. */
	private static final Pattern AS_IT_IS = Pattern
		.compile("refs/.+|-.*|([A-Z_]+_)?HEAD([~^@].*)?|.*@[{].*|[0-9a-f]{40,64}");

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

	private final GitCall git;

	GitRefs(GitCall git) {
		this.git = git;
	}

	/**
	 * Find a branch.
	 * @param ref a branch, tag or commit, such as {@code origin/main}
	 * @return the branch
	 * @throws GitException if there is none
	 */
	public GitBranch branch(String ref) {
		return find(ref).orElseThrow(() -> {
			String advice = ref.equals("origin/HEAD")
					? "Name the branch, as in --against=origin/main, or run 'git remote set-head origin --auto'."
					: "Fetch it first, for example with 'git fetch origin'.";
			return new GitException("There is no commit '%s' in this repository. %s".formatted(ref, advice), null);
		});
	}

	/**
	 * Find a branch that need not exist. A tag never hides a branch, or what Git is
	 * doing: anybody may push tags.
	 * @param ref a branch, tag or commit
	 * @return the branch, empty if there is none
	 */
	Optional<GitBranch> find(String ref) {
		List<String> names = AS_IT_IS.matcher(ref).matches() ? List.of(ref)
				: List.of("refs/remotes/" + ref, "refs/heads/" + ref, ref);
		List<String> commits = commits(names);
		return IntStream.range(0, commits.size())
			.filter((at) -> !commits.get(at).isEmpty())
			.mapToObj((at) -> find(ref, names.get(at), commits.get(at)))
			.findFirst()
			.filter((branch) -> !OPERATION.matcher(ref).matches() || branch.ref().equals(ref));
	}

	private GitBranch find(String ref, String name, String commit) {
		String symbolic = this.git.run("rev-parse", "--symbolic-full-name", name).line();
		String full = symbolic.isEmpty() ? ref : symbolic;
		String shortName = shortName(full);
		boolean ambiguous = !full.equals(shortName) && !full.startsWith(TAGS) && commit(TAGS + shortName).isPresent();
		return new GitBranch(shortName, (ambiguous || full.startsWith(TAGS)) ? full : shortName, commit);
	}

	private Optional<String> commit(String name) {
		return commits(List.of(name)).stream().filter((commit) -> !commit.isEmpty()).findFirst();
	}

	/**
	 * Find the commits that names stand for, which Git reads as data and never as
	 * options.
	 * @return a commit for each name, empty for one that Git does not know; nothing if a
	 * name cannot be a line of text, or names a branch that has no upstream
	 */
	private List<String> commits(List<String> names) {
		if (names.stream().anyMatch((name) -> name.chars().anyMatch(Character::isISOControl))) {
			return List.of();
		}
		String input = names.stream().map((name) -> name + "^{commit}\n").collect(Collectors.joining());
		GitCall.Answer answer = this.git.runWith(input, List.of("cat-file", "--batch-check=%(objectname)"));
		return answer.failed() ? List.of()
				: answer.text().lines().map((line) -> COMMIT.matcher(line).matches() ? line : "").toList();
	}

	static String shortName(String full) {
		return full.replaceFirst("^refs/(heads|remotes|tags)/", "");
	}

	/**
	 * Return the branch that others are merged into.
	 * @return that of the remote, or else the current one
	 */
	public String defaultBranch() {
		return find("origin/HEAD").map(GitBranch::name)
			.filter((name) -> name.startsWith("origin/"))
			.map((name) -> name.substring("origin/".length()))
			.orElseGet(() -> {
				String current = this.git.run("symbolic-ref", "--quiet", "--short", "HEAD").line();
				return current.isEmpty() ? "main" : current;
			});
	}

	/**
	 * Find where a branch and a commit separated.
	 * @param branch the branch, {@code HEAD} for this one
	 * @param commit the commit
	 * @return the id of the last commit in common, empty if none is known, as in a
	 * shallow clone
	 */
	public Optional<String> mergeBase(String branch, String commit) {
		GitCall.Answer answer = this.git.run("merge-base", branch, commit);
		return answer.failed() ? Optional.empty() : Optional.of(answer.line());
	}

	/**
	 * Find the commit that the next one will follow.
	 * @return its id, empty in a repository without commits
	 */
	public Optional<String> head() {
		return commit("HEAD");
	}

	public boolean isShallow() {
		return this.git.run("rev-parse", "--is-shallow-repository").line().equals("true");
	}

}
