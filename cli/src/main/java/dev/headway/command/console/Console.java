package dev.headway.command.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command prints and reads.
 *
 * @param out takes results
 * @param err takes error messages
 * @param in gives answers to questions
 * @param terminal whether it is a terminal, on which somebody answers
 * @param columns the width of a line
 * @param environment the environment variables
 */
public record Console(PrintWriter out, PrintWriter err, Reader in, boolean terminal, int columns,
		Map<String, String> environment) {

	public Console {
		environment = Map.copyOf(environment);
	}

	/**
	 * Colors on a terminal, unless {@code NO_COLOR} is set.
	 */
	public ConsoleColors paint() {
		boolean colors = this.terminal && this.environment.getOrDefault("NO_COLOR", "").isEmpty()
				&& !"dumb".equals(this.environment.get("TERM"));
		return colors ? ConsoleColors.ANSI : ConsoleColors.PLAIN;
	}

	public boolean confirm(String question) {
		this.out.print(question + " [y/N] ");
		this.out.flush();
		try {
			String answer = new BufferedReader(this.in).readLine();
			return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
