package dev.headway.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.springframework.beans.factory.ObjectProvider;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.MigrationGuard;
import dev.headway.flyway.Runner;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;

/**
 * Makes a migration service, with all the listeners of the application, for a
 * {@link Flyway} instance.
 */
final class MigrationServiceFactory {

	private final ParentRule parents;

	private final Runner runner;

	private final ObjectProvider<MigrationListener> listeners;

	private final ObjectProvider<MigrationListenerFactory> listenerFactories;

	private final ObjectProvider<MigrationMonitor> monitor;

	MigrationServiceFactory(ParentRule parents, Runner runner, ObjectProvider<MigrationListener> listeners,
			ObjectProvider<MigrationListenerFactory> listenerFactories, ObjectProvider<MigrationMonitor> monitor) {
		this.parents = parents;
		this.runner = runner;
		this.listeners = listeners;
		this.listenerFactories = listenerFactories;
		this.monitor = monitor;
	}

	MigrationService create(String name, Flyway flyway) {
		List<MigrationListener> listeners = Stream
			.concat(this.listenerFactories.orderedStream().map((factory) -> factory.create(name)),
					this.listeners.orderedStream())
			.toList();
		return FlywayMigrationService.of(FlywayEngine.of(flyway, this.parents, this.runner), listeners);
	}

	/**
	 * Make the service of a {@link Flyway} bean, whose changes the monitor is told of.
	 */
	MigrationService createWatched(String name, Flyway flyway) {
		return new MonitoredMigrationService(create(name, flyway), name, this.monitor);
	}

	Callback guard() {
		return new MigrationGuard(this.parents);
	}

}
