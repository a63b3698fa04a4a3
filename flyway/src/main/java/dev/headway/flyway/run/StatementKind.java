package dev.headway.flyway.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement means for those that come after it, as its first words say.
 */
public enum StatementKind {

	/** Changes or reads rows, in the transaction that is open. */
	ROWS(Commit.NO),

	/** Sets something that ends with the session. */
	SESSION(Commit.NO),

	/** Locks tables until the session unlocks them. */
	LOCK(Commit.UNCLEAR),

	/** Begins or ends a transaction. */
	TRANSACTION(Commit.UNCLEAR),

	/** Commits by itself, such as {@code CREATE TABLE}. */
	DEFINITION(Commit.YES),

	/** Not known, or depends on something else, such as {@code CALL}. */
	OTHER(Commit.UNCLEAR);

	/**
	 * What is not part of a statement: not the comments that MariaDB executes.
	 */
	static final String BLANK = "(?:\\s|--[^\\n]*(?:\\n|$)|#[^\\n]*(?:\\n|$)|/\\*M?!\\d*+|/\\*(?!M?!).*?\\*/)";

	private static final Pattern WORDS = Pattern.compile(
			"(?:" + BLANK + "|\\()*+([a-z]+)(?:" + BLANK + "+([a-z]+))?(?:" + BLANK + "+([a-z]+))?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/**
	 * Sets a variable or takes a lock that ends with the session, on the way.
	 */
	private static final Pattern SIDE_EFFECT = Pattern.compile(
			"@\\w+\\s*:=|\\binto\\s+@\\w|\\b(?:set_config|get_lock|pg_\\w*advisory_lock\\w*)\\s*\\(",
			Pattern.CASE_INSENSITIVE);

	private final Commit commit;

	StatementKind(Commit commit) {
		this.commit = commit;
	}

	/**
	 * Find the kind of a statement.
	 * @param sql the statement, which may begin with comments
	 * @return its kind
	 */
	public static StatementKind of(String sql) {
		StatementKind kind = ofFirstWords(sql);
		return (kind == ROWS && SIDE_EFFECT.matcher(sql).find()) ? SESSION : kind;
	}

	/**
	 * Find the kind without a look at the whole statement, which may hold many rows. This
	 * shows whether it commits.
	 */
	static StatementKind ofFirstWords(String sql) {
		Matcher words = WORDS.matcher(sql);
		if (!words.lookingAt()) {
			return OTHER;
		}
		String second = word(words, 2);
		return switch (word(words, 1)) {
			case "select", "with", "values", "table", "explain", "show", "do", "insert", "update", "delete", "replace",
					"merge" ->
				ROWS;
			case "set" -> second.equals("autocommit") ? TRANSACTION : SESSION;
			case "use", "prepare", "deallocate", "listen", "discard", "reset" -> SESSION;
			case "create", "drop" -> isTemporary(second, word(words, 3)) ? SESSION : DEFINITION;
			case "alter", "truncate", "rename", "comment", "grant", "revoke" -> DEFINITION;
			case "lock", "unlock", "flush" -> LOCK;
			case "begin", "start", "commit", "rollback", "savepoint", "release", "end", "abort", "xa" -> TRANSACTION;
			default -> OTHER;
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
	 * @return {@code true} if it is, for certain
	 */
	public boolean commits() {
		return this.commit == Commit.YES;
	}

	/**
	 * Whether the statement may have an effect that is not rolled back.
	 * @return {@code false} if it is rolled back for certain
	 */
	public boolean mayCommit() {
		return this.commit != Commit.NO;
	}

	/**
	 * Whether later statements may need it to have run in the same session.
	 * @return {@code true} if it cannot be left out
	 */
	public boolean concernsSession() {
		return this == SESSION || this == LOCK || this == TRANSACTION;
	}

	/**
	 * Whether a statement ends the transaction that is open.
	 */
	private enum Commit {

		NO, UNCLEAR, YES

	}

}
