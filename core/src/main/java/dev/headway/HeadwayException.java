package dev.headway;

import org.jspecify.annotations.Nullable;

/**
 * Root of all exceptions that Headway throws. Every message says what is wrong, names the
 * files or rows concerned, and ends with how to fix it. It is {@link Printable}.
 */
public class HeadwayException extends RuntimeException {

	public HeadwayException(String message) {
		this(message, null);
	}

	public HeadwayException(String message, @Nullable Throwable cause) {
		super(Printable.lines(message), cause);
	}

}
