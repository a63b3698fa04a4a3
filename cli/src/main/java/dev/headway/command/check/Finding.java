package dev.headway.command.check;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;

/**
 * One problem, and where it is.
 *
 * @param type what kind of problem it is
 * @param message what is wrong and how to fix it
 * @param scripts names of the scripts concerned
 * @param paths where these are, in the same order; the name of a script that is only on
 * another branch
 * @param line the line in the first of them, counted from one, or {@code null}
 * @param fix the ways out that commands are, each of them alone: commands to run in this
 * order
 */
public record Finding(ProblemType type, String message, List<String> scripts, List<String> paths,
		@Nullable Integer line, List<List<String>> fix) {

	public Finding {
		scripts = List.copyOf(scripts);
		paths = List.copyOf(paths);
		fix = fix.stream().map(List::copyOf).toList();
	}

	Finding calling(String command) {
		List<List<String>> ways = this.fix.stream()
			.map((way) -> way.stream()
				.map((line) -> line.startsWith("db ") ? command + line.substring("db".length()) : line)
				.toList())
			.toList();
		return new Finding(this.type, calling(this.message, command), this.scripts, this.paths, this.line, ways);
	}

	static String calling(String text, String command) {
		return text.replace("'db ", "'" + command + " ");
	}

	Finding withFix(String command) {
		return new Finding(this.type, this.message, this.scripts, this.paths, this.line, List.of(List.of(command)));
	}

}
