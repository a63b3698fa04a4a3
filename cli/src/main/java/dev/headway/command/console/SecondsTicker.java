package dev.headway.command.console;

import java.util.Timer;
import java.util.TimerTask;

import org.jspecify.annotations.Nullable;

/**
 * Ticks once a second, in a thread that keeps no program alive.
 */
final class SecondsTicker implements Ticker {

	private static final int SECOND = 1000;

	private @Nullable Timer timer;

	@Override
	public void start(Runnable tick) {
		stop();
		this.timer = new Timer("db-progress", true);
		this.timer.schedule(new TimerTask() {

			@Override
			public void run() {
				tick.run();
			}

		}, SECOND, SECOND);
	}

	@Override
	public void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
