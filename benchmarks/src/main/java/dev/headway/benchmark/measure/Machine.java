package dev.headway.benchmark.measure;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The machine and the JVM, as far as figures depend on them.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe the machine.
	 * @return one line
	 */
	public static String description() {
		Runtime runtime = Runtime.getRuntime();
		return "%d cores, heap up to %d MB, %s %s, Java %s (%s), JVM arguments %s".formatted(
				runtime.availableProcessors(), runtime.maxMemory() >> 20, System.getProperty("os.name"),
				System.getProperty("os.arch"), System.getProperty("java.runtime.version"),
				System.getProperty("java.vm.name"), ManagementFactory.getRuntimeMXBean().getInputArguments());
	}

	/**
	 * How busy the machine was in the last minute, by all its processes.
	 * @return the load average
	 */
	public static String load() {
		return String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
