package dev.headway.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the migrations on disk or class path.
 *
 * @param code what it is, in upper case, such as {@code DUPLICATE_VERSION}
 * @param message what is wrong, the value found and what to write instead
 * @param scripts names of the files or classes concerned
 * @param line the line in the first of them, counted from one, if there is one
 */
public record ScriptProblem(String code, String message, List<String> scripts, @Nullable Integer line) {

	public ScriptProblem {
		scripts = List.copyOf(scripts);
	}

}
