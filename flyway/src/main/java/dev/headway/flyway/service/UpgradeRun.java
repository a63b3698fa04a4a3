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

	private final Facts facts;

	private final MigrationListeners listeners;

	private final List<String> applied = new ArrayList<>();

	UpgradeRun(Facts facts, MigrationListeners listeners) {
		this.facts = facts;
		this.listeners = listeners;
	}

	@Override
	public void started(Version version) {
		this.listeners.revisionStarted(this.facts.id(version));
	}

	@Override
	public void finished(Version version, @Nullable Throwable failure) {
		if (failure == null) {
			this.applied.add(this.facts.id(version));
		}
		this.listeners.revisionFinished(this.facts.id(version), failure);
	}

	List<String> applied() {
		return this.applied;
	}

}
