package dev.headway.script.file;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.revision.RevisionException;

/**
 * The files cannot be edited as asked for, and are as they were. The message says why and
 * what to do instead.
 */
public class EditException extends HeadwayException {

	private final String code;

	/**
	 * Create an exception.
	 * @param code what is wrong; see {@link #code()}
	 * @param message what is wrong and what mends it
	 */
	public EditException(String code, String message) {
		this(code, message, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param code what is wrong; see {@link #code()}
	 * @param message what is wrong and what mends it
	 * @param cause what led to it, or {@code null}
	 */
	public EditException(String code, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.code = code;
	}

	public static EditException of(RevisionException cause) {
		return new EditException(cause.code(), String.valueOf(cause.getMessage()), cause);
	}

	/**
	 * What is wrong, for programs: one of the codes of {@link RevisionException}, above
	 * all {@code MultipleHeads}, {@code NotFound} and {@code NotAHead}; or
	 * {@code InvalidScripts}, {@code InvalidMessage}, {@code InvalidVersion},
	 * {@code NothingToDo}, {@code AmbiguousVersion}, {@code NotAFile}, {@code Baseline},
	 * {@code NoFolder}, {@code HeadFile}, {@code FileChanged}, {@code FileExists},
	 * {@code NotWritable}, {@code UnfinishedEdit} or {@code WriteFailed}.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

}
