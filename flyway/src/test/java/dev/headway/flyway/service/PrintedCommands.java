package dev.headway.flyway.service;

import java.util.List;
import java.util.regex.Pattern;

import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationService;

/**
 * The commands in a message, which a person pastes into a terminal.
 */
final class PrintedCommands {

	private static final Pattern COMMAND = Pattern.compile("'(db (?:resolve|stamp|upgrade|downgrade)[^']*)'");

	private PrintedCommands() {
	}

	/**
	 * Find all commands.
	 * @param message the message
	 * @return the commands in order, without the quotes around them
	 */
	static List<String> in(String message) {
		return COMMAND.matcher(message).results().map((match) -> match.group(1)).toList();
	}

	/**
	 * Find the first command that contains a word, and run it.
	 * @param service runs it
	 * @param message the message
	 * @param word the word, such as an option
	 */
	static void run(MigrationService service, String message, String word) {
		run(service,
				in(message).stream()
					.filter((command) -> command.contains(word))
					.findFirst()
					.orElseThrow(() -> new AssertionError("No '%s' in: %s".formatted(word, message))));
	}

	/**
	 * Run a command as it is.
	 * @param service runs it
	 * @param command the command
	 */
	static void run(MigrationService service, String command) {
		List<String> words = List.of(command.split(" "));
		List<String> options = words.stream().filter((word) -> word.startsWith("--")).toList();
		List<String> names = words.stream().skip(2).filter((word) -> !word.startsWith("--")).toList();
		switch (words.get(1)) {
			case "upgrade" -> service.upgrade();
			case "downgrade" -> service.downgrade(names.get(0));
			case "stamp" ->
				service.stamp(names.equals(List.of("base")) ? List.of() : names, options.contains("--purge"));
			default -> service.resolve(names.get(0), outcome(options.get(0), names));
		}
	}

	private static FailureOutcome outcome(String option, List<String> names) {
		return switch (option) {
			case "--applied" -> FailureOutcome.APPLIED;
			case "--rolled-back" -> FailureOutcome.ROLLED_BACK;
			default -> FailureOutcome.continuesAt(Integer.parseInt(names.get(1)));
		};
	}

}
