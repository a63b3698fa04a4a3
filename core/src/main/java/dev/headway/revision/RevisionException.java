package dev.headway.revision;

import dev.headway.HeadwayException;

/**
 * Thrown for a question about a {@link RevisionGraph} that has no answer. The message
 * says which revisions are involved and what to specify instead.
 */
public class RevisionException extends HeadwayException {

	private final RevisionError error;

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
