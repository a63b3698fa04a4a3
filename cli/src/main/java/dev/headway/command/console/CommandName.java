package dev.headway.command.console;

/**
 * How people call the commands. Messages name them {@code db}, in quotes.
 *
 * @param words what they type for {@code db} in a shell
 */
public record CommandName(String words) {

	private static final String DB = "db ";

	/**
	 * Name the commands in a message.
	 * @param message the message, in which commands are quoted
	 * @return the message for people
	 */
	public String in(String message) {
		return message.replace("'" + DB, "'" + this.words + " ");
	}

	/**
	 * Name a command.
	 * @param command the command, or one of another program
	 * @return the command for people
	 */
	public String of(String command) {
		return command.startsWith(DB) ? this.words + " " + command.substring(DB.length()) : command;
	}

}
