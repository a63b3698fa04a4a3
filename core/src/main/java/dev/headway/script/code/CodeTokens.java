package dev.headway.script.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a source into words, texts and signs, without comments.
 */
final class CodeTokens {

	private static final Pattern UNICODE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

	private static final int DEEPEST_NESTING = 50;

	private final String source;

	/** Whether comments can contain comments, and texts can contain code. */
	private final boolean kotlin;

	private int position;

	private int nesting;

	CodeTokens(String source, boolean kotlin) {
		this.source = source;
		this.kotlin = kotlin;
	}

	/**
	 * The next token.
	 * @return the token; of kind {@link TokenKind#END} at the end
	 */
	Token next() {
		skipComments();
		if (this.position >= this.source.length()) {
			return new Token(TokenKind.END, "");
		}
		int start = this.position;
		char first = this.source.charAt(start);
		if (first == '"' || first == '\'') {
			return new Token(TokenKind.TEXT, text(first));
		}
		if (first == '`') {
			int end = this.source.indexOf('`', start + 1);
			this.position = (end < 0) ? this.source.length() : end + 1;
			return new Token(TokenKind.WORD, this.source.substring(start + 1, Math.max(start + 1, this.position - 1)));
		}
		if (Character.isJavaIdentifierPart(first)) {
			while (this.position < this.source.length()
					&& Character.isJavaIdentifierPart(this.source.charAt(this.position))) {
				this.position++;
			}
			return new Token(TokenKind.WORD, this.source.substring(start, this.position));
		}
		this.position++;
		return new Token(TokenKind.SIGN, String.valueOf(first));
	}

	private void skipComments() {
		while (this.position < this.source.length()) {
			if (Character.isWhitespace(this.source.charAt(this.position))
					|| this.source.charAt(this.position) == '\uFEFF') {
				this.position++;
			}
			else if (this.source.startsWith("//", this.position)) {
				int end = this.source.indexOf('\n', this.position);
				this.position = (end < 0) ? this.source.length() : end;
			}
			else if (this.source.startsWith("/*", this.position)) {
				skipComment();
			}
			else {
				return;
			}
		}
	}

	private void skipComment() {
		int depth = 0;
		do {
			if (this.kotlin && this.source.startsWith("/*", this.position)) {
				depth++;
				this.position += 2;
			}
			else if (this.source.startsWith("*/", this.position)) {
				depth--;
				this.position += 2;
			}
			else if (depth == 0) {
				depth++;
				this.position += 2;
			}
			else {
				this.position++;
			}
		}
		while (depth > 0 && this.position < this.source.length());
	}

	/**
	 * The content of a text in quotes, or in three quotes each.
	 */
	private String text(char quote) {
		String three = String.valueOf(quote).repeat(3);
		boolean block = this.source.startsWith(three, this.position);
		String end = block ? three : String.valueOf(quote);
		boolean raw = block && this.kotlin;
		this.position += end.length();
		int start = this.position;
		while (this.position < this.source.length() && !this.source.startsWith(end, this.position)) {
			char next = this.source.charAt(this.position);
			if (!block && next == '\n') {
				return this.source.substring(start, this.position);
			}
			if (this.kotlin && this.source.startsWith("${", this.position)) {
				skipCode();
			}
			else {
				this.position += (next == '\\' && !raw) ? 2 : 1;
			}
		}
		String text = this.source.substring(start, Math.min(this.position, this.source.length()));
		this.position = Math.min(this.position + end.length(), this.source.length());
		while (raw && this.position < this.source.length() && this.source.charAt(this.position) == quote) {
			this.position++;
		}
		return raw ? text : unescape(text);
	}

	/**
	 * Skip code in a text. Nobody nests it so deeply that this has to go on.
	 */
	private void skipCode() {
		this.position++;
		if (this.nesting == DEEPEST_NESTING) {
			return;
		}
		this.nesting++;
		skipBlock();
		this.nesting--;
	}

	private void skipBlock() {
		int depth = 0;
		do {
			Token token = next();
			depth += token.isSign("{") ? 1 : token.isSign("}") ? -1 : 0;
			if (token.kind() == TokenKind.END) {
				return;
			}
		}
		while (depth > 0);
	}

	private static String unescape(String text) {
		String decoded = UNICODE.matcher(text)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
		try {
			return decoded.translateEscapes();
		}
		catch (IllegalArgumentException ex) {
			return decoded;
		}
	}

	enum TokenKind {

		WORD, TEXT, SIGN, END

	}

	/**
	 * A part of the source.
	 *
	 * @param kind what it is
	 * @param text the word or sign, or the content of the text
	 */
	record Token(TokenKind kind, String text) {

		boolean isSign(String sign) {
			return this.kind == TokenKind.SIGN && this.text.equals(sign);
		}

		boolean isWord(String word) {
			return this.kind == TokenKind.WORD && this.text.equals(word);
		}

	}

}
