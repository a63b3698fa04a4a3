package dev.headway.command.text;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;

/**
 * Writes maps, collections, texts, numbers and truth values as JSON, two blanks to a
 * level. The runnable jar has no library for it. What is not {@link Printable} is
 * escaped.
 */
public final class Json {

	/** The version of the schema of all answers. */
	private static final int SCHEMA = 1;

	private final StringBuilder out = new StringBuilder();

	private Json() {
	}

	/**
	 * Write a value.
	 * @param value the value
	 * @return the JSON text, without a line end
	 */
	public static String write(@Nullable Object value) {
		Json json = new Json();
		json.value(value, "\n");
		return json.out.toString();
	}

	/**
	 * Write what a command answers to a program.
	 * @param command the name of the verb
	 * @param values names and values
	 * @return an object that starts with the version of its schema and the verb, and a
	 * line end
	 */
	public static String answer(String command, Map<String, ?> values) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("schema", SCHEMA);
		answer.put("command", command);
		answer.putAll(values);
		return write(answer) + System.lineSeparator();
	}

	private void value(@Nullable Object value, String indent) {
		if (value instanceof Map<?, ?> map) {
			members('{', '}', indent, map.entrySet(), (entry, inner) -> {
				text(String.valueOf(entry.getKey()));
				this.out.append(": ");
				value(entry.getValue(), inner);
			});
		}
		else if (value instanceof Collection<?> collection) {
			members('[', ']', indent, collection, this::value);
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			this.out.append(value);
		}
		else {
			text(value.toString());
		}
	}

	private <T> void members(char open, char close, String indent, Collection<T> members, Member<T> member) {
		this.out.append(open);
		String inner = indent + "  ";
		for (Iterator<T> all = members.iterator(); all.hasNext();) {
			this.out.append(inner);
			member.write(all.next(), inner);
			this.out.append(all.hasNext() ? "," : indent);
		}
		this.out.append(close);
	}

	private void text(String text) {
		this.out.append('"');
		int previous = 0;
		for (int character : text.codePoints().toArray()) {
			switch (character) {
				case '"' -> this.out.append("\\\"");
				case '\\' -> this.out.append("\\\\");
				case '\n' -> this.out.append("\\n");
				default -> {
					if (Printable.isHidden(character) || (character == '#' && previous == '#')) {
						Character.toString(character)
							.chars()
							.forEach((unit) -> this.out.append("\\u%04x".formatted(unit)));
					}
					else {
						this.out.appendCodePoint(character);
					}
				}
			}
			previous = character;
		}
		this.out.append('"');
	}

	/**
	 * Writes one member of a collection.
	 */
	private interface Member<T> {

		void write(T member, String indent);

	}

}
