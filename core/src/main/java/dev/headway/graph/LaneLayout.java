package dev.headway.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.graph.LaneRow.Link;

/**
 * Lays revisions out in lanes, as {@code git log --graph} does. Each lane leads down to a
 * revision that is still to come:
 * <ol>
 * <li>A revision takes the lane that leads to it, or else a free one.</li>
 * <li>Its first parent follows in the same lane. Each further parent gets a line along
 * the row, to the lane that leads to it already or to a new one.</li>
 * <li>Two lanes that lead to the same revision are made one at once, so that a fan takes
 * no more than two.</li>
 * </ol>
 * A row costs what its lanes cost.
 */
final class LaneLayout {

	private final List<@Nullable String> lanes = new ArrayList<>();

	private final Map<String, Integer> laneTo = new HashMap<>();

	private final List<LaneRow> rows = new ArrayList<>();

	private LaneLayout() {
	}

	/**
	 * Lay revisions out.
	 * @param parents the parents of each revision, with children before their parents;
	 * parents that do not come later are left out
	 * @return a row for each revision, in the same order
	 */
	static List<LaneRow> of(Map<String, List<String>> parents) {
		Set<String> later = new HashSet<>(parents.keySet());
		LaneLayout layout = new LaneLayout();
		parents.forEach((id, all) -> {
			later.remove(id);
			layout.add(id, all.stream().filter(later::contains).distinct().toList());
		});
		return layout.rows;
	}

	private void add(String id, List<String> parents) {
		Integer known = this.laneTo.remove(id);
		int lane = (known != null) ? known : freeLane();
		this.lanes.set(lane, id);
		BitSet above = taken();
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
		int width = this.lanes.size();
		this.lanes.set(lane, null);
		Link link = parents.isEmpty() ? null : follow(lane, parents.get(0));
		this.rows.add(new LaneRow(lane, known != null, width, above, joined, opened, link, taken()));
		trim();
	}

	/**
	 * Let the first parent follow in a lane, or make the lane one with that which leads
	 * there already.
	 */
	private @Nullable Link follow(int lane, String parent) {
		Integer other = this.laneTo.get(parent);
		int left = (other != null) ? Math.min(lane, other) : lane;
		if (other != null) {
			this.lanes.set(other, null);
		}
		this.lanes.set(left, parent);
		this.laneTo.put(parent, left);
		return (other != null) ? new Link(left, Math.max(lane, other)) : null;
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

}
