package dev.headway.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.headway.migration.MigrationState;

/**
 * Keeps the last reading of each migration history for health checks, metrics and the
 * endpoint. Regardless of the number of threads, each database is read at most once per
 * interval, in a thread of its own; one that cannot be read is tried again after the
 * interval. Callers wait at most a second; while a database does not answer, they get the
 * last reading for half a minute, and then a failure. Changes by this process show
 * immediately.
 */
public final class MigrationMonitor {

	private final MigrationServices services;

	private final Duration interval;

	private final Clock clock;

	private final Map<String, MonitoredHistory> histories = new ConcurrentHashMap<>();

	/**
	 * Create a monitor.
	 * @param services the services to read from
	 * @param interval how long a reading is reused
	 * @param clock the clock to measure the interval with
	 */
	public MigrationMonitor(MigrationServices services, Duration interval, Clock clock) {
		Assert.isTrue(!interval.isNegative(), "'interval' must not be negative");
		this.services = services;
		this.interval = interval;
		this.clock = clock;
	}

	/**
	 * Return the names of the histories.
	 * @return the names, as in {@link MigrationServices#names()}
	 */
	public Set<String> names() {
		return this.services.names();
	}

	/**
	 * Return the last reading of a history, or a new one if that is too old. Scripts are
	 * only read if they never were. Does not throw if the database cannot be read.
	 * @param name the name of the {@code Flyway} bean
	 * @return the reading
	 */
	public Reading read(String name) {
		return history(name).read(false);
	}

	/**
	 * Return the last reading of a history, or a new one if that or, where scripts may
	 * change, the last reading of the scripts is too old. Does not throw if the database
	 * cannot be read.
	 * @param name the name of the {@code Flyway} bean
	 * @return the reading
	 */
	public Reading readWithScripts(String name) {
		return history(name).read(this.services.scriptsMayChange(name));
	}

	/**
	 * Replace the last reading after an upgrade, a downgrade or a stamp.
	 * @param name the name of the {@code Flyway} bean
	 * @param state the state afterwards, or {@code null} if the operation failed and the
	 * next caller has to read again
	 */
	public void changed(String name, @Nullable MigrationState state) {
		history(name).changed(state);
	}

	private MonitoredHistory history(String name) {
		return this.histories.computeIfAbsent(name,
				(any) -> new MonitoredHistory(this.services, name, this.interval, this.clock));
	}

	/**
	 * One reading of a history.
	 *
	 * @param flyway the name of the {@code Flyway} bean
	 * @param takenAt when the database was read
	 * @param scriptsTakenAt when the scripts were last read for the endpoint, or
	 * {@code null} if they never were
	 * @param state the state, or {@code null} if it could not be read
	 * @param failure why it could not be read, or {@code null} if it could
	 * @param overdue whether it should have been replaced, but the database has not
	 * answered since
	 */
	public record Reading(String flyway, Instant takenAt, @Nullable Instant scriptsTakenAt,
			@Nullable MigrationState state, @Nullable RuntimeException failure, boolean overdue) {

		Reading asOverdue() {
			return new Reading(this.flyway, this.takenAt, this.scriptsTakenAt, this.state, this.failure, true);
		}

		/**
		 * Return the message for a reading without a state. It contains no text from the
		 * database or its driver.
		 * @return the message
		 */
		public String error() {
			return "Cannot read the migration history of Flyway bean '%s'. See the application's log."
				.formatted(this.flyway);
		}

	}

}
