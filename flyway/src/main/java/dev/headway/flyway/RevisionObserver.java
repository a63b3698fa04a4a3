package dev.headway.flyway;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Observes each versioned migration or undo script while Flyway runs it.
 */
public interface RevisionObserver {

	/**
	 * A script is about to run.
	 * @param version the version that it applies or undoes
	 */
	void started(Version version);

	/**
	 * A script ended.
	 * @param version the version that it applies or undoes
	 * @param failure why it failed, or {@code null} if it succeeded
	 */
	void finished(Version version, @Nullable Throwable failure);

}
