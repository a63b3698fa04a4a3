package dev.headway.graph;

import java.util.Locale;

/**
 * What is special about a revision in a picture.
 */
enum RevisionMark {

	/**
	 * No revision revises it.
	 */
	HEAD,

	/**
	 * The database is at it.
	 */
	CURRENT,

	/**
	 * Several revisions revise it.
	 */
	BRANCHPOINT,

	/**
	 * It revises several revisions.
	 */
	MERGEPOINT,

	/**
	 * It is one of several heads, of which there should be one.
	 */
	CONFLICT,

	/**
	 * It was added below revisions that are applied already.
	 */
	LATE;

	/**
	 * The mark as a word.
	 */
	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
