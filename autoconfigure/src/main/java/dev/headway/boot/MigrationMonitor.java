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
 * Holds the last reading of each migration history, for callers that ask often, such as
 * health checks, scrapes and the endpoint. However many threads ask, each database is
 * read at most once per interval, and a database that cannot be read is not asked again
 * before the interval is over. While one thread reads, the others are given the last
 * reading. What this process itself does to a history shows at once.
 */
public final class MigrationMonitor {

	private final MigrationServices services;

	private final Duration interval;

	private final Clock clock;

	private final Map<String, MonitoredHistory> watched = new ConcurrentHashMap<>();

	/**
	 * Create a monitor.
	 * @param services the services to read from
	 * @param interval how long a reading is good for
	 * @param clock the clock that tells when it no longer is
	 */
	public MigrationMonitor(MigrationServices services, Duration interval, Clock clock) {
		Assert.isTrue(!interval.isNegative(), "'interval' must not be negative");
		this.services = services;
		this.interval = interval;
		this.clock = clock;
	}

	/**
	 * The names of the watched histories.
	 * @return the names of the {@code Flyway} beans
	 */
	public Set<String> names() {
		return this.services.names();
	}

	/**
	 * The last reading of a history, or a new one if that is too old. Reads no scripts
	 * but those that were never read. Does not throw if the database cannot be read.
	 * @param name the name of the {@code Flyway} bean
	 * @return the reading
	 */
	public Reading read(String name) {
		return watched(name).read(false);
	}

	/**
	 * The last reading of a history, or a new one if that is too old, or if its scripts
	 * may change and were read too long ago. Does not throw if the database cannot be
	 * read.
	 * @param name the name of the {@code Flyway} bean
	 * @return the reading
	 */
	public Reading readWithScripts(String name) {
		return watched(name).read(this.services.scriptsMayChange(name));
	}

	/**
	 * Take over the state that an upgrade, a downgrade or a stamp led to.
	 * @param name the name of the {@code Flyway} bean
	 * @param state the state afterwards
	 */
	public void changed(String name, MigrationState state) {
		watched(name).changed(state);
	}

	/**
	 * Forget the last reading, because an upgrade, a downgrade or a stamp did not go as
	 * meant. Whoever asks next gets a new one.
	 * @param name the name of the {@code Flyway} bean
	 */
	public void changed(String name) {
		watched(name).changed(null);
	}

	private MonitoredHistory watched(String name) {
		return this.watched.computeIfAbsent(name,
				(any) -> new MonitoredHistory(this.services, name, this.interval, this.clock));
	}

	/**
	 * What was found when a history was read.
	 *
	 * @param takenAt when it was read
	 * @param state its state, or {@code null} if it could not be read
	 * @param failure why it could not be read, or {@code null} if it could
	 */
	public record Reading(Instant takenAt, @Nullable MigrationState state, @Nullable RuntimeException failure) {

	}

}
