package dev.headway.command.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.headway.Printable;

/**
 * Colors of the output, or none.
 */
public enum ConsoleColors {

	/** No colors. */
	PLAIN,

	/** ANSI colors. */
	ANSI;

	private static final Pattern COLOR = Pattern.compile("\u001B\\[(?:3[136])?m");

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
		return (this == ANSI && !text.isEmpty()) ? "\u001B[%dm%s\u001B[m".formatted(color, Printable.line(text)) : text;
	}

	/**
	 * Make a line {@link Printable}, but keep its colors.
	 */
	String printable(String line) {
		if (this == PLAIN) {
			return Printable.line(line);
		}
		StringBuilder printable = new StringBuilder();
		Matcher color = COLOR.matcher(line);
		int start = 0;
		while (color.find()) {
			printable.append(Printable.line(line.substring(start, color.start()))).append(color.group());
			start = color.end();
		}
		return printable.append(Printable.line(line.substring(start))).toString();
	}

}
