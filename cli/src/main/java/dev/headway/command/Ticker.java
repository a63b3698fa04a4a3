package dev.headway.command;

/**
 * Lets a line on a terminal live.
 */
interface Ticker {

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
