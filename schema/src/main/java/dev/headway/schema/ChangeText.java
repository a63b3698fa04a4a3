package dev.headway.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.SchemaDifference.ChangeType;
import dev.headway.schema.element.SchemaElement;

/**
 * Formats a {@link Change} for people. A definition of several lines starts below the
 * label; of a changed one, only the lines from the first to the last difference appear.
 */
final class ChangeText {

	private ChangeText() {
	}

	static String of(Change change) {
		SchemaElement before = change.before();
		SchemaElement after = change.after();
		if (before != null && after != null) {
			return changed(before, after);
		}
		String sign = (change.type() == ChangeType.ADDED) ? "+ " : "- ";
		return single(sign, change.element());
	}

	private static String single(String sign, SchemaElement element) {
		String definition = element.definition();
		if (definition.isEmpty()) {
			return sign + element.label();
		}
		if (definition.contains("\n")) {
			return sign + element.label() + "\n" + indented("    ", definition.lines().toList());
		}
		return sign + element.label() + (definition.startsWith("(") ? " " : ": ") + definition;
	}

	private static String changed(SchemaElement before, SchemaElement after) {
		String title = "~ " + after.label();
		String old = before.definition();
		String now = after.definition();
		if (!old.contains("\n") && !now.contains("\n")) {
			return title + ": " + old + " -> " + now;
		}
		return title + "\n" + lines(old.lines().toList(), now.lines().toList());
	}

	private static String lines(List<String> old, List<String> now) {
		int shorter = Math.min(old.size(), now.size());
		int head = 0;
		while (head < shorter && old.get(head).equals(now.get(head))) {
			head++;
		}
		int tail = 0;
		while (tail < shorter - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
			tail++;
		}
		return Stream
			.of(indented("    - ", old.subList(head, old.size() - tail)),
					indented("    + ", now.subList(head, now.size() - tail)))
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining("\n"));
	}

	private static String indented(String prefix, List<String> lines) {
		return lines.stream().map((line) -> prefix + line).collect(Collectors.joining("\n"));
	}

}
