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
 */
public record Finding(ProblemType type, String message, List<String> scripts, List<String> paths,
		@Nullable Integer line) {

	public Finding {
		scripts = List.copyOf(scripts);
		paths = List.copyOf(paths);
	}

}
