package dev.headway.command.console;

import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The console of this process.
 */
public final class ProcessConsole {

	private static final int COLUMNS = 100;

	private ProcessConsole() {
	}

	/**
	 * Return the console of this process, with its input, environment and encoding.
	 * @param out takes results
	 * @param err takes error messages
	 * @return the console
	 */
	public static Console of(PrintStream out, PrintStream err) {
		Map<String, String> environment = System.getenv();
		boolean terminal = Optional.ofNullable(System.console()).filter(ProcessConsole::isTerminal).isPresent();
		Charset encoding = encoding(System.getProperty("native.encoding", ""));
		return new Console(new PrintWriter(out, false, encoding), new PrintWriter(err, false, encoding),
				new InputStreamReader(System.in, encoding), terminal, columns(environment.getOrDefault("COLUMNS", "")),
				environment);
	}

	/**
	 * From Java 22 on there is a console without a terminal too, and a method to ask.
	 */
	private static boolean isTerminal(java.io.Console console) {
		try {
			return Boolean.TRUE.equals(java.io.Console.class.getMethod("isTerminal").invoke(console));
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	/**
	 * Without a locale, as in many containers, the encoding of the system would be ASCII.
	 */
	private static Charset encoding(String name) {
		Charset encoding = (!name.isEmpty() && Charset.isSupported(name)) ? Charset.forName(name)
				: StandardCharsets.UTF_8;
		return encoding.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : encoding;
	}

	private static int columns(String columns) {
		return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : COLUMNS;
	}

}
