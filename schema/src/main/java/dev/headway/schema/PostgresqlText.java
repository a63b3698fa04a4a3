package dev.headway.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in the catalog of PostgreSQL: names that the database chose, casts that it added,
 * and definitions in parentheses.
 */
final class PostgresqlText {

	private static final int LONGEST = 63;

	private static final Pattern LITERAL_OR_CAST = Pattern
		.compile("('(?:[^']|'')*')|::(?:text|character varying)(?:\\[\\])?(?![\\w(\\[])");

	private PostgresqlText() {
	}

	/**
	 * Whether the database chose a name. It appends a number if the name is taken, and
	 * shortens a name that is too long.
	 * @param expected the name that the database would choose, not shortened
	 */
	static boolean isSystemMade(String name, String expected) {
		if (expected.getBytes(StandardCharsets.UTF_8).length < LONGEST) {
			return name.matches(Pattern.quote(expected) + "\\d*");
		}
		String suffix = expected.substring(expected.lastIndexOf('_'));
		return name.getBytes(StandardCharsets.UTF_8).length >= LONGEST - 1
				&& name.matches(".*" + Pattern.quote(suffix) + "\\d*");
	}

	/**
	 * An expression without casts between {@code varchar} and {@code text}. The database
	 * moves them when it parses its own output, so the same constraint, created again
	 * from the catalog's text, would look different.
	 */
	static String withoutTextCasts(String expression) {
		return LITERAL_OR_CAST.matcher(expression)
			.replaceAll((found) -> (found.group(1) != null) ? Matcher.quoteReplacement(found.group(1)) : "");
	}

	/**
	 * The condition of a query that leaves out what an extension owns.
	 * @param catalog the catalog table of the object
	 * @param oid the object's identifier in the query
	 */
	static String notInExtension(String catalog, String oid) {
		return " and not exists (select from pg_depend x where x.classid = '%s'::regclass and x.objid = %s"
			.formatted(catalog, oid) + " and x.deptype = 'e')";
	}

	/**
	 * A list in parentheses at the beginning of a text. Parentheses and commas within
	 * quotes do not count.
	 *
	 * @param inner the text between the parentheses
	 * @param items the items between its outer commas
	 * @param rest the text after it
	 */
	record ParenthesizedList(String inner, List<String> items, String rest) {

		static ParenthesizedList of(String text) {
			List<String> items = new ArrayList<>();
			int depth = 0;
			int start = 1;
			for (int at = 0; at < text.length(); at = next(text, at)) {
				char character = text.charAt(at);
				depth += (character == '(' || character == '[') ? 1 : (character == ')' || character == ']') ? -1 : 0;
				if (depth == 0 || (depth == 1 && character == ',')) {
					items.add(text.substring(start, at).trim());
					start = at + 1;
				}
				if (depth == 0) {
					return new ParenthesizedList(text.substring(1, at), items, text.substring(at + 1).trim());
				}
			}
			throw new IllegalArgumentException("Not in parentheses: " + text);
		}

		private static int next(String text, int at) {
			char character = text.charAt(at);
			int end = (character == '\'' || character == '"') ? text.indexOf(character, at + 1) : at;
			return ((end < 0) ? at : end) + 1;
		}

	}

}
