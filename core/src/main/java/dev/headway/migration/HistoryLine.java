package dev.headway.migration;

import java.util.Collection;

/**
 * The line of a revision in a history, as {@link HistoryText} and the commands print it.
 */
public final class HistoryLine {

	private HistoryLine() {
	}

	/**
	 * Format a revision and where it comes from.
	 * @param from what it revises, as {@link #ids} gives it
	 * @param revision the revision with its marks
	 * @param description what it does, or nothing
	 * @return such as {@code 2, 3 -> 4 (head) (mergepoint), merge}
	 */
	public static String of(String from, String revision, String description) {
		return "%s -> %s".formatted(from, described(revision, description));
	}

	/**
	 * Format a revision without where it comes from.
	 * @param revision the revision with its marks
	 * @param description what it does, or nothing
	 * @return such as {@code 2 (head), add avatars}
	 */
	public static String described(String revision, String description) {
		return description.isEmpty() ? revision : "%s, %s".formatted(revision, description);
	}

	/**
	 * List revisions.
	 * @param ids their ids
	 * @return such as {@code 2, 3}, or {@code <base>} if there are none
	 */
	public static String ids(Collection<String> ids) {
		return ids.isEmpty() ? "<base>" : String.join(", ", ids);
	}

}
