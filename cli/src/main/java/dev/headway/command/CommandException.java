package dev.headway.command;

import dev.headway.HeadwayException;

/**
 * A command cannot do what it was asked for.
 */
class CommandException extends HeadwayException {

	private final int exitCode;

	CommandException(int exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
