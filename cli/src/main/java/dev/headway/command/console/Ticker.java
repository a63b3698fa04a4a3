package dev.headway.command.console;

import java.util.Timer;
import java.util.TimerTask;

import org.jspecify.annotations.Nullable;

/**
 * Calls something once a second, so that a line on a terminal stays up to date. Its
 * thread does not keep the program alive.
 */
public class Ticker {

	private static final int SECOND = 1000;

	private @Nullable Timer timer;

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

	public void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
