package dev.headway.schema.migration;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SQL expression in the catalog, as a sequence of strings, names and other characters.
 */
final class Expression {

	private static final Pattern TOKEN = Pattern
		.compile("('(?:[^'\\\\]|''|\\\\.)*')|\"((?:[^\"]|\"\")+)\"|`((?:[^`]|``)+)`|(\\w+)");

	private static final Pattern STRING_OR_NOISE = Pattern
		.compile("('(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"|`[^`]*`)|::[\\w ]*\\w(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?|\\s+");

	private Expression() {
	}

	/**
	 * The names in an expression, among them those of functions and keywords.
	 */
	static Set<String> names(String expression) {
		Set<String> names = new LinkedHashSet<>();
		replace(expression, (name) -> {
			names.add(name);
			return name;
		}, false);
		return names;
	}

	/**
	 * Replace the names that are in quotes, which are columns and sequences.
	 */
	static String withQuotedNames(String expression, UnaryOperator<String> quoting) {
		return replace(expression, quoting, true);
	}

	/**
	 * Replace the name of a column.
	 * @param quoted the new name as the database writes it in its own text
	 */
	static String withName(String expression, String before, String quoted) {
		return TOKEN.matcher(expression)
			.replaceAll(
					(token) -> Matcher.quoteReplacement(isName(token, expression, before) ? quoted : token.group()));
	}

	/**
	 * Whether a token is a column, and not a string, a function or a type.
	 */
	private static boolean isName(MatchResult token, String expression, String name) {
		if (token.group(4) == null) {
			return name.equals(token.group(2)) || name.equals(token.group(3));
		}
		return name.equals(token.group(4)) && !expression.startsWith("(", token.end())
				&& !expression.startsWith("::", Math.max(0, token.start() - 2));
	}

	private static String replace(String expression, UnaryOperator<String> renaming, boolean quotedOnly) {
		return TOKEN.matcher(expression)
			.replaceAll((token) -> Matcher.quoteReplacement(replacement(token, renaming, quotedOnly)));
	}

	private static String replacement(MatchResult token, UnaryOperator<String> renaming, boolean quotedOnly) {
		if (token.group(1) != null || (quotedOnly && token.group(4) != null)) {
			return token.group();
		}
		if (token.group(4) != null) {
			return renaming.apply(token.group());
		}
		String name = (token.group(2) != null) ? token.group(2) : token.group(3);
		if (quotedOnly) {
			return renaming.apply(name);
		}
		char quote = token.group().charAt(0);
		return quote + renaming.apply(name) + quote;
	}

	/**
	 * The expression without blanks and casts, which the database adds and removes when
	 * it reads its own text.
	 */
	static String canonical(String expression) {
		return STRING_OR_NOISE.matcher(expression)
			.replaceAll((found) -> (found.group(1) != null) ? Matcher.quoteReplacement(found.group(1)) : "");
	}

}
