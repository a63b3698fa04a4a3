package dev.headway.graph;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.RevisionState;

/**
 * The shapes by which the states of revisions differ, besides text and color.
 */
enum NodeShape {

	/**
	 * A disc: applied, or no database was asked.
	 */
	DISC("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),

	/**
	 * A ring: to be applied.
	 */
	RING("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),

	/**
	 * A square: a baseline.
	 */
	SQUARE("M-5-5h10v10h-10z"),

	/**
	 * A frame: applied, but this build does not have it.
	 */
	FRAME("M-5-5h10v10h-10z"),

	/**
	 * A triangle: its script was edited.
	 */
	TRIANGLE("M0-6l6 11h-12z"),

	/**
	 * A cross: it failed.
	 */
	CROSS("M-5-5l10 10M-5 5l10-10"),

	/**
	 * A dash: left out.
	 */
	DASH("M-5 0h10");

	private static final String AROUND = "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z";

	private static final String DIAMOND = "M0-10l10 10l-10 10l-10-10z";

	private final String path;

	NodeShape(String path) {
		this.path = path;
	}

	/**
	 * Draw a revision: what is current has a ring around its shape, and what is in
	 * conflict a diamond.
	 * @param revision the revision
	 * @param markup where to draw
	 * @param x the middle of the shape
	 * @param y the middle of the shape
	 */
	static void draw(GraphRevision revision, Markup markup, int x, int y) {
		String place = "translate(" + x + " " + y + ")";
		if (revision.isConflicting()) {
			markup.empty("path", "class", "around conflict", "transform", place, "d", DIAMOND);
		}
		else if (revision.has(RevisionMark.CURRENT)) {
			markup.empty("path", "class", "around", "transform", place, "d", AROUND);
		}
		NodeShape shape = of(revision.state());
		markup.empty("path", "class", "node " + shape.text(), "transform", place, "d", shape.path);
	}

	private static NodeShape of(@Nullable RevisionState state) {
		if (state == null) {
			return DISC;
		}
		return switch (state) {
			case APPLIED -> DISC;
			case PENDING -> RING;
			case BASELINE -> SQUARE;
			case UNKNOWN -> FRAME;
			case CHANGED -> TRIANGLE;
			case FAILED -> CROSS;
			case ABOVE_TARGET, IGNORED -> DASH;
		};
	}

	private String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
