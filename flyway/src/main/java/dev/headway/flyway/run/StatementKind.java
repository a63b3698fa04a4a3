package dev.headway.flyway.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement means for those that come after it. Told by its first words, so that a
 * kind that is not known counts as one that commits.
 */
public enum StatementKind {

	/** Changes or reads rows, in the transaction that is open. */
	ROWS(false),

	/** Sets something that ends with the session. */
	SESSION(false),

	/** Locks tables until the session unlocks them, and commits before. */
	LOCK(true),

	/** Begins or ends a transaction. */
	TRANSACTION(true),

	/** Commits by itself, such as {@code CREATE TABLE}, or may do so. */
	DEFINITION(true);

	private static final String BLANK = "(?:\\s|--[^\\n]*(?:\\n|$)|#[^\\n]*(?:\\n|$)|/\\*(?![!M]).*?\\*/)";

	private static final Pattern WORDS = Pattern.compile(
			"(?:" + BLANK + "|\\()*+([a-z]+)(?:" + BLANK + "+([a-z]+))?(?:" + BLANK + "+([a-z]+))?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern VARIABLE = Pattern.compile("@\\w+\\s*:=|\\binto\\s+@\\w|\\bset_config\\s*\\(",
			Pattern.CASE_INSENSITIVE);

	private final boolean commits;

	StatementKind(boolean commits) {
		this.commits = commits;
	}

	/**
	 * Find the kind of a statement.
	 * @param sql the statement, which may begin with comments
	 * @return its kind
	 */
	public static StatementKind of(String sql) {
		Matcher words = WORDS.matcher(sql);
		if (!words.lookingAt()) {
			return DEFINITION;
		}
		String second = word(words, 2);
		return switch (word(words, 1)) {
			case "select", "with", "values", "table", "explain", "show", "do" ->
				VARIABLE.matcher(sql).find() ? SESSION : ROWS;
			case "insert", "update", "delete", "replace", "merge" -> ROWS;
			case "set" -> second.equals("autocommit") ? TRANSACTION : SESSION;
			case "use", "prepare", "execute", "deallocate", "listen", "discard", "reset" -> SESSION;
			case "create" -> isTemporary(second, word(words, 3)) ? SESSION : DEFINITION;
			case "lock", "unlock", "flush" -> LOCK;
			case "begin", "start", "commit", "rollback", "savepoint", "release", "end", "abort" -> TRANSACTION;
			default -> DEFINITION;
		};
	}

	private static boolean isTemporary(String second, String third) {
		return second.startsWith("temp") || (second.equals("local") && third.startsWith("temp"));
	}

	private static String word(Matcher words, int group) {
		String word = words.group(group);
		return (word != null) ? word.toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * Whether what came before is committed when the statement has run.
	 * @return {@code true} if it commits, or may
	 */
	public boolean commits() {
		return this.commits;
	}

	/**
	 * Whether later statements may need it to have run in the same session.
	 * @return {@code true} if it cannot be left out
	 */
	public boolean concernsSession() {
		return this == SESSION || this == LOCK || this == TRANSACTION;
	}

}
