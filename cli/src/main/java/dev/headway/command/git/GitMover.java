package dev.headway.command.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.headway.script.file.FileMover;
import dev.headway.script.file.TemporaryFiles;

/**
 * Moves files as {@code git mv} does: what Git knows under the old names, staged or not,
 * it knows under the new ones, unless these are temporary. The index is updated once, at
 * the end: as a whole, or not at all.
 */
final class GitMover implements FileMover {

	private static final Pattern ENTRY = Pattern.compile("(\\d+ [0-9a-f]+) 0\t(.+)", Pattern.DOTALL);

	private final Path folder;

	private final GitCall git;

	private final FileMover files = FileMover.plain();

	private final List<String[]> renames = new ArrayList<>();

	private final Path prefix;

	GitMover(Path folder, GitCall git, Path prefix) {
		this.prefix = prefix;
		this.folder = folder.toAbsolutePath().normalize();
		this.git = git;
	}

	@Override
	public void move(Path from, Path to) throws IOException {
		this.files.move(from, to);
		this.renames.add(new String[] { relative(from), relative(to) });
	}

	@Override
	public void finish() throws IOException {
		Map<String, String> before = entries();
		Map<String, String> after = new LinkedHashMap<>(before);
		for (String[] rename : this.renames) {
			String entry = after.remove(rename[0]);
			if (entry != null) {
				after.put(rename[1], entry);
			}
		}
		after.keySet().removeIf(TemporaryFiles::isTemporary);
		String input = difference(before, after);
		if (!input.isEmpty()) {
			succeed(this.git.runWith(input, List.of("update-index", "-z", "--index-info")));
		}
	}

	private static String difference(Map<String, String> before, Map<String, String> after) {
		StringBuilder input = new StringBuilder();
		before.forEach((path, entry) -> {
			if (!after.containsKey(path)) {
				input.append("0 %s\t%s\0".formatted("0".repeat(entry.length() - entry.indexOf(' ') - 1), path));
			}
		});
		after.forEach((path, entry) -> {
			if (!entry.equals(before.get(path))) {
				input.append("%s\t%s\0".formatted(entry, path));
			}
		});
		return input.toString();
	}

	private Map<String, String> entries() throws IOException {
		Map<String, String> entries = new HashMap<>();
		List<String> arguments = new ArrayList<>(List.of("ls-files", "--stage", "--full-name", "-z", "--"));
		this.renames.forEach((rename) -> Stream.of(rename)
			.filter((path) -> !TemporaryFiles.isTemporary(path))
			.map((path) -> ":(top,literal)" + path)
			.forEach(arguments::add));
		for (String line : succeed(this.git.runWith("", arguments)).text().split("\0", -1)) {
			Matcher entry = ENTRY.matcher(line);
			if (entry.matches()) {
				entries.put(entry.group(2), entry.group(1));
			}
		}
		return entries;
	}

	/**
	 * The path that Git knows. Temporary files are not in the work tree.
	 */
	private String relative(Path file) {
		if (TemporaryFiles.isTemporary(file.toString())) {
			return String.valueOf(file.getFileName());
		}
		Path relative = this.prefix.resolve(this.folder.relativize(file.toAbsolutePath().normalize())).normalize();
		return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
	}

	private static GitCall.Answer succeed(GitCall.Answer answer) throws IOException {
		if (answer.failed()) {
			throw new IOException(answer.errors());
		}
		return answer;
	}

}
