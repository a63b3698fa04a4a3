package dev.headway.command.console;

/**
 * Colours for a terminal, or none.
 */
public enum ConsoleColors {

	/** No colours. */
	PLAIN,

	/** ANSI colours. */
	ANSI;

	/**
	 * ConsoleColors a revision.
	 * @param text the revision
	 * @return the painted text
	 */
	public String revision(String text) {
		return paint(33, text);
	}

	/**
	 * ConsoleColors a mark such as {@code (head)}.
	 * @param text the mark
	 * @return the painted text
	 */
	public String mark(String text) {
		return paint(36, text);
	}

	/**
	 * ConsoleColors what is well.
	 * @param text the text
	 * @return the painted text
	 */
	public String good(String text) {
		return paint(32, text);
	}

	/**
	 * ConsoleColors what is wrong.
	 * @param text the text
	 * @return the painted text
	 */
	public String bad(String text) {
		return paint(31, text);
	}

	private String paint(int colour, String text) {
		return (this == ANSI && !text.isEmpty()) ? "\u001B[%dm%s\u001B[m".formatted(colour, text) : text;
	}

}
