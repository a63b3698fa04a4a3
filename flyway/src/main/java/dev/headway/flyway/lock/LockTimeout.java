package dev.headway.flyway.lock;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a statement of a script waits for a lock, and how often the script is tried
 * again.
 *
 * @param duration how long one statement waits, without limit if zero
 * @param retries how often a script is tried again
 */
public record LockTimeout(Duration duration, int retries) {

	/** Statements wait as the database does by itself. */
	public static final LockTimeout NONE = new LockTimeout(Duration.ZERO, 0);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	/**
	 * Whether statements wait for a limited time.
	 * @return whether there is a limit
	 */
	public boolean isLimited() {
		return !this.duration.isZero();
	}

	/**
	 * The pause after a failure, in which those who waited behind the script get their
	 * turn: each twice as long as the one before, with jitter, at most ten seconds.
	 * @param failures how many times the script has failed, at least one
	 * @return the pause
	 */
	public Duration pauseAfter(int failures) {
		long longest = Math.min(LONGEST_PAUSE.toMillis(), this.duration.toMillis() << Math.min(failures - 1, 10));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
	}

}
