package dev.headway.command.git;

import java.util.ArrayList;
import java.util.List;

/**
 * A file that a commit has added.
 *
 * @param source the name of the branch that has the commit
 * @param path its path from the top of the work tree
 * @param position a number that is higher for later commits
 */
record GitAddition(String source, String path, int position) {

	/**
	 * Lists what is added. No other program runs, as one that verifies signatures.
	 */
	static final List<String> LOG = List.of("log", "-z", "--no-renames", "--no-show-signature", "--diff-filter=A",
			"--name-only", "--format=%x00%S");

	/**
	 * Read a log. For each commit it has nothing, the source, a line end and the paths,
	 * all of which end with a NUL.
	 * @param log the answer to {@link #LOG}
	 */
	static List<GitAddition> read(GitCall.Answer log) {
		List<GitAddition> additions = new ArrayList<>();
		String[] parts = log.text().split("\0", -1);
		int commit = 0;
		for (int i = 0; i < parts.length - 1; i++) {
			if (parts[i].isEmpty()) {
				i++;
				commit = i;
			}
			else {
				String path = (i == commit + 1) ? parts[i].substring(1) : parts[i];
				additions.add(new GitAddition(parts[commit], path, parts.length - commit));
			}
		}
		return additions;
	}

	String filename() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

}
