package dev.headway.schema.scratch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds statements that concern something outside of a schema: they name another one, or
 * change what all schemas of a server share. SQL in string literals is not looked at.
 */
final class OutsideStatement {

	private static final Pattern SHARED = Pattern.compile("""
			\\b(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?(?:schema|database|role|user(?!\\s*mapping)|system\
			|tablespace|publication|subscription|server|event\\s+trigger|default\\s+privileges)\\b\
			|^\\s*use\\s|\\bset\\s+(?:session\\s+|local\\s+)?(?:search_path|schema|schema_search_path|global)\\b\
			|\\bset\\s+@@global|\\bset_config\\s*\\(\\s*'search_path'""", Pattern.CASE_INSENSITIVE);

	private final String own;

	private final Pattern others;

	private final boolean mariaDb;

	/**
	 * Create an instance.
	 * @param own the schema in which statements may change something
	 * @param others all other schemas that people use
	 * @param mariaDb whether literals and comments are those of MariaDB
	 */
	OutsideStatement(String own, List<String> others, boolean mariaDb) {
		this.own = own;
		this.mariaDb = mariaDb;
		String names = others.stream().map(Pattern::quote).collect(Collectors.joining("|"));
		this.others = others.isEmpty() ? Pattern.compile("(?!)") : Pattern.compile(
				"(?<![\\w$.])[\"`]?(?:%1$s)[\"`]?\\s*\\.|\\b(?:schema|in)\\s+[\"`]?(?:%1$s)\\b".formatted(names),
				Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Find what is outside.
	 * @param sql a statement
	 * @return the part of the statement that says so, empty if there is none
	 */
	Optional<String> find(String sql) {
		return find(this.others, code(sql, false))
			.or(() -> sql.contains(this.own) ? Optional.empty() : find(SHARED, code(sql, true)));
	}

	/**
	 * Whether a search path begins with the schema in which statements may change
	 * something.
	 */
	boolean isOwnPath(String path) {
		return path.split(",", -1)[0].replace("\"", "").strip().equals(this.own);
	}

	private static Optional<String> find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? Optional.of(matcher.group().strip().replaceAll("\\s+", " ")) : Optional.empty();
	}

	/**
	 * The statement without comments and the content of literals. One that is not closed
	 * is code, because then it is not known where code begins.
	 */
	private String code(String sql, boolean withLiterals) {
		StringBuilder code = new StringBuilder();
		int at = 0;
		while (at < sql.length()) {
			char next = sql.charAt(at);
			int end = at + 1;
			if (isComment(sql, at)) {
				int close = sql.startsWith("/*", at) ? sql.indexOf("*/", at + 2) + 1 : sql.indexOf('\n', at);
				end = (close > 0) ? close + 1 : sql.length();
				code.append(' ');
			}
			else if (next == '\'' || next == '"' || next == '`') {
				int close = close(sql, at);
				if (close < 0) {
					return sql;
				}
				end = close + 1;
				code.append((next == '\'' && !withLiterals) ? "''" : sql.substring(at, end));
			}
			else {
				code.append(next);
			}
			at = end;
		}
		return code.toString();
	}

	private boolean isComment(String sql, int at) {
		boolean executed = this.mariaDb && (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at));
		return sql.startsWith("--", at) || (sql.startsWith("/*", at) && !executed)
				|| (this.mariaDb && sql.charAt(at) == '#');
	}

	private int close(String sql, int open) {
		char quote = sql.charAt(open);
		boolean escapes = quote == '\''
				&& (this.mariaDb || (open > 0 && Character.toLowerCase(sql.charAt(open - 1)) == 'e'));
		int at = open + 1;
		while (at < sql.length()) {
			char next = sql.charAt(at);
			if (escapes && next == '\\') {
				at++;
			}
			else if (next == quote) {
				return at;
			}
			at++;
		}
		return -1;
	}

}
