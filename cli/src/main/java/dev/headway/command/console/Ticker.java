package dev.headway.command.console;

/**
 * Lets a line on a terminal live.
 */
public interface Ticker {

	/**
	 * Begin to run something again and again.
	 * @param tick what to run
	 */
	void start(Runnable tick);

	/**
	 * Run it no more.
	 */
	void stop();

}
