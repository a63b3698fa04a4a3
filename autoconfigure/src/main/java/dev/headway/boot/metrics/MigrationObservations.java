package dev.headway.boot.metrics;

import io.micrometer.observation.ObservationRegistry;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.migration.MigrationListener;

/**
 * {@link MigrationListenerFactory} that records upgrades and downgrades in an
 * {@link ObservationRegistry}.
 */
public class MigrationObservations implements MigrationListenerFactory {

	private final ObservationRegistry registry;

	/**
	 * Create the factory.
	 * @param registry the registry to record in
	 */
	public MigrationObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public MigrationListener create(String flyway) {
		return new ObservationMigrationListener(this.registry, flyway);
	}

}
