package dev.headway.command.invocation;

import java.util.List;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShortList;

/**
 * A command cannot do what it was asked for.
 */
public class CommandException extends HeadwayException {

	private final int exitCode;

	public CommandException(int exitCode, String message) {
		this(exitCode, message, List.of());
	}

	/**
	 * Create an exception.
	 * @param exitCode the exit code
	 * @param message the message
	 * @param reasons sentences below the message
	 */
	public CommandException(int exitCode, String message, List<String> reasons) {
		super(Printable.line(message) + ShortList.lines(reasons));
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
