package dev.headway.revision;

import dev.headway.HeadwayException;

/**
 * Thrown for a question about a {@link RevisionGraph} that has no answer. The message
 * says what was asked, which revisions are involved and what to ask instead.
 */
public class RevisionException extends HeadwayException {

	private final RevisionError error;

	/**
	 * Create an exception.
	 * @param error what is wrong
	 * @param message what is wrong and how to fix it
	 */
	public RevisionException(RevisionError error, String message) {
		super(message);
		this.error = error;
	}

	/**
	 * What is wrong, for programs.
	 * @return the error
	 */
	public RevisionError error() {
		return this.error;
	}

	/**
	 * The textual code of the {@link #error()}, such as {@code NotFound}.
	 * @return the code
	 */
	public String code() {
		return this.error.code();
	}

}
