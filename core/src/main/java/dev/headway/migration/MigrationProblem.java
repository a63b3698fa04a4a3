package dev.headway.migration;

import java.util.List;

import dev.headway.Printable;
import dev.headway.ProblemType;

/**
 * One thing that is wrong with a migration history.
 *
 * @param type what kind of problem it is
 * @param message what is wrong and how to fix it, for people; never contains SQL or
 * credentials
 * @param scripts names of the scripts concerned, or of the rows' scripts; may be empty
 */
public record MigrationProblem(ProblemType type, String message, List<String> scripts) {

	public MigrationProblem {
		message = Printable.line(message);
		scripts = List.copyOf(scripts);
	}

	/**
	 * Return the textual code of the problem, such as {@code MULTIPLE_HEADS}.
	 * @return the name of the type
	 */
	public String code() {
		return this.type.name();
	}

}
