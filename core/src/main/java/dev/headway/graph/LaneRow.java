package dev.headway.graph;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * The row of a revision in a {@link LaneLayout}.
 *
 * @param lane the lane of the revision
 * @param child whether the lane comes from a child above
 * @param width the number of lanes
 * @param above the lanes above the row, and that of the revision
 * @param joined the lanes of further parents that other children lead to already
 * @param opened the lanes of further parents that begin here
 * @param link two lanes that become one below the revision, {@code null} if none do
 * @param below the lanes below the row
 */
record LaneRow(int lane, boolean child, int width, BitSet above, BitSet joined, BitSet opened, @Nullable Link link,
		BitSet below) {

	/**
	 * Whether a lane of another revision goes on in this row.
	 */
	boolean passes(int other) {
		return other != this.lane && this.above.get(other) && this.below.get(other);
	}

	/**
	 * Whether the first parent follows in the lane of the revision.
	 */
	boolean parentFollows() {
		return this.below.get(this.lane);
	}

	/**
	 * Whether the same lanes go on below the row, and nothing branches from them.
	 */
	boolean isStraight() {
		return this.child && this.link == null && this.above.equals(this.below) && this.joined.isEmpty();
	}

	/**
	 * Two lanes that lead to the same revision. The right one ends.
	 */
	record Link(int left, int right) {

	}

}
