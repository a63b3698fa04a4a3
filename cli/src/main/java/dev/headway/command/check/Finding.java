package dev.headway.command.check;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;

/**
 * One problem, and where it is.
 *
 * @param type what kind of problem it is
 * @param message what is wrong and what mends it
 * @param files paths of the files concerned
 * @param line the line in the first of them, counted from one, if there is one
 */
public record Finding(ProblemType type, String message, List<String> files, @Nullable Integer line) {

	public Finding {
		files = List.copyOf(files);
	}

}
