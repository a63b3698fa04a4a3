package dev.headway.script.text;

/**
 * Reads the leading comments of a script, character by character, and passes each comment
 * line to a {@link HeaderReader}, at most as much of it as shows that it is too long.
 * Blank lines and block comments are skipped. The header ends with the first character of
 * a statement.
 */
final class HeaderLines {

	/** The header ends here, even if the comments do not. */
	private static final int LONGEST = 64 * 1024;

	private final HeaderReader reader = new HeaderReader();

	private final StringBuilder comment = new StringBuilder();

	private Place place = Place.BETWEEN;

	private int line = 1;

	private int length;

	void read(char character, int line) {
		this.line = line;
		this.length++;
		this.place = (this.length > LONGEST) ? Place.STATEMENT : next(character);
	}

	private Place next(char character) {
		return switch (this.place) {
			case BETWEEN -> between(character);
			case DASH -> (character == '-') ? Place.LINE : Place.STATEMENT;
			case SLASH -> (character == '*') ? Place.BLOCK : Place.STATEMENT;
			case LINE -> inLine(character);
			case BLOCK -> (character == '*') ? Place.STAR : Place.BLOCK;
			case STAR -> afterStar(character);
			case STATEMENT -> Place.STATEMENT;
		};
	}

	boolean complete() {
		return this.place == Place.STATEMENT;
	}

	Header end() {
		if (this.place == Place.LINE) {
			endLine();
		}
		return this.reader.header();
	}

	private static Place between(char character) {
		if (Character.isWhitespace(character)) {
			return Place.BETWEEN;
		}
		return switch (character) {
			case '-' -> Place.DASH;
			case '/' -> Place.SLASH;
			case '#' -> Place.LINE;
			default -> Place.STATEMENT;
		};
	}

	private Place inLine(char character) {
		if (character == '\n' || character == '\r') {
			endLine();
			return Place.BETWEEN;
		}
		if (this.comment.length() <= HeaderReader.LONGEST_LINE) {
			this.comment.append(character);
		}
		return Place.LINE;
	}

	private static Place afterStar(char character) {
		return switch (character) {
			case '/' -> Place.BETWEEN;
			case '*' -> Place.STAR;
			default -> Place.BLOCK;
		};
	}

	private void endLine() {
		this.reader.read(this.comment.toString(), this.line);
		this.comment.setLength(0);
	}

	private enum Place {

		BETWEEN, DASH, SLASH, LINE, BLOCK, STAR, STATEMENT

	}

}
