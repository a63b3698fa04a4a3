package dev.headway.migration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.migration.MigrationState.Progress;

/**
 * Waits until another process has brought the database to the head of this build, or
 * beyond. It only reads, and reads the scripts only once: what is wrong with them ends
 * the wait, since they do not change while the process runs. What is wrong with the
 * database may still be fixed.
 */
public final class HeadWait {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final Duration REPORTS = Duration.ofSeconds(30);

	private final MigrationService service;

	private final Duration timeout;

	private final LongSupplier nanoTime;

	private final Consumer<Duration> pause;

	private @Nullable MigrationState state;

	private @Nullable RuntimeException failure;

	/**
	 * Create a wait.
	 * @param service reads the state
	 * @param timeout how long to wait; zero to look once
	 */
	public HeadWait(MigrationService service, Duration timeout) {
		this(service, timeout, System::nanoTime, (duration) -> LockSupport.parkNanos(duration.toNanos()));
	}

	HeadWait(MigrationService service, Duration timeout, LongSupplier nanoTime, Consumer<Duration> pause) {
		this.service = service;
		this.timeout = timeout;
		this.nanoTime = nanoTime;
		this.pause = pause;
	}

	/**
	 * Wait.
	 * @param reports takes a sentence at once and then every 30 seconds, unless there is
	 * nothing to wait for
	 * @return whether the database is at the head or ahead of it
	 * @throws HeadwayException if this thread is interrupted, or the state cannot be read
	 * for a reason that is not the database
	 */
	public boolean await(Consumer<String> reports) {
		long start = this.nanoTime.getAsLong();
		Duration nextReport = Duration.ZERO;
		while (true) {
			read();
			Duration waited = Duration.ofNanos(this.nanoTime.getAsLong() - start);
			Duration left = this.timeout.minus(waited);
			if (isOver() || left.isNegative() || left.isZero()) {
				return isReached();
			}
			if (waited.compareTo(nextReport) >= 0) {
				reports.accept("Waiting for %s; timeout in %s".formatted(subject(), text(left)));
				nextReport = nextReport.plus(REPORTS);
			}
			this.pause.accept((left.compareTo(INTERVAL) < 0) ? left : INTERVAL);
			if (Thread.currentThread().isInterrupted()) {
				throw new HeadwayException("Interrupted while waiting for " + subject() + ".");
			}
		}
	}

	private void read() {
		try {
			this.state = (this.state != null) ? this.service.refresh() : this.service.state();
			this.failure = null;
		}
		catch (HeadwayException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	/**
	 * The last state.
	 * @return the state, or {@code null} if the database could not be read
	 */
	public @Nullable MigrationState state() {
		return (this.failure != null) ? null : this.state;
	}

	/**
	 * Why the database could not be read.
	 * @return the failure, or {@code null} if it could
	 */
	public @Nullable RuntimeException failure() {
		return this.failure;
	}

	/**
	 * Whether waiting longer cannot help: the head is reached, or the scripts are wrong.
	 * @return {@code false} after a timeout
	 */
	public boolean isOver() {
		MigrationState state = state();
		return state != null && (isReached() || state.status().compareTo(MigrationStatus.CONFLICT) <= 0);
	}

	private boolean isReached() {
		MigrationState state = state();
		return state != null && state.status().compareTo(MigrationStatus.PENDING) > 0;
	}

	/**
	 * Describe a wait that ended with a timeout.
	 * @return such as {@code Waited 5m for another process to apply 3, 4.}
	 */
	public String summary() {
		return "Waited %s for %s.".formatted(text(this.timeout), subject());
	}

	private String subject() {
		MigrationState state = state();
		if (state == null) {
			return "the database, which cannot be read (" + reason() + ")";
		}
		if (state.status() == MigrationStatus.PENDING) {
			Progress progress = state.progress();
			return "another process to apply " + ShortList.names(state.pending())
					+ ((progress != null) ? ": " + progress.describe(Instant.now()) : "");
		}
		return "another process to fix the database (%s: %s)".formatted(state.status(),
				state.problems().isEmpty() ? "" : state.problems().get(0).message());
	}

	private String reason() {
		Throwable cause = this.failure;
		while (cause != null && cause.getCause() != null && !(cause instanceof HeadwayException)) {
			cause = cause.getCause();
		}
		return Printable.line(String.valueOf((cause != null) ? cause.getMessage() : null));
	}

	/**
	 * Format a duration.
	 * @param duration the duration
	 * @return such as {@code 5m}, {@code 1m30s} or {@code 0.5s}
	 */
	private static String text(Duration duration) {
		Duration rounded = (duration.toSeconds() > 0) ? duration.plusMillis(500).truncatedTo(ChronoUnit.SECONDS)
				: duration.truncatedTo(ChronoUnit.MILLIS);
		return rounded.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

}
