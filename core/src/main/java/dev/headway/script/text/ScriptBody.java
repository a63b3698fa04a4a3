package dev.headway.script.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Reads the lines of a script, character by character, into a digest: all but some, and
 * without blanks at both ends. Lines that are blank do not count.
 */
final class ScriptBody {

	/** Of more blanks than these, those at the end of a line count. */
	private static final int MOST_BLANKS = 64 * 1024;

	private final Set<Integer> ignoredLines;

	private final MessageDigest digest;

	private final StringBuilder text = new StringBuilder();

	private final StringBuilder blanks = new StringBuilder();

	private final StringBuilder start = new StringBuilder();

	private int line = 1;

	private boolean afterCarriageReturn;

	private boolean hasSql;

	ScriptBody(Set<Integer> ignoredLines) {
		this.ignoredLines = ignoredLines;
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void read(char character) {
		boolean lineEnd = character == '\r' || character == '\n';
		if (lineEnd && (character == '\r' || !this.afterCarriageReturn)) {
			endLine();
		}
		else if (!lineEnd && !this.ignoredLines.contains(this.line)) {
			append(character);
		}
		this.afterCarriageReturn = character == '\r';
	}

	private void append(char character) {
		if (Character.isWhitespace(character)) {
			if (!this.start.isEmpty()) {
				this.blanks.append(character);
			}
			if (this.blanks.length() < MOST_BLANKS) {
				return;
			}
		}
		else {
			this.blanks.append(character);
		}
		if (this.start.length() < 2) {
			this.start.append(this.blanks, 0, Math.min(2, this.blanks.length()));
		}
		this.text.append(this.blanks);
		this.blanks.setLength(0);
		flush(MOST_BLANKS);
	}

	private void endLine() {
		if (!this.start.isEmpty()) {
			this.hasSql |= this.start.charAt(0) != '#' && this.start.indexOf("--") != 0;
			this.text.append('\n');
			flush(MOST_BLANKS);
		}
		this.start.setLength(0);
		this.blanks.setLength(0);
		this.line++;
	}

	private void flush(int longest) {
		if (this.text.length() > longest) {
			this.digest.update(this.text.toString().getBytes(StandardCharsets.UTF_16BE));
			this.text.setLength(0);
		}
	}

	/**
	 * End the last line.
	 * @return the digest of all lines that count
	 */
	String end() {
		endLine();
		flush(0);
		return HexFormat.of().formatHex(this.digest.digest());
	}

	/**
	 * Return whether a line that counts is not a comment.
	 */
	boolean hasSql() {
		return this.hasSql;
	}

}
