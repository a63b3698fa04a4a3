package dev.headway.boot.command;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of an application whose first one is {@code db}. Options with a dot in
 * their name, such as {@code --spring.profiles.active}, are properties and the
 * environment's; the rest is the command's.
 *
 * @param command the verb and what follows it
 * @param flyway the name of the {@code Flyway} bean that is meant, or {@code null} for
 * the single or primary one
 * @param verbose whether the log is wanted on standard error
 */
record DbArguments(List<String> command, @Nullable String flyway, boolean verbose) {

	private static final String NAME = "db";

	private static final String FLYWAY = "--flyway=";

	private static final String LOG = "--log";

	DbArguments {
		command = List.copyOf(command);
	}

	/**
	 * Read the arguments of an application.
	 * @param args the arguments
	 * @return what they ask for, or {@code null} if they ask for the application
	 */
	static @Nullable DbArguments parse(String... args) {
		List<String> rest = new ArrayList<>();
		String flyway = null;
		boolean verbose = false;
		for (String arg : args) {
			if (arg.startsWith(FLYWAY)) {
				flyway = arg.substring(FLYWAY.length());
			}
			else if (arg.equals(LOG)) {
				verbose = true;
			}
			else if (!isProperty(arg)) {
				rest.add(arg);
			}
		}
		boolean asked = !rest.isEmpty() && rest.get(0).equals(NAME);
		return asked ? new DbArguments(rest.subList(1, rest.size()), flyway, verbose) : null;
	}

	private static boolean isProperty(String arg) {
		int end = arg.indexOf('=');
		String name = (end < 0) ? arg : arg.substring(0, end);
		return name.startsWith("--") && name.indexOf('.') > 0;
	}

}
