package dev.headway.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.headway.plan.HeadConflict;

/**
 * The history as text: one line for each revision, newest first. Revisions well below
 * everything of interest are only counted.
 */
public final class HistoryText {

	private static final int LEAST_LINES = 10;

	private final MigrationState state;

	public HistoryText(MigrationState state) {
		this.state = state;
	}

	/**
	 * Return the lines, such as {@code 2, 3 -> 4 (head) (mergepoint), merge}.
	 * @return a line for each revision
	 */
	public List<String> lines() {
		List<HistoryEntry> history = this.state.history();
		int first = Math.max(0, Math.min(firstOfInterest(history) - 1, history.size() - LEAST_LINES));
		List<String> lines = new ArrayList<>(
				history.subList(first, history.size()).stream().map(HistoryText::line).toList());
		Collections.reverse(lines);
		if (first > 0) {
			lines.add("... and %d older".formatted(first));
		}
		return lines;
	}

	private int firstOfInterest(List<HistoryEntry> history) {
		return IntStream.range(0, history.size())
			.filter((index) -> isOfInterest(history.get(index)))
			.findFirst()
			.orElse(history.size());
	}

	private boolean isOfInterest(HistoryEntry entry) {
		HeadConflict conflict = this.state.conflict();
		if (conflict != null) {
			return entry.head() || conflict.forkedAt().contains(entry.version());
		}
		return entry.state() != RevisionState.APPLIED && entry.state() != RevisionState.BASELINE;
	}

	private static String line(HistoryEntry entry) {
		String marked = "%s%s%s%s%s".formatted(entry.version(), entry.head() ? " (head)" : "",
				entry.branchPoint() ? " (branchpoint)" : "", entry.mergePoint() ? " (mergepoint)" : "",
				entry.current() ? " (current)" : "");
		return HistoryLine.of(HistoryLine.ids(entry.revises()), marked, entry.description());
	}

}
