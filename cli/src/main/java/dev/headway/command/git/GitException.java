package dev.headway.command.git;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;

/**
 * Git is missing or failed.
 */
public class GitException extends HeadwayException {

	GitException(String message, @Nullable Throwable cause) {
		super(Printable.line(message), cause);
	}

}
