package dev.headway.command.git;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * Git cannot tell or do what was asked of it.
 */
public class GitException extends HeadwayException {

	GitException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
