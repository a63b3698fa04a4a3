package dev.headway.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * Holds the last reading of each migration history, for callers that ask often, such as
 * health checks and scrapes. However many threads ask, each database is read at most once
 * per interval, and a database that cannot be read is not asked again before the interval
 * is over. While one thread reads, the others are given the last reading.
 */
public final class MigrationMonitor {

	private static final Log logger = LogFactory.getLog(MigrationMonitor.class);

	private final MigrationServices services;

	private final Duration interval;

	private final Clock clock;

	private final Map<String, Watched> watched = new ConcurrentHashMap<>();

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
	 * The last reading of a history, or a new one if that is too old. Does not throw if
	 * the database cannot be read.
	 * @param name the name of the {@code Flyway} bean
	 * @return the reading
	 */
	public Reading read(String name) {
		return this.watched.computeIfAbsent(name, Watched::new).read();
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

	private final class Watched {

		private final String name;

		private final Lock lock = new ReentrantLock();

		private volatile @Nullable Reading last;

		private Watched(String name) {
			this.name = name;
		}

		private Reading read() {
			Reading last = this.last;
			if (last == null) {
				this.lock.lock();
			}
			else if (isGood(last) || !this.lock.tryLock()) {
				return last;
			}
			try {
				return readUnlessGood();
			}
			finally {
				this.lock.unlock();
			}
		}

		private Reading readUnlessGood() {
			Reading last = this.last;
			if (last != null && isGood(last)) {
				return last;
			}
			Reading reading = take();
			logIfNew(reading.failure(), (last != null) ? last.failure() : null);
			this.last = reading;
			return reading;
		}

		private boolean isGood(Reading reading) {
			Instant now = MigrationMonitor.this.clock.instant();
			return !now.isBefore(reading.takenAt())
					&& now.isBefore(reading.takenAt().plus(MigrationMonitor.this.interval));
		}

		private Reading take() {
			try {
				MigrationService service = MigrationMonitor.this.services.get(this.name);
				MigrationState state = service.refresh();
				return new Reading(MigrationMonitor.this.clock.instant(), state, null);
			}
			catch (RuntimeException ex) {
				return new Reading(MigrationMonitor.this.clock.instant(), null, ex);
			}
		}

		private void logIfNew(@Nullable RuntimeException failure, @Nullable RuntimeException before) {
			if (failure != null && before == null) {
				logger.warn("The migration history of Flyway '%s' cannot be read".formatted(this.name), failure);
			}
			else if (failure == null && before != null) {
				logger.info("The migration history of Flyway '%s' can be read again".formatted(this.name));
			}
		}

	}

}
