package dev.headway.flyway.lock;

import java.time.Duration;

import dev.headway.HeadwayException;

/**
 * A pause of the thread that upgrades.
 */
public final class Pause {

	private Pause() {
	}

	/**
	 * Wait for some time.
	 * @param duration how long
	 * @param interrupted what to say if the thread is interrupted
	 * @throws HeadwayException if the thread is interrupted
	 */
	public static void of(Duration duration, String interrupted) {
		if (duration.isZero()) {
			return;
		}
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new HeadwayException(interrupted, ex);
		}
	}

}
