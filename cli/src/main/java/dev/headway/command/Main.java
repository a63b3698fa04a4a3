package dev.headway.command;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.headway.script.ScriptSettings;

/**
 * The commands as a program, without an application: all that needs only files.
 */
public final class Main {

	private static final int COLUMNS = 100;

	private Main() {
	}

	/**
	 * Run a command and exit with its code.
	 * @param args the verb and what follows it
	 */
	public static void main(String[] args) {
		CommandContext context = CommandContext.of(Path.of("src", "main", "resources", "db", "migration"),
				ScriptSettings.standard(), console());
		System.exit(DbCommands.run(context, args));
	}

	private static Console console() {
		Map<String, String> environment = System.getenv();
		boolean terminal = Optional.ofNullable(System.console()).filter(Main::isTerminal).isPresent();
		Charset encoding = encoding(System.getProperty("native.encoding", ""));
		return new Console(new PrintWriter(System.out, false, encoding), new PrintWriter(System.err, false, encoding),
				new InputStreamReader(System.in, encoding), terminal, columns(environment.getOrDefault("COLUMNS", "")),
				environment);
	}

	/**
	 * From Java 22 on there is a console also without a terminal, and a method that
	 * tells.
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
