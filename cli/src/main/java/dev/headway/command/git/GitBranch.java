package dev.headway.command.git;

/**
 * A branch, or anything else with a commit.
 *
 * @param name its short name for people, such as {@code origin/main}
 * @param ref its name for commands, which is the full one if there is a tag of the short
 * one
 * @param commit the id of its last commit
 */
public record GitBranch(String name, String ref, String commit) {

	static GitBranch of(String ref, String commit) {
		return new GitBranch(ref, ref, commit);
	}

}
