package dev.headway.revision;

import java.util.List;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShortList;

/**
 * Thrown for a question about a {@link RevisionGraph} that has no answer. The message
 * says which revisions are involved and what to specify instead.
 */
public class RevisionException extends HeadwayException {

	private final RevisionError error;

	public RevisionException(RevisionError error, String message) {
		this(error, message, List.of());
	}

	RevisionException(RevisionError error, String message, List<String> reasons) {
		super(Printable.line(message) + ShortList.lines(reasons));
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
