package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.RevisionObserver;
import dev.headway.revision.Version;

/**
 * Keeps what one upgrade applied, and passes it on to the listeners.
 */
final class UpgradeRun implements RevisionObserver {

	private final StateInput input;

	private final MigrationListeners listeners;

	private final List<String> applied = new ArrayList<>();

	UpgradeRun(StateInput input, MigrationListeners listeners) {
		this.input = input;
		this.listeners = listeners;
	}

	@Override
	public void started(Version version) {
		this.listeners.revisionStarted(this.input.id(version));
	}

	@Override
	public void finished(Version version, @Nullable Throwable failure) {
		if (failure == null) {
			this.applied.add(this.input.id(version));
		}
		this.listeners.revisionFinished(this.input.id(version), failure);
	}

	List<String> applied() {
		return this.applied;
	}

}
