package dev.headway.boot.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.headway.boot.MigrationMonitor;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

/**
 * {@link MeterBinder} with gauges for each history that {@link MigrationMonitor} reads. A
 * history that cannot be read has no values.
 */
public class MigrationsMetrics implements MeterBinder {

	private final MigrationMonitor monitor;

	/**
	 * Create the binder.
	 * @param monitor the monitor to read from
	 */
	public MigrationsMetrics(MigrationMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.monitor.names().forEach((name) -> bindTo(registry, name));
	}

	private void bindTo(MeterRegistry registry, String name) {
		Tags tags = Tags.of("flyway", name);
		bind(registry, name, tags, "heads", "Number of heads", (state) -> state.heads().size());
		bind(registry, name, tags, "pending", "Number of pending revisions", (state) -> state.pending().size());
		bind(registry, name, tags, "applied", "Number of applied revisions", MigrationState::appliedCount);
		bind(registry, name, tags, "conflict", "Whether the migrations are in conflict",
				(state) -> (state.conflict() != null) ? 1 : 0);
		for (MigrationStatus status : MigrationStatus.values()) {
			bind(registry, name, tags.and("status", status.name()), "status",
					"Whether the migration history has this status", (state) -> (state.status() == status) ? 1 : 0);
		}
	}

	private void bind(MeterRegistry registry, String name, Tags tags, String gauge, String description,
			ToDoubleFunction<MigrationState> value) {
		Gauge.builder("headway.migrations." + gauge, this.monitor, (monitor) -> {
			MigrationState state = monitor.read(name).state();
			return (state != null) ? value.applyAsDouble(state) : Double.NaN;
		}).description(description).tags(tags).register(registry);
	}

}
