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

	private static final Pattern COMMENTS = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*(?s:.)*?\\*/");

	private static final Pattern LITERALS = Pattern.compile("'(?:[^']|'')*'");

	private static final Pattern SHARED = Pattern.compile("""
			\\b(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?(?:schema|database|role|user(?!\\s*mapping)|system\
			|tablespace|publication|subscription|server|event\\s+trigger|default\\s+privileges)\\b\
			|^\\s*use\\s|\\bset\\s+(?:session\\s+|local\\s+)?(?:search_path|schema|schema_search_path|global)\\b\
			|\\bset\\s+@@global|\\bset_config\\s*\\(\\s*'search_path'""", Pattern.CASE_INSENSITIVE);

	private final String own;

	private final Pattern others;

	/**
	 * Create an instance.
	 * @param own the schema in which statements may change something
	 * @param others all other schemas that people use
	 */
	OutsideStatement(String own, List<String> others) {
		this.own = own;
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
		String code = COMMENTS.matcher(sql)
			.replaceAll((match) -> match.group().startsWith("'") ? Matcher.quoteReplacement(match.group()) : " ");
		return find(this.others, LITERALS.matcher(code).replaceAll("''"))
			.or(() -> code.contains(this.own) ? Optional.empty() : find(SHARED, code));
	}

	private static Optional<String> find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? Optional.of(matcher.group().strip().replaceAll("\\s+", " ")) : Optional.empty();
	}

}
