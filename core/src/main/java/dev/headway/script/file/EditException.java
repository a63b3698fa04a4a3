package dev.headway.script.file;

import org.jspecify.annotations.Nullable;

import dev.headway.ErrorCode;
import dev.headway.HeadwayException;

/**
 * Thrown when migration files cannot be edited. No file was changed, unless the message
 * lists files that could not be restored.
 */
public class EditException extends HeadwayException {

	private final ErrorCode error;

	/**
	 * Create an exception.
	 * @param error what is wrong
	 * @param message what is wrong and how to fix it
	 */
	public EditException(ErrorCode error, String message) {
		this(error, message, null);
	}

	public EditException(ErrorCode error, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.error = error;
	}

	/**
	 * What is wrong.
	 * @return an {@link EditError} or a {@link dev.headway.revision.RevisionError}
	 */
	public ErrorCode error() {
		return this.error;
	}

	/**
	 * The textual code of the {@link #error()}, such as {@code FileExists}.
	 * @return the code
	 */
	public String code() {
		return this.error.code();
	}

}
