package dev.headway.command.invocation;

import dev.headway.HeadwayException;

/**
 * A command cannot do what it was asked for.
 */
public class CommandException extends HeadwayException {

	private final int exitCode;

	public CommandException(int exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
