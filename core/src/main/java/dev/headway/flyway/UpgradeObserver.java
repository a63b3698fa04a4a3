package dev.headway.flyway;

import org.jspecify.annotations.Nullable;

import dev.headway.script.name.Version;

/**
 * Hears of each versioned migration while Flyway runs it.
 */
public interface UpgradeObserver {

	/**
	 * A migration is about to run.
	 * @param version its version
	 */
	void started(Version version);

	/**
	 * A migration ended.
	 * @param version its version
	 * @param failure why it failed, or {@code null} if it was applied
	 */
	void finished(Version version, @Nullable Throwable failure);

}
