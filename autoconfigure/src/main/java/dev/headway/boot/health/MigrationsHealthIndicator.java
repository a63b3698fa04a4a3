package dev.headway.boot.health;

import java.time.Instant;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

/**
 * {@link HealthIndicator} for one history that {@link MigrationMonitor} reads: out of
 * service while revisions are pending, down while the status does not allow an upgrade.
 */
public class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private final MigrationMonitor monitor;

	private final String name;

	/**
	 * Create an indicator.
	 * @param monitor the monitor to read from
	 * @param name the name of the {@code Flyway} bean
	 */
	public MigrationsHealthIndicator(MigrationMonitor monitor, String name) {
		super("Migrations health check failed");
		this.monitor = monitor;
		this.name = name;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Reading reading = this.monitor.read(this.name);
		if (reading.state() != null) {
			describe(reading.state(), builder);
			if (reading.overdue()) {
				builder.withDetail("readAt", reading.takenAt());
			}
		}
		else {
			builder.down().withDetail("error", reading.error());
		}
	}

	private static void describe(MigrationState state, Health.Builder builder) {
		builder.status(status(state.status()))
			.withDetail("status", state.status())
			.withDetail("current", state.current())
			.withDetail("heads", state.heads())
			.withDetail("pending", state.pending().size());
		Progress progress = state.progress();
		if (progress != null) {
			builder.withDetail("progress", progress.describe(Instant.now()));
		}
		HeadConflict conflict = state.conflict();
		if (conflict != null) {
			builder.withDetail("forkedAt", conflict.forkedAt())
				.withDetail("late", conflict.late())
				.withDetail("resolve", conflict.resolve());
		}
		if (!state.problems().isEmpty()) {
			builder.withDetail("problems", state.problems().stream().map(MigrationProblem::message).toList());
		}
	}

	private static Status status(MigrationStatus status) {
		return switch (status) {
			case INVALID, CONFLICT, FAILED, CHANGED, DIVERGED -> Status.DOWN;
			case PENDING -> Status.OUT_OF_SERVICE;
			case AHEAD, UP_TO_DATE -> Status.UP;
		};
	}

}
