package dev.headway;

import org.jspecify.annotations.Nullable;

/**
 * Root of all failures that Headway reports. Every message says what is wrong, names the
 * files or rows concerned, and ends with what mends it.
 */
public class HeadwayException extends RuntimeException {

	/**
	 * Create an exception without a cause.
	 * @param message what is wrong and what mends it
	 */
	public HeadwayException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception.
	 * @param message what is wrong and what mends it
	 * @param cause what led to it, or {@code null}
	 */
	public HeadwayException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
