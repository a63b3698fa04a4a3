package dev.headway.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * The last reading of one migration history, and the one reader that may replace it. A
 * reading that was begun before the history changed is not kept.
 */
final class MonitoredHistory {

	private static final Log logger = LogFactory.getLog(MigrationMonitor.class);

	private final MigrationServices services;

	private final String name;

	private final Duration interval;

	private final Clock clock;

	private final Lock reader = new ReentrantLock();

	private volatile @Nullable Held held;

	private int changes;

	private boolean failing;

	MonitoredHistory(MigrationServices services, String name, Duration interval, Clock clock) {
		this.services = services;
		this.name = name;
		this.interval = interval;
		this.clock = clock;
	}

	Reading read(boolean withScripts) {
		Held held = this.held;
		if (held == null) {
			this.reader.lock();
		}
		else if (isGood(held, withScripts) || !this.reader.tryLock()) {
			return held.reading();
		}
		try {
			return readUnlessGood(withScripts);
		}
		finally {
			this.reader.unlock();
		}
	}

	/**
	 * Take over what a change of the history by this process led to.
	 * @param state the state now, or {@code null} if it has to be read
	 */
	synchronized void changed(@Nullable MigrationState state) {
		this.changes++;
		Instant now = this.clock.instant();
		this.held = (state != null) ? new Held(new Reading(now, state, null), now) : null;
	}

	private Reading readUnlessGood(boolean withScripts) {
		while (true) {
			int changes = changes();
			Held held = this.held;
			if (held != null && isGood(held, withScripts)) {
				return held.reading();
			}
			Held taken = take(withScripts, (held != null) ? held.scriptsReadAt() : null);
			logIfNew(taken.reading().failure());
			if (keep(taken, changes)) {
				return taken.reading();
			}
		}
	}

	private synchronized int changes() {
		return this.changes;
	}

	private synchronized boolean keep(Held taken, int changes) {
		if (this.changes != changes) {
			return false;
		}
		this.held = taken;
		return true;
	}

	private boolean isGood(Held held, boolean withScripts) {
		boolean enough = !withScripts || held.reading().failure() != null || isFresh(held.scriptsReadAt());
		return enough && isFresh(held.reading().takenAt());
	}

	private boolean isFresh(@Nullable Instant readAt) {
		Instant now = this.clock.instant();
		return readAt != null && !now.isBefore(readAt) && now.isBefore(readAt.plus(this.interval));
	}

	private Held take(boolean withScripts, @Nullable Instant scriptsReadAt) {
		try {
			MigrationService service = this.services.get(this.name);
			MigrationState state = withScripts ? service.state() : service.refresh();
			Instant now = this.clock.instant();
			return new Held(new Reading(now, state, null), withScripts ? now : scriptsReadAt);
		}
		catch (RuntimeException ex) {
			return new Held(new Reading(this.clock.instant(), null, ex), scriptsReadAt);
		}
	}

	private void logIfNew(@Nullable RuntimeException failure) {
		if (failure != null && !this.failing) {
			logger.warn("The migration history of Flyway '%s' cannot be read".formatted(this.name), failure);
		}
		else if (failure == null && this.failing) {
			logger.info("The migration history of Flyway '%s' can be read again".formatted(this.name));
		}
		this.failing = failure != null;
	}

	/**
	 * A reading and the age of what it says of the scripts.
	 *
	 * @param reading the reading
	 * @param scriptsReadAt when the scripts were read for a window, {@code null} if they
	 * never were
	 */
	private record Held(Reading reading, @Nullable Instant scriptsReadAt) {

	}

}
