package dev.headway.script.file;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ErrorCode;
import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShortList;

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
		this(error, message, List.of());
	}

	public EditException(ErrorCode error, String message, @Nullable Throwable cause) {
		super(Printable.line(message), cause);
		this.error = error;
	}

	/**
	 * Create an exception with several reasons.
	 * @param error what is wrong
	 * @param message what cannot be done
	 * @param reasons what is wrong and how to fix it
	 */
	public EditException(ErrorCode error, String message, List<String> reasons) {
		super(Printable.line(message) + ShortList.lines(reasons));
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
