package dev.headway.migration;

import org.jspecify.annotations.Nullable;

/**
 * Listens to upgrades and downgrades of a {@link MigrationService}, in the thread that
 * runs them. An exception of a listener is logged and does not affect them.
 */
public interface MigrationListener {

	/**
	 * An upgrade with something to do starts.
	 * @param before the state before it
	 */
	default void upgradeStarted(MigrationState before) {
	}

	/**
	 * A revision that {@code db rebase} has moved since it was applied was recorded under
	 * its new version. Its script did not run. May be called before
	 * {@link #upgradeStarted} or without it.
	 * @param version the revision's id
	 * @param applied the version that it was applied as
	 */
	default void revisionMoved(String version, String applied) {
	}

	/**
	 * A revision is about to be applied.
	 * @param version the revision's id
	 */
	default void revisionStarted(String version) {
	}

	/**
	 * A revision was applied or failed.
	 * @param version the revision's id
	 * @param failure why it failed, or {@code null} if it was applied
	 */
	default void revisionFinished(String version, @Nullable Throwable failure) {
	}

	/**
	 * The upgrade of {@link #upgradeStarted} ended.
	 * @param failure why it failed, or {@code null} if it succeeded
	 */
	default void upgradeFinished(@Nullable Throwable failure) {
	}

	/**
	 * A downgrade with something to do starts.
	 * @param before the state before it
	 */
	default void downgradeStarted(MigrationState before) {
	}

	/**
	 * A revision is about to be undone.
	 * @param version the revision's id
	 */
	default void undoStarted(String version) {
	}

	/**
	 * A revision was undone, or its undo script failed.
	 * @param version the revision's id
	 * @param failure why it failed, or {@code null} if it was undone
	 */
	default void undoFinished(String version, @Nullable Throwable failure) {
	}

	/**
	 * The downgrade of {@link #downgradeStarted} ended.
	 * @param failure why it failed, or {@code null} if it succeeded
	 */
	default void downgradeFinished(@Nullable Throwable failure) {
	}

}
