package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.RevisionObserver;
import dev.headway.revision.Version;

/**
 * Keeps what one downgrade undid, and passes it on to the listeners.
 */
final class DowngradeRun implements RevisionObserver {

	private final StateInput input;

	private final MigrationListeners listeners;

	private final List<String> undone = new ArrayList<>();

	private @Nullable String failed;

	DowngradeRun(StateInput input, MigrationListeners listeners) {
		this.input = input;
		this.listeners = listeners;
	}

	@Override
	public void started(Version version) {
		this.listeners.undoStarted(this.input.id(version));
	}

	@Override
	public void finished(Version version, @Nullable Throwable failure) {
		String id = this.input.id(version);
		if (failure == null) {
			this.undone.add(id);
		}
		else {
			this.failed = id;
		}
		this.listeners.undoFinished(id, failure);
	}

	List<String> undone() {
		return this.undone;
	}

	/**
	 * The revision whose undo script failed, or {@code null} if none did.
	 */
	@Nullable String failed() {
		return this.failed;
	}

}
