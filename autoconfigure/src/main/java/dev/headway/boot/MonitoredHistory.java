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
 * The last {@link Reading} of one migration history. Only one thread reads at a time, and
 * a reading that began before the history changed is not kept.
 */
final class MonitoredHistory {

	private static final Log logger = LogFactory.getLog(MigrationMonitor.class);

	private final MigrationServices services;

	private final String name;

	private final Duration interval;

	private final Clock clock;

	private final Lock reader = new ReentrantLock();

	private volatile @Nullable Reading last;

	private int changes;

	private boolean failing;

	MonitoredHistory(MigrationServices services, String name, Duration interval, Clock clock) {
		this.services = services;
		this.name = name;
		this.interval = interval;
		this.clock = clock;
	}

	Reading read(boolean withScripts) {
		Reading last = this.last;
		if (last == null) {
			this.reader.lock();
		}
		else if (isGood(last, withScripts) || !this.reader.tryLock()) {
			return last;
		}
		try {
			return readUnlessGood(withScripts);
		}
		finally {
			this.reader.unlock();
		}
	}

	/**
	 * Keep the state after a change by this process, or {@code null} if it is not known.
	 */
	synchronized void changed(@Nullable MigrationState state) {
		this.changes++;
		Instant now = this.clock.instant();
		this.last = (state != null) ? new Reading(this.name, now, now, state, null) : null;
	}

	private Reading readUnlessGood(boolean withScripts) {
		while (true) {
			int changes = changes();
			Reading last = this.last;
			if (last != null && isGood(last, withScripts)) {
				return last;
			}
			Reading taken = take(withScripts, (last != null) ? last.scriptsTakenAt() : null);
			logIfNew(taken);
			if (keep(taken, changes)) {
				return taken;
			}
		}
	}

	private synchronized int changes() {
		return this.changes;
	}

	private synchronized boolean keep(Reading taken, int changes) {
		if (this.changes != changes) {
			return false;
		}
		this.last = taken;
		return true;
	}

	private boolean isGood(Reading reading, boolean withScripts) {
		boolean enough = !withScripts || reading.failure() != null || isFresh(reading.scriptsTakenAt());
		return enough && isFresh(reading.takenAt());
	}

	private boolean isFresh(@Nullable Instant readAt) {
		Instant now = this.clock.instant();
		return readAt != null && !now.isBefore(readAt) && now.isBefore(readAt.plus(this.interval));
	}

	private Reading take(boolean withScripts, @Nullable Instant scriptsTakenAt) {
		try {
			MigrationService service = this.services.get(this.name);
			MigrationState state = withScripts ? service.state() : service.refresh();
			Instant now = this.clock.instant();
			return new Reading(this.name, now, withScripts ? now : scriptsTakenAt, state, null);
		}
		catch (RuntimeException ex) {
			return new Reading(this.name, this.clock.instant(), scriptsTakenAt, null, ex);
		}
	}

	private void logIfNew(Reading reading) {
		boolean failed = reading.failure() != null;
		if (failed && !this.failing) {
			logger.warn("Cannot read the migration history of Flyway bean '%s'.".formatted(this.name),
					reading.failure());
		}
		else if (!failed && this.failing) {
			logger.info("The migration history of Flyway bean '%s' can be read again.".formatted(this.name));
		}
		this.failing = failed;
	}

}
