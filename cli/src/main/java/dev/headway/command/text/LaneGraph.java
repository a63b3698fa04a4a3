package dev.headway.command.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;

/**
 * Draws revisions with lanes at their left, as {@code git log --graph} does. Each lane
 * leads down to a revision that is still to come:
 * <ol>
 * <li>A revision takes the lane that leads to it, or else a free one.</li>
 * <li>Its first parent follows in the same lane. Each further parent gets a line along
 * the row, to the lane that leads to it already ({@code +}) or to a new one
 * ({@code .}).</li>
 * <li>Two lanes that lead to the same revision are made one at once ({@code /}), so that
 * a fan takes no more than two.</li>
 * </ol>
 * A row costs what its lanes cost.
 */
public final class LaneGraph {

	private final List<@Nullable String> lanes = new ArrayList<>();

	private final Map<String, Integer> laneTo = new HashMap<>();

	private final List<String> lines = new ArrayList<>();

	private final Function<Revision, String> text;

	private LaneGraph(Function<Revision, String> text) {
		this.text = text;
	}

	/**
	 * Draw revisions.
	 * @param revisions the revisions, each before its parents; parents that are not among
	 * them are left out
	 * @param text what to write beside a revision
	 * @return the lines
	 */
	public static List<String> draw(List<Revision> revisions, Function<Revision, String> text) {
		Map<String, Revision> shown = new HashMap<>();
		revisions.forEach((revision) -> shown.put(revision.id(), revision));
		LaneGraph graph = new LaneGraph(text);
		for (Revision revision : revisions) {
			graph.add(revision, revision.parents().stream().filter(shown::containsKey).toList());
		}
		return graph.lines;
	}

	private void add(Revision revision, List<String> parents) {
		Integer known = this.laneTo.remove(revision.id());
		int lane = (known != null) ? known : freeLane();
		this.lanes.set(lane, revision.id());
		BitSet before = taken();
		BitSet joined = new BitSet();
		BitSet opened = new BitSet();
		for (String parent : parents.subList(Math.min(1, parents.size()), parents.size())) {
			Integer existing = this.laneTo.get(parent);
			if (existing != null) {
				joined.set(existing);
			}
			else {
				opened.set(open(parent));
			}
		}
		this.lines.add(row(lane, before, joined, opened) + this.text.apply(revision));
		this.lanes.set(lane, null);
		if (!parents.isEmpty()) {
			follow(lane, parents.get(0));
		}
		trim();
	}

	private void follow(int lane, String parent) {
		Integer other = this.laneTo.get(parent);
		if (other == null) {
			this.lanes.set(lane, parent);
			this.laneTo.put(parent, lane);
			return;
		}
		int left = Math.min(lane, other);
		int right = Math.max(lane, other);
		this.lines.add(link(left, right));
		this.lanes.set(right, null);
		this.lanes.set(left, parent);
		this.laneTo.put(parent, left);
	}

	private int open(String parent) {
		int lane = freeLane();
		this.lanes.set(lane, parent);
		this.laneTo.put(parent, lane);
		return lane;
	}

	private int freeLane() {
		int free = this.lanes.indexOf(null);
		if (free < 0) {
			this.lanes.add(null);
			free = this.lanes.size() - 1;
		}
		return free;
	}

	private BitSet taken() {
		BitSet taken = new BitSet();
		for (int i = 0; i < this.lanes.size(); i++) {
			taken.set(i, this.lanes.get(i) != null);
		}
		return taken;
	}

	private void trim() {
		while (!this.lanes.isEmpty() && this.lanes.get(this.lanes.size() - 1) == null) {
			this.lanes.remove(this.lanes.size() - 1);
		}
	}

	private String row(int lane, BitSet before, BitSet joined, BitSet opened) {
		BitSet ends = (BitSet) joined.clone();
		ends.or(opened);
		int first = ends.isEmpty() ? lane : Math.min(lane, ends.nextSetBit(0));
		int last = Math.max(lane, ends.length() - 1);
		StringBuilder row = new StringBuilder();
		for (int i = 0; i < this.lanes.size(); i++) {
			boolean within = i >= first && i < last;
			row.append(symbol(i, lane, before, joined, opened, i >= first && i <= last)).append(within ? '-' : ' ');
		}
		return row.toString();
	}

	private static char symbol(int i, int lane, BitSet before, BitSet joined, BitSet opened, boolean within) {
		if (i == lane) {
			return '*';
		}
		if (joined.get(i)) {
			return '+';
		}
		if (opened.get(i)) {
			return '.';
		}
		return before.get(i) ? '|' : (within ? '-' : ' ');
	}

	/**
	 * The row in which the right one of two lanes becomes part of the left one.
	 */
	private String link(int left, int right) {
		StringBuilder row = new StringBuilder();
		for (int i = 0; i < this.lanes.size(); i++) {
			boolean within = i > left && i < right;
			char lane = (i == left || (i != right && this.lanes.get(i) != null)) ? '|' : (within ? '_' : ' ');
			row.append(lane).append((i == right - 1) ? '/' : ((i >= left && within(i, left, right)) ? '_' : ' '));
		}
		return row.toString().stripTrailing();
	}

	private static boolean within(int i, int left, int right) {
		return i >= left && i < right - 1;
	}

}
