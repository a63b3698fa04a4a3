package dev.headway.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.element.SchemaElement;

/**
 * Matches the elements of two snapshots.
 * <ol>
 * <li>What is equal in both is set aside, each element once.
 * <li>What is left and has the same identity was changed.
 * <li>What is left was added or removed.
 * </ol>
 */
final class ElementMatcher {

	private final List<SchemaElement> before;

	private final List<SchemaElement> after;

	ElementMatcher(List<SchemaElement> before, List<SchemaElement> after) {
		this.before = without(before, after);
		this.after = without(after, before);
	}

	private static List<SchemaElement> without(List<SchemaElement> elements, List<SchemaElement> others) {
		Map<SchemaElement, Integer> counts = new HashMap<>();
		others.forEach((other) -> counts.merge(other, 1, Integer::sum));
		return elements.stream().filter((element) -> counts.merge(element, -1, Integer::sum) < 0).toList();
	}

	List<Change> changes() {
		Map<String, Queue<SchemaElement>> candidates = new HashMap<>();
		this.after.forEach((element) -> candidates.computeIfAbsent(element.identity(), (identity) -> new ArrayDeque<>())
			.add(element));
		List<Change> changes = new ArrayList<>();
		this.before.forEach((element) -> changes.add(new Change(element, next(candidates, element))));
		candidates.values().forEach((added) -> added.forEach((element) -> changes.add(new Change(null, element))));
		return changes;
	}

	private static @Nullable SchemaElement next(Map<String, Queue<SchemaElement>> candidates, SchemaElement element) {
		Queue<SchemaElement> queue = candidates.get(element.identity());
		return (queue != null) ? queue.poll() : null;
	}

}
