package dev.headway.migration;

import java.util.List;

/**
 * One thing that is wrong with a migration history.
 *
 * @param code what it is, in upper case, such as {@code MULTIPLE_HEADS}
 * @param message what is wrong and what mends it, for people; never holds SQL or
 * credentials
 * @param scripts names of the scripts concerned, or of the rows' scripts; may be empty
 */
public record MigrationProblem(String code, String message, List<String> scripts) {

	public MigrationProblem {
		scripts = List.copyOf(scripts);
	}

}
