package dev.headway.benchmark.measure;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Measures work by the clock and by CPU time.
 */
public enum Stopwatch {

	/**
	 * The CPU time of this thread, to the microsecond. For what a warm JVM does again:
	 * nothing of other threads disturbs it.
	 */
	THREAD {

		@Override
		long cpu() {
			return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		}

	},

	/**
	 * The CPU time of this process, its compiler and garbage collector included, in steps
	 * of ten milliseconds. For what a fresh JVM does once.
	 */
	PROCESS {

		@Override
		long cpu() {
			return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
		}

	};

	abstract long cpu();

	/**
	 * Do some work.
	 * @param work the work
	 * @return what it took
	 */
	public Figure measure(Work work) {
		long cpu = cpu();
		long start = System.nanoTime();
		try {
			work.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		long wall = System.nanoTime() - start;
		return new Figure(wall, cpu() - cpu);
	}

	/**
	 * What is measured.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Do it.
		 * @throws Exception if it fails, which ends the measurement
		 */
		void run() throws Exception;

	}

}
