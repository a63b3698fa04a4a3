package dev.headway.command.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Contents of files by their ids.
 *
 * @param git runs Git in the repository
 * @param workTree its work tree
 */
record GitObjects(GitCall git, GitWorkTree workTree) {

	/**
	 * Find the ids that files of the work tree would have if they were committed now.
	 * @param paths the files, as seen from the top of the work tree
	 * @return ids of their contents, by their paths
	 */
	Map<String, String> hash(List<String> paths) {
		if (paths.isEmpty()) {
			return Map.of();
		}
		String input = paths.stream().map((path) -> quoted(path) + "\n").collect(Collectors.joining());
		GitCall.Answer answer = new GitCall(this.workTree.top()).runWith(input, List.of("hash-object", "--stdin-paths"))
			.orThrow();
		List<String> ids = answer.text().lines().toList();
		Map<String, String> files = new HashMap<>();
		paths.forEach((path) -> files.put(path, ids.get(files.size())));
		return files;
	}

	/**
	 * Quote a path as Git does.
	 */
	private static String quoted(String path) {
		if (path.indexOf('\ufffd') >= 0) {
			throw new GitException(
					"The name of the file '%s' is not valid UTF-8, so it cannot be compared with other branches. Rename it."
						.formatted(path),
					null);
		}
		return "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + "\"";
	}

	/**
	 * Read contents.
	 * @param ids ids of contents
	 * @return the bytes by id
	 */
	Map<String, byte[]> contents(Collection<String> ids) {
		Map<String, byte[]> contents = new HashMap<>();
		if (ids.isEmpty()) {
			return contents;
		}
		String input = String.join("\n", new LinkedHashSet<>(ids)) + "\n";
		byte[] output = this.git.runWith(input, List.of("cat-file", "--batch")).orThrow().output();
		for (int start = 0; start < output.length;) {
			int end = start;
			while (output[end] != '\n') {
				end++;
			}
			String[] header = new String(output, start, end - start, StandardCharsets.UTF_8).split(" ", -1);
			if (header.length < 3) {
				throw new GitException("Git cannot read %s. Run 'git fetch' first.".formatted(String.join(" ", header)),
						null);
			}
			int length = Integer.parseInt(header[2]);
			contents.put(header[0], Arrays.copyOfRange(output, end + 1, end + 1 + length));
			start = end + length + 2;
		}
		return contents;
	}

}
