package dev.headway.schema.migration;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What column types have in common.
 */
final class Types {

	private static final Pattern BASE = Pattern.compile("\\(.*?\\)");

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private static final Pattern TEXT = Pattern.compile("(character|varchar|char|text|.*text|clob).*");

	private static final Pattern LARGE = Pattern.compile("(tiny|medium|long)?(text|blob).*|.*large object.*|clob.*");

	private static final Pattern NUMERIC = Pattern
		.compile("(tinyint|smallint|mediumint|int|integer|bigint|numeric|decimal|real|float|double|decfloat).*");

	private Types() {
	}

	/**
	 * The name of a type without its arguments.
	 */
	static String base(String type) {
		return BASE.matcher(type.toLowerCase(Locale.ROOT)).replaceAll("").strip();
	}

	/**
	 * What a type has in common with those that its values convert to without being read:
	 * {@code number}, {@code text} or its own name.
	 */
	static String family(String type) {
		if (type.endsWith("[]") || type.contains("ARRAY")) {
			return type;
		}
		if (NUMERIC.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
			return "number";
		}
		return isText(type) ? "text" : base(type);
	}

	static boolean isText(String type) {
		return !type.endsWith("[]") && TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches();
	}

	static boolean hasCollation(String type) {
		return isText(type) || type.startsWith("enum") || type.startsWith("set(");
	}

	/**
	 * Whether the values of a type are too long for an index.
	 */
	static boolean isLarge(String type) {
		return LARGE.matcher(type.toLowerCase(Locale.ROOT)).matches();
	}

	/**
	 * Whether a type has the same name as another, and takes all of its values.
	 */
	static boolean isWider(String type, String than) {
		List<Long> numbers = numbers(type);
		List<Long> others = numbers(than);
		if (!base(type).equals(base(than)) || numbers.size() != others.size() || type.contains("'")) {
			return false;
		}
		long digits = (numbers.size() > 1) ? numbers.get(1) - others.get(1) : 0;
		return numbers.isEmpty() || (digits >= 0 && numbers.get(0) - others.get(0) >= digits);
	}

	private static List<Long> numbers(String type) {
		return NUMBER.matcher(type).results().map((number) -> Long.valueOf(number.group())).toList();
	}

}
