package dev.headway.schema;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL adds by itself: names, and casts in expressions.
 */
final class PostgresqlText {

	private static final int LONGEST = 63;

	private static final Pattern LITERAL_OR_CAST = Pattern
		.compile("('(?:[^']|'')*')|::(?:text|character varying)(?:\\[\\])?(?![\\w(\\[])");

	private PostgresqlText() {
	}

	/**
	 * Whether a name is the one that the database chooses, perhaps with a number because
	 * that was taken, or cut because it is too long.
	 * @param expected the name that it chooses, uncut
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
	 * An expression without casts between {@code varchar} and {@code text}. When the
	 * database reads its own spelling of an expression it moves them about, so that the
	 * same constraint, made anew from what the catalog says, would look different.
	 */
	static String withoutTextCasts(String expression) {
		return LITERAL_OR_CAST.matcher(expression)
			.replaceAll((found) -> (found.group(1) != null) ? Matcher.quoteReplacement(found.group(1)) : "");
	}

}
