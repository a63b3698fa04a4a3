package dev.headway.command.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;

import dev.headway.ShellWord;

/**
 * Where a command prints and reads.
 */
public final class Console {

	private final LinePrinter out;

	private final LinePrinter err;

	private final Reader in;

	private final boolean terminal;

	private final int columns;

	private final Map<String, String> environment;

	/**
	 * Create a console.
	 * @param out takes results
	 * @param err takes error messages
	 * @param in gives answers to questions
	 * @param terminal whether it is a terminal, on which somebody answers
	 * @param columns the width of a line
	 * @param environment the environment variables
	 */
	public Console(PrintWriter out, PrintWriter err, Reader in, boolean terminal, int columns,
			Map<String, String> environment) {
		this.in = in;
		this.terminal = terminal;
		this.columns = columns;
		this.environment = Map.copyOf(environment);
		this.out = new LinePrinter(out, paint(), command());
		this.err = new LinePrinter(err, paint(), command());
	}

	public LinePrinter out() {
		return this.out;
	}

	public LinePrinter err() {
		return this.err;
	}

	public boolean terminal() {
		return this.terminal;
	}

	public int columns() {
		return this.columns;
	}

	public Map<String, String> environment() {
		return this.environment;
	}

	/**
	 * Return how people call the commands, which the script that they call says.
	 * @return the name for messages
	 */
	public CommandName command() {
		String command = this.environment.getOrDefault("HEADWAY_COMMAND", "");
		return new CommandName(command.isEmpty() ? "db" : ShellWord.of(command));
	}

	/**
	 * Colors on a terminal, unless {@code NO_COLOR} is set.
	 * @return the colors
	 */
	public ConsoleColors paint() {
		boolean colors = this.terminal && this.environment.getOrDefault("NO_COLOR", "").isEmpty()
				&& !"dumb".equals(this.environment.get("TERM"));
		return colors ? ConsoleColors.ANSI : ConsoleColors.PLAIN;
	}

	/**
	 * Ask a question.
	 * @param question the question, to which yes or no is an answer
	 * @return whether the answer is yes
	 */
	public boolean confirm(String question) {
		this.out.print("", question + " [y/N] ");
		try {
			String answer = new BufferedReader(this.in).readLine();
			return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
