package dev.headway.benchmark;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

import com.sun.management.OperatingSystemMXBean;

/**
 * The time that one run took, in nanoseconds.
 *
 * @param wall the elapsed time
 * @param cpu the CPU time
 */
record Figure(long wall, long cpu) {

	/**
	 * Do work that a warm JVM repeats. The CPU time is that of the current thread, to the
	 * microsecond, so that other threads do not disturb it.
	 */
	static Figure ofThread(Callable<?> work) {
		return of(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime, work);
	}

	/**
	 * Do work that a fresh JVM does once. The CPU time is that of the process, including
	 * its compiler and garbage collector, in steps of 10 ms.
	 */
	static Figure ofProcess(Callable<?> work) {
		return of(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime, work);
	}

	private static Figure of(LongSupplier clock, Callable<?> work) {
		long cpu = clock.getAsLong();
		long start = System.nanoTime();
		try {
			work.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		long wall = System.nanoTime() - start;
		return new Figure(wall, clock.getAsLong() - cpu);
	}

	static Figure parse(String text) {
		String[] numbers = text.split(" ", 2);
		return new Figure(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
	}

	String text() {
		return this.wall + " " + this.cpu;
	}

}
