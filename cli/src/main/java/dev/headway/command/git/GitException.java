package dev.headway.command.git;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * Git is missing or failed.
 */
public class GitException extends HeadwayException {

	GitException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
