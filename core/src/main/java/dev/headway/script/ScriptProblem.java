package dev.headway.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ProblemType;

/**
 * A problem of {@link MigrationScripts}.
 *
 * @param type its type
 * @param message what is wrong, the value found and how to fix it
 * @param scripts names of the files or classes concerned
 * @param line the line in the first of them, counted from one, if there is one
 */
public record ScriptProblem(ProblemType type, String message, List<String> scripts, @Nullable Integer line) {

	public ScriptProblem {
		message = Printable.line(message);
		scripts = List.copyOf(scripts);
	}

	/**
	 * The textual code of the problem, such as {@code DUPLICATE_VERSION}.
	 * @return the name of the type
	 */
	public String code() {
		return this.type.name();
	}

}
