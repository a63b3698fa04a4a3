package dev.headway.command.console;

import java.io.PrintWriter;

import dev.headway.Printable;

/**
 * Prints lines for people, which are {@link Printable} except for the colors, and data as
 * it is. Nothing else prints.
 */
public final class LinePrinter {

	private final PrintWriter writer;

	private final ConsoleColors colors;

	private final CommandName command;

	private PrintWriter lines;

	/**
	 * Create a printer.
	 * @param writer takes the lines
	 * @param colors the colors
	 * @param command how people call the commands
	 */
	LinePrinter(PrintWriter writer, ConsoleColors colors, CommandName command) {
		this.writer = writer;
		this.lines = writer;
		this.colors = colors;
		this.command = command;
	}

	/**
	 * Print lines for people somewhere else, so that only data is printed here.
	 * @param other where to print them
	 */
	public void divertLines(LinePrinter other) {
		this.lines = other.writer;
	}

	/**
	 * Print one line.
	 * @param line the line, in which line breaks are escaped
	 */
	public void println(String line) {
		this.lines.println(this.command.in(Printable.line(line)));
	}

	/**
	 * Print one line with colors.
	 * @param line the line, in which what has no color is printable already
	 */
	public void printColored(String line) {
		this.lines.println(this.command.in(this.colors.printable(line)));
	}

	/**
	 * Print an empty line.
	 */
	public void println() {
		this.lines.println();
	}

	/**
	 * Print an error message.
	 * @param start how it starts, in a color
	 * @param text the rest of it, in which line breaks are meant as such
	 */
	public void printError(String start, String text) {
		this.lines.println(this.colors.bad(start) + this.command.in(Printable.lines(text)));
	}

	/**
	 * Print something in place of the last line, or continue it.
	 * @param start what moves the cursor, or nothing
	 * @param line the line, in which line breaks are escaped
	 */
	void print(String start, String line) {
		this.lines.print(start + Printable.line(line));
		this.lines.flush();
	}

	/**
	 * Print data for programs, such as JSON or SQL.
	 * @param data the data
	 */
	public void printData(String data) {
		this.writer.print(data);
	}

	/**
	 * The writer itself, for help texts.
	 * @return the writer
	 */
	public PrintWriter writer() {
		return this.writer;
	}

	public void flush() {
		this.writer.flush();
		this.lines.flush();
	}

}
