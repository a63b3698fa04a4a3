package dev.headway.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.SchemaElement;

/**
 * The difference between two {@link SchemaSnapshot snapshots}.
 *
 * @param changes what was added, removed and changed; a table that was added or removed
 * is followed by its columns, keys and indexes
 */
public record SchemaDifference(List<Change> changes) {

	public SchemaDifference {
		changes = List.copyOf(changes);
	}

	/**
	 * Compare two snapshots.
	 * <ol>
	 * <li>Elements that are equal in both are dropped in pairs.
	 * <li>Of the others, those with the same identity were changed.
	 * <li>The rest was added or removed.
	 * </ol>
	 */
	static SchemaDifference between(SchemaSnapshot before, SchemaSnapshot after) {
		Map<String, Queue<SchemaElement>> added = new HashMap<>();
		without(after, before).forEach(
				(element) -> added.computeIfAbsent(element.identity(), (identity) -> new ArrayDeque<>()).add(element));
		List<Change> changes = new ArrayList<>();
		without(before, after).forEach((element) -> {
			Queue<SchemaElement> candidates = added.get(element.identity());
			changes.add(new Change(element, (candidates != null) ? candidates.poll() : null));
		});
		added.values().forEach((rest) -> rest.forEach((element) -> changes.add(new Change(null, element))));
		return new SchemaDifference(changes.stream().sorted(Change.ORDER).toList());
	}

	private static List<SchemaElement> without(SchemaSnapshot snapshot, SchemaSnapshot other) {
		Map<SchemaElement, Integer> counts = new HashMap<>();
		other.elements().forEach((element) -> counts.merge(element, 1, Integer::sum));
		return snapshot.elements().stream().filter((element) -> counts.merge(element, -1, Integer::sum) < 0).toList();
	}

	/**
	 * Whether the snapshots are equal.
	 * @return {@code true} if there is no change
	 */
	public boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/**
	 * The difference as text for people, one change to a line, such as
	 * {@code - index users_email_idx on users (email)}. A definition of several lines
	 * follows, indented by four spaces.
	 * @return the lines without a line break at the end, empty if there is no change
	 */
	public String text() {
		return this.changes.stream().map(Change::toString).collect(Collectors.joining("\n"));
	}

	@Override
	public String toString() {
		return text();
	}

	/**
	 * Whether a change adds, removes or changes an element.
	 */
	public enum ChangeType {

		/** The element is only in the later snapshot. */
		ADDED,

		/** The element is only in the earlier snapshot. */
		REMOVED,

		/** The element is in both, with different definitions. */
		CHANGED

	}

	/**
	 * An element that differs between the snapshots.
	 *
	 * @param before the element in the earlier snapshot, {@code null} if it was added
	 * @param after the element in the later snapshot, {@code null} if it was removed
	 */
	public record Change(@Nullable SchemaElement before, @Nullable SchemaElement after) {

		static final Comparator<Change> ORDER = Comparator
			.comparing(Change::element,
					SchemaSnapshot.ORDER.thenComparing(SchemaElement::label).thenComparing(SchemaElement::definition))
			.thenComparing(Change::type, Comparator.reverseOrder());

		/**
		 * What happened to the element.
		 * @return the type of this change
		 */
		public ChangeType type() {
			if (this.before == null) {
				return ChangeType.ADDED;
			}
			return (this.after == null) ? ChangeType.REMOVED : ChangeType.CHANGED;
		}

		/**
		 * The element that differs.
		 * @return the later one, or the earlier one if it was removed
		 */
		public SchemaElement element() {
			return Objects.requireNonNull((this.after != null) ? this.after : this.before);
		}

		@Override
		public String toString() {
			return ChangeText.of(this);
		}

	}

}
