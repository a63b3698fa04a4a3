package dev.headway.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes elements of HTML or XML. Texts and values are escaped here and nowhere else; the
 * result is well-formed XML, also as HTML.
 */
final class Markup {

	private final StringBuilder out = new StringBuilder();

	private final Deque<String> open = new ArrayDeque<>();

	/**
	 * Begin an element.
	 * @param name its name
	 * @param attributes names and values of attributes
	 */
	Markup open(String name, String... attributes) {
		start(name, attributes).append('>');
		this.open.push(name);
		return this;
	}

	Markup close() {
		this.out.append("</").append(this.open.pop()).append('>');
		return this;
	}

	/**
	 * Write an element without content.
	 */
	Markup empty(String name, String... attributes) {
		start(name, attributes).append("/>");
		return this;
	}

	/**
	 * Write an element with a text.
	 */
	Markup element(String name, String text, String... attributes) {
		return open(name, attributes).text(text).close();
	}

	Markup text(String text) {
		escape(text);
		return this;
	}

	/**
	 * Write markup of our own.
	 */
	Markup verbatim(String markup) {
		this.out.append(markup);
		return this;
	}

	Markup line() {
		this.out.append('\n');
		return this;
	}

	private StringBuilder start(String name, String... attributes) {
		this.out.append('<').append(name);
		for (int i = 0; i < attributes.length; i += 2) {
			this.out.append(' ').append(attributes[i]).append("=\"");
			escape(attributes[i + 1]);
			this.out.append('"');
		}
		return this.out;
	}

	private void escape(String text) {
		int copied = 0;
		for (int i = 0; i < text.length(); i++) {
			String escaped = escape(text, i);
			if (escaped != null) {
				this.out.append(text, copied, i).append(escaped);
				copied = i + 1;
			}
		}
		this.out.append(text, copied, text.length());
	}

	/**
	 * What is written instead of a character, {@code null} if it means itself.
	 */
	private static @Nullable String escape(String text, int index) {
		return switch (text.charAt(index)) {
			case '<' -> "&lt;";
			case '>' -> "&gt;";
			case '&' -> "&amp;";
			case '"' -> "&quot;";
			case '\'' -> "&#39;";
			default -> isAllowed(text, index) ? null : "\ufffd";
		};
	}

	/**
	 * Whether a character may be in XML at all.
	 */
	private static boolean isAllowed(String text, int index) {
		char character = text.charAt(index);
		if (Character.isHighSurrogate(character)) {
			return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
		}
		if (Character.isLowSurrogate(character)) {
			return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
		}
		return (character >= ' ' || character == '\t' || character == '\n') && character < '\ufffe';
	}

	@Override
	public String toString() {
		return this.open.isEmpty() ? this.out.toString()
				: this.out + this.open.stream().map("</%s>"::formatted).collect(Collectors.joining());
	}

}
