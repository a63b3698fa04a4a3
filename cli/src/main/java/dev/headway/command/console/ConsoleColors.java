package dev.headway.command.console;

/**
 * Colors of the output, or none.
 */
public enum ConsoleColors {

	/** No colors. */
	PLAIN,

	/** ANSI colors. */
	ANSI;

	public String revision(String text) {
		return paint(33, text);
	}

	public String mark(String text) {
		return paint(36, text);
	}

	public String bad(String text) {
		return paint(31, text);
	}

	private String paint(int color, String text) {
		return (this == ANSI && !text.isEmpty()) ? "\u001B[%dm%s\u001B[m".formatted(color, text) : text;
	}

}
