package dev.headway.flyway.service;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.headway.flyway.history.HistoryRow;

/**
 * Says what to do about an undo script that began and did not end.
 */
final class HalfUndone {

	private HalfUndone() {
	}

	static String remedy(StateInput input, HistoryRow mark) {
		return mark.script() + " may be half done, and counts as not done. Either mend it so that it can run once"
				+ " more, and repeat the downgrade; or do the rest by hand, and record that with '" + stamp(input, mark)
				+ "'; or take back by hand what it did, and remove the mark with 'flyway repair'.";
	}

	/**
	 * The command that records that the revision is undone, and nothing else.
	 */
	private static String stamp(StateInput input, HistoryRow mark) {
		Set<String> rest = input.graph().map((graph) -> {
			Set<String> applied = new LinkedHashSet<>(input.applied(graph));
			applied.remove(input.id(mark.requireVersion()));
			return graph.current(applied);
		}).orElse(Set.of());
		return rest.isEmpty() ? "db stamp base" : "db stamp --purge " + String.join(" ", rest);
	}

}
