package dev.headway.boot.metrics;

import java.time.Instant;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import dev.headway.boot.MigrationMonitor;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
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
		bindProgress(registry, name, tags);
		for (MigrationStatus status : MigrationStatus.values()) {
			bind(registry, name, tags.and("status", status.name()), "status",
					"Whether the migration history has this status", (state) -> (state.status() == status) ? 1 : 0);
		}
	}

	private void bindProgress(MeterRegistry registry, String name, Tags tags) {
		bind(registry, name, tags, "progress.position", "Number of migrations that the running upgrade has begun",
				(state) -> progress(state, Progress::position));
		bind(registry, name, tags, "progress.migrations", "Number of migrations of the running upgrade",
				(state) -> progress(state, Progress::total));
		bind(registry, name, tags, "progress.waiting", "Whether the running upgrade waits for a lock",
				(state) -> progress(state, (progress) -> (progress.waitsFor() != null) ? 1 : 0));
		bind(registry, name, tags, "progress.duration", "How long the migration that is being applied has been running",
				"seconds",
				(state) -> progress(state, (progress) -> progress.duration(Instant.now()).toMillis() / 1000.0));
	}

	private static double progress(MigrationState state, ToDoubleFunction<Progress> value) {
		return (state.progress() != null) ? value.applyAsDouble(state.progress()) : 0;
	}

	private void bind(MeterRegistry registry, String name, Tags tags, String gauge, String description,
			ToDoubleFunction<MigrationState> value) {
		bind(registry, name, tags, gauge, description, null, value);
	}

	private void bind(MeterRegistry registry, String name, Tags tags, String gauge, String description,
			@Nullable String unit, ToDoubleFunction<MigrationState> value) {
		Gauge.builder("headway.migrations." + gauge, this.monitor, (monitor) -> {
			MigrationState state = monitor.read(name).state();
			return (state != null) ? value.applyAsDouble(state) : Double.NaN;
		}).description(description).baseUnit(unit).tags(tags).register(registry);
	}

}
