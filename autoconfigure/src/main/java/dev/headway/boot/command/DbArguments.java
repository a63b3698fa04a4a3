package dev.headway.boot.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of an application whose first one is {@code db}. Options with a dot in
 * their name, such as {@code --spring.profiles.active}, are properties and the
 * environment's; the rest is the command's.
 *
 * @param command the verb and what follows it
 * @param flyway the name of the {@code Flyway} bean that is meant, or {@code null} for
 * the single or primary one
 * @param log whether the log is wanted on standard error
 */
record DbArguments(List<String> command, @Nullable String flyway, boolean log) {

	private static final String NAME = "db";

	private static final String FLYWAY = "--flyway";

	private static final String LOG = "--log";

	private static final String VERBOSE = "--verbose";

	/** Verbs that know themselves what to do when asked for more. */
	private static final Set<String> VERBOSE_VERBS = Set.of("heads", "branches", "history", "current");

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
		boolean log = false;
		for (Iterator<String> remaining = List.of(args).iterator(); remaining.hasNext();) {
			String arg = remaining.next();
			if (arg.equals(FLYWAY) && remaining.hasNext()) {
				flyway = remaining.next();
			}
			else if (arg.startsWith(FLYWAY + "=")) {
				flyway = arg.substring(FLYWAY.length() + 1);
			}
			else if (arg.equals(LOG) || (arg.equals(VERBOSE) && !isForVerb(rest))) {
				log = true;
			}
			else if (!isProperty(arg)) {
				rest.add(arg);
			}
		}
		boolean asked = !rest.isEmpty() && rest.get(0).equals(NAME);
		return asked ? new DbArguments(rest.subList(1, rest.size()), flyway, log) : null;
	}

	private static boolean isForVerb(List<String> before) {
		return before.stream().anyMatch(VERBOSE_VERBS::contains);
	}

	private static boolean isProperty(String arg) {
		int end = arg.indexOf('=');
		String name = (end < 0) ? arg : arg.substring(0, end);
		return name.startsWith("--") && name.indexOf('.') > 0;
	}

}
