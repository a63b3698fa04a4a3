package dev.headway.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.SchemaElement;

/**
 * What sets two snapshots apart.
 *
 * @param changes what was added, removed and changed; a table that was added or removed
 * is followed by all its parts
 */
public record SchemaDifference(List<Change> changes) {

	public SchemaDifference {
		changes = List.copyOf(changes);
	}

	static SchemaDifference between(SchemaSnapshot before, SchemaSnapshot after) {
		List<Change> changes = new ElementMatcher(before.elements(), after.elements()).changes();
		return new SchemaDifference(changes.stream().sorted(Change.ORDER).toList());
	}

	/**
	 * Whether the snapshots mean the same.
	 * @return {@code true} if there is no change
	 */
	public boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/**
	 * The difference for people, each change on a line of its own:
	 * {@code - index users_email_idx on users (email)}.
	 * @return the lines, an empty text if there is no change
	 */
	public String text() {
		return this.changes.stream().map(Change::toString).collect(Collectors.joining("\n"));
	}

	@Override
	public String toString() {
		return text();
	}

	/**
	 * Whether a change adds, removes or changes.
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
	 * One element that is not in both snapshots alike.
	 *
	 * @param before the element in the earlier snapshot, {@code null} if it was added
	 * @param after the element in the later snapshot, {@code null} if it was removed
	 */
	public record Change(@Nullable SchemaElement before, @Nullable SchemaElement after) {

		static final Comparator<Change> ORDER = Comparator.comparing(Change::element, ElementOrder.BY_NAME)
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
		 * The element concerned.
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
