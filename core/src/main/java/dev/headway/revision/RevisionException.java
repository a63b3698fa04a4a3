package dev.headway.revision;

import dev.headway.HeadwayException;

/**
 * A question about the revision graph that has no answer. The message says what was
 * asked, which revisions are concerned and what to ask instead.
 */
public class RevisionException extends HeadwayException {

	private final String code;

	/**
	 * Create an exception.
	 * @param code what is wrong, such as {@code NotFound}; see {@link #code()}
	 * @param message what is wrong and what mends it
	 */
	public RevisionException(String code, String message) {
		super(message);
		this.code = code;
	}

	/**
	 * What is wrong, for programs: {@code MultipleHeads}, {@code AmbiguousWalk},
	 * {@code AmbiguousStart}, {@code NoSingleStart}, {@code OutOfRange},
	 * {@code NotAncestor}, {@code NotFound}, {@code AmbiguousPrefix},
	 * {@code NoSuchBranch}, {@code NotMemberOfBranch}, {@code Overlap}, {@code NotAHead}
	 * or {@code DuplicateParents}; or one of the codes of {@link GraphProblem}.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

}
