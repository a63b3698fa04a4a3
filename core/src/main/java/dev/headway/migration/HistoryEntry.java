package dev.headway.migration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;

/**
 * One revision of a {@link MigrationState}: what its script says, where it is in the
 * graph, and what the database records. What was not applied has no installation. Later
 * versions may add properties, so entries are made by a {@link Builder} only.
 */
public sealed interface HistoryEntry permits DefaultHistoryEntry {

	/**
	 * Return the revision's id.
	 * @return the version as the script's name has it
	 */
	String version();

	String description();

	/**
	 * Return its parents.
	 * @return the ids of the revisions it revises
	 */
	List<String> revises();

	/**
	 * Return what else must be applied before it.
	 * @return ids or labels
	 */
	List<String> dependsOn();

	/**
	 * Return the branch labels in force on it.
	 * @return its own labels and those of other revisions of its branch
	 */
	Set<String> labels();

	RevisionState state();

	/**
	 * Whether it is one of the current revisions of the database.
	 * @return {@code true} if it is applied and nothing that builds on it is
	 */
	boolean current();

	boolean head();

	boolean branchPoint();

	boolean mergePoint();

	@Nullable Instant installedOn();

	@Nullable String installedBy();

	@Nullable Integer executionTimeMillis();

	/**
	 * Return its script.
	 * @return the file name, or the class name of a Java migration
	 */
	String script();

	/**
	 * Return what has the same version: other scripts, or a script that the database has
	 * applied with it.
	 * @return the ids of these revisions, empty if there are none
	 */
	List<String> sameVersion();

	/**
	 * Whether it has an undo script.
	 * @return {@code true} if a downgrade can undo it
	 */
	boolean reversible();

	/**
	 * Return when it was last undone.
	 * @return the time, or {@code null} if it never was
	 */
	@Nullable Instant undoneOn();

	/**
	 * Start an entry that is pending, and neither current nor a head.
	 * @param revision the revision, with all labels in force on it
	 * @param script the script's file name, or the class name of a Java migration
	 * @return a builder
	 */
	static Builder of(Revision revision, String script) {
		return new Builder(revision, script);
	}

	/**
	 * Builds a {@link HistoryEntry}.
	 */
	final class Builder {

		private final Revision revision;

		private final String script;

		private RevisionState state = RevisionState.PENDING;

		private boolean current;

		private boolean head;

		private boolean branchPoint;

		private @Nullable Instant installedOn;

		private @Nullable String installedBy;

		private @Nullable Integer executionTimeMillis;

		private List<String> sameVersion = List.of();

		private boolean reversible;

		private @Nullable Instant undoneOn;

		private Builder(Revision revision, String script) {
			this.revision = revision;
			this.script = script;
		}

		public Builder state(RevisionState state) {
			this.state = state;
			return this;
		}

		public Builder current(boolean current) {
			this.current = current;
			return this;
		}

		public Builder head(boolean head) {
			this.head = head;
			return this;
		}

		public Builder branchPoint(boolean branchPoint) {
			this.branchPoint = branchPoint;
			return this;
		}

		public Builder installed(@Nullable Instant on, @Nullable String by, int executionTimeMillis) {
			this.installedOn = on;
			this.installedBy = by;
			this.executionTimeMillis = executionTimeMillis;
			return this;
		}

		public Builder sameVersion(List<String> sameVersion) {
			this.sameVersion = List.copyOf(sameVersion);
			return this;
		}

		public Builder reversible(boolean reversible) {
			this.reversible = reversible;
			return this;
		}

		public Builder undoneOn(@Nullable Instant undoneOn) {
			this.undoneOn = undoneOn;
			return this;
		}

		/**
		 * Build the entry.
		 * @return the entry
		 */
		public HistoryEntry build() {
			return new DefaultHistoryEntry(this.revision, this.script, this.state, this.current, this.head,
					this.branchPoint, this.installedOn, this.installedBy, this.executionTimeMillis, this.sameVersion,
					this.reversible, this.undoneOn);
		}

	}

}
