package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A list in parentheses at the beginning of a text. Parentheses and commas within quotes
 * do not count.
 *
 * @param inner the text between the parentheses
 * @param items the parts between its outer commas
 * @param rest the text behind it
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
