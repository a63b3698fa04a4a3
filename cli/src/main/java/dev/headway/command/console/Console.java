package dev.headway.command.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;

/**
 * Where the user of a command is: what is printed and answered, and how.
 *
 * @param out takes what was asked for
 * @param err takes what went wrong
 * @param in gives answers to questions
 * @param terminal whether a person sees the output and answers
 * @param columns how wide a line may be
 * @param environment the environment variables
 */
public record Console(PrintWriter out, PrintWriter err, Reader in, boolean terminal, int columns,
		Map<String, String> environment) {

	public Console {
		environment = Map.copyOf(environment);
	}

	/**
	 * The colours that suit: none unless a person looks, or if {@code NO_COLOR} is set.
	 */
	public ConsoleColors paint() {
		boolean colours = this.terminal && this.environment.getOrDefault("NO_COLOR", "").isEmpty()
				&& !"dumb".equals(this.environment.get("TERM"));
		return colours ? ConsoleColors.ANSI : ConsoleColors.PLAIN;
	}

	/**
	 * Ask a question that is answered with yes or no.
	 */
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
