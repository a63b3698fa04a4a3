package dev.headway.boot.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of an application if the first one is {@code db}. Options with a dot in
 * their name, such as {@code --spring.profiles.active}, are properties of the
 * application; the others belong to the command.
 *
 * @param command the verb and its arguments
 * @param flyway the name of the {@code Flyway} bean to use, or {@code null} for the
 * single or primary one
 * @param log whether to print the application's log to standard error
 */
record DbArguments(List<String> command, @Nullable String flyway, boolean log) {

	private static final String NAME = "db";

	private static final String FLYWAY = "--flyway";

	private static final String LOG = "--log";

	private static final String VERBOSE = "--verbose";

	/** Verbs with a {@code --verbose} option of their own. */
	private static final Set<String> VERBOSE_VERBS = Set.of("heads", "branches", "history", "current");

	DbArguments {
		command = List.copyOf(command);
	}

	/**
	 * Parse the arguments of an application. Returns {@code null} if they do not start
	 * with {@code db}.
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

	boolean isFor(String verb) {
		return this.command.stream()
			.filter((word) -> !word.startsWith("-"))
			.findFirst()
			.filter(verb::equals)
			.isPresent();
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
