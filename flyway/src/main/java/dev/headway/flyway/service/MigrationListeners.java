package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationState;

/**
 * Several listeners as one, none of which can disturb the upgrade.
 */
final class MigrationListeners implements MigrationListener {

	private static final Log logger = LogFactory.getLog(MigrationListener.class);

	private final List<MigrationListener> listeners;

	MigrationListeners(List<MigrationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void upgradeStarted(MigrationState before) {
		each((listener) -> listener.upgradeStarted(before));
	}

	@Override
	public void revisionStarted(String version) {
		each((listener) -> listener.revisionStarted(version));
	}

	@Override
	public void revisionFinished(String version, @Nullable Throwable failure) {
		each((listener) -> listener.revisionFinished(version, failure));
	}

	@Override
	public void upgradeFinished(@Nullable Throwable failure) {
		each((listener) -> listener.upgradeFinished(failure));
	}

	@Override
	public void downgradeStarted(MigrationState before) {
		each((listener) -> listener.downgradeStarted(before));
	}

	@Override
	public void undoStarted(String version) {
		each((listener) -> listener.undoStarted(version));
	}

	@Override
	public void undoFinished(String version, @Nullable Throwable failure) {
		each((listener) -> listener.undoFinished(version, failure));
	}

	@Override
	public void downgradeFinished(@Nullable Throwable failure) {
		each((listener) -> listener.downgradeFinished(failure));
	}

	private void each(Consumer<MigrationListener> event) {
		for (MigrationListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("A migration listener failed: " + listener.getClass().getName(), ex);
			}
		}
	}

}
