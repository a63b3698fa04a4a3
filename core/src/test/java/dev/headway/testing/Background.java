package dev.headway.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Tasks that run while a test goes on, each in its own thread: how many of them the
 * common pool would run at once depends on the processors and on the version of Java.
 */
public final class Background {

	private Background() {
	}

	/**
	 * Start a task.
	 * @param task the task
	 * @param <T> the type of its result
	 * @return its result
	 */
	public static <T> CompletableFuture<T> call(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, Background::start);
	}

	/**
	 * Start a task.
	 * @param task the task
	 * @return ends with it
	 */
	public static CompletableFuture<Void> run(Runnable task) {
		return CompletableFuture.runAsync(task, Background::start);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "background");
		thread.setDaemon(true);
		thread.start();
	}

}
