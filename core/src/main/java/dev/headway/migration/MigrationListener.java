package dev.headway.migration;

import org.jspecify.annotations.Nullable;

/**
 * Hears of upgrades and downgrades while they run, in the thread that runs them. What a
 * listener throws is logged and disturbs neither.
 */
public interface MigrationListener {

	/**
	 * An upgrade begins that has something to do.
	 * @param before the state that it begins from
	 */
	default void upgradeStarted(MigrationState before) {
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
	 * The upgrade that was announced by {@link #upgradeStarted} ended.
	 * @param failure why it failed, or {@code null} if it went well
	 */
	default void upgradeFinished(@Nullable Throwable failure) {
	}

	/**
	 * A downgrade begins that has something to do.
	 * @param before the state that it begins from
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
	 * The downgrade that was announced by {@link #downgradeStarted} ended.
	 * @param failure why it failed, or {@code null} if it went well
	 */
	default void downgradeFinished(@Nullable Throwable failure) {
	}

}
