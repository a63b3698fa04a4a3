package dev.headway.revision;

import dev.headway.ErrorCode;

/**
 * What can be wrong with a question about a {@link RevisionGraph}, or with the graph.
 *
 * @see RevisionException#error()
 * @see GraphProblem#error()
 */
public enum RevisionError implements ErrorCode {

	/** A symbol that must mean one revision means several heads. */
	MULTIPLE_HEADS,

	/** A number of steps leads to more than one revision. */
	AMBIGUOUS_WALK,

	/** Relative steps could begin at more than one revision. */
	AMBIGUOUS_START,

	/** Relative steps need exactly one current revision to begin at. */
	NO_SINGLE_START,

	/** A number of steps leads past the base or the head. */
	OUT_OF_RANGE,

	/** A revision is not an ancestor of the other. */
	NOT_ANCESTOR,

	/** No revision or branch label matches the symbol. */
	NOT_FOUND,

	/** A prefix matches more than one revision or branch label. */
	AMBIGUOUS_PREFIX,

	/** No branch has the name before {@code @}. */
	NO_SUCH_BRANCH,

	/** A revision is not on the branch before {@code @}. */
	NOT_MEMBER_OF_BRANCH,

	/** One of several revisions is an ancestor of another. */
	OVERLAP,

	/** A new revision would revise a revision that is not a head. */
	NOT_A_HEAD,

	/** A new revision would revise the same revision twice. */
	DUPLICATE_PARENTS,

	/** The id of a revision has a meaning in symbols. */
	ILLEGAL_ID,

	/** A branch label has a meaning in symbols. */
	ILLEGAL_LABEL,

	/** Revisions share an id. */
	DUPLICATE_ID,

	/** Revisions share a branch label, or a label is also an id. */
	DUPLICATE_LABEL,

	/** A revision revises itself. */
	SELF_LOOP,

	/** Revisions revise one another in a cycle. */
	CYCLE,

	/** A revision revises a revision that does not exist. */
	MISSING_PARENT,

	/** A revision depends on itself. */
	DEPENDENCY_SELF_LOOP,

	/** Parents and dependencies form a cycle. */
	DEPENDENCY_CYCLE,

	/** A revision depends on a revision that does not exist. */
	MISSING_DEPENDENCY

}
