package dev.headway.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * The last {@link Reading} of one migration history. One thread reads, so that a database
 * that does not answer never holds more than that one, and a reading that began before
 * the history changed is not kept. Callers wait a second for the thread; after that, or
 * if another caller waits already, they get the last reading unless it is too old.
 */
final class MonitoredHistory {

	private static final Log logger = LogFactory.getLog(MigrationMonitor.class);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * How long a reading is good enough after it should have been replaced.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(30);

	private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

	private final MigrationServices services;

	private final String name;

	private final Duration interval;

	private final Clock clock;

	private final Executor reader;

	private volatile @Nullable Reading last;

	/**
	 * When the database last did not answer.
	 */
	private volatile @Nullable Instant silentAt;

	private @Nullable Attempt running;

	private int changes;

	private boolean failing;

	MonitoredHistory(MigrationServices services, String name, Duration interval, Clock clock) {
		this.services = services;
		this.name = name;
		this.interval = interval;
		this.clock = clock;
		this.reader = reader(name);
	}

	/**
	 * One daemon thread, which ends when there is nothing to do.
	 */
	private static Executor reader(String name) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("headway-monitor-%s-".formatted(name));
		threads.setDaemon(true);
		ThreadPoolExecutor reader = new ThreadPoolExecutor(1, 1, IDLE_THREAD.toSeconds(), TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads);
		reader.allowCoreThreadTimeOut(true);
		return reader;
	}

	Reading read(boolean withScripts) {
		Reading last = this.last;
		if (last != null && isGood(last, withScripts)) {
			return last;
		}
		if (isFresh(this.silentAt)) {
			return lastOrFailure();
		}
		Attempt attempt = new Attempt(withScripts, new CompletableFuture<>());
		Attempt running = beginUnlessRunning(attempt);
		if (running != null && last != null) {
			return lastOrFailure();
		}
		Reading taken = await((running != null) ? running : attempt);
		if (taken == null) {
			return lastOrFailure();
		}
		boolean enough = running == null || running.withScripts() || isGood(taken, withScripts);
		return enough ? taken : read(withScripts);
	}

	/**
	 * Begin to read, unless there is an attempt already.
	 * @return the attempt that is running already, or {@code null}
	 */
	private synchronized @Nullable Attempt beginUnlessRunning(Attempt attempt) {
		Attempt running = this.running;
		if (running == null) {
			this.running = attempt;
			this.reader.execute(() -> run(attempt));
		}
		return running;
	}

	private void run(Attempt attempt) {
		try {
			Reading taken = readUnlessGood(attempt.withScripts());
			end();
			attempt.reading().complete(taken);
		}
		catch (RuntimeException | Error ex) {
			end();
			attempt.reading().completeExceptionally(ex);
		}
	}

	private synchronized void end() {
		this.running = null;
	}

	/**
	 * The reading of an attempt, or {@code null} if that takes too long.
	 */
	private static @Nullable Reading await(Attempt attempt) {
		try {
			return attempt.reading().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * The last reading, or one without a state if that is too old.
	 */
	private Reading lastOrFailure() {
		Reading last = this.last;
		Instant now = this.clock.instant();
		if (last == null || now.isAfter(last.takenAt().plus(this.interval).plus(TOLERANCE))) {
			return new Reading(this.name, now, null, null,
					new QueryTimeoutException("The database does not answer, and there is no recent reading."), false);
		}
		return now.isAfter(last.takenAt().plus(this.interval).plus(PATIENCE)) ? last.asOverdue() : last;
	}

	/**
	 * Keep the state after a change by this process, or {@code null} if it is not known.
	 */
	synchronized void changed(@Nullable MigrationState state) {
		this.changes++;
		Instant now = this.clock.instant();
		this.silentAt = null;
		this.last = (state != null) ? new Reading(this.name, now, now, state, null, false) : null;
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
			if (taken.failure() instanceof QueryTimeoutException && last != null && last.state() != null) {
				this.silentAt = this.clock.instant();
				return lastOrFailure();
			}
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
		this.silentAt = null;
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
			return new Reading(this.name, now, withScripts ? now : scriptsTakenAt, state, null, false);
		}
		catch (RuntimeException ex) {
			return new Reading(this.name, this.clock.instant(), scriptsTakenAt, null, ex, false);
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

	/**
	 * An attempt to read.
	 *
	 * @param withScripts whether it reads the scripts, too
	 * @param reading what comes of it
	 */
	private record Attempt(boolean withScripts, CompletableFuture<Reading> reading) {

	}

}
