package dev.headway.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.headway.HeadwayException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for every input of a fuzz test: no exception but Headway's own, no
 * second of CPU time, and no text that is much longer than the input.
 */
public final class FuzzLimits {

	/** How long each test fuzzes in a build, after it has run its seeds. */
	public static final String DURATION = "4s";

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private static final int FIXED_LENGTH = 4_000;

	private static final int MULTIPLE = 20;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private FuzzLimits() {
	}

	/**
	 * Run an action within the limits.
	 * @param inputLength the length of the input, in characters or bytes
	 * @param action what to run; it returns what it would show to a person
	 * @throws Exception what the action throws, unless it is Headway's own
	 */
	public static void check(int inputLength, Callable<?> action) throws Exception {
		if (cpuTime(inputLength, action).compareTo(LONGEST) >= 0) {
			assertThat(cpuTime(inputLength, action)).as("CPU time, with all classes loaded").isLessThan(LONGEST);
		}
	}

	private static Duration cpuTime(int inputLength, Callable<?> action) throws Exception {
		long start = THREADS.getCurrentThreadCpuTime();
		String shown;
		try {
			shown = String.valueOf(action.call());
		}
		catch (HeadwayException ex) {
			shown = String.valueOf(ex.getMessage());
		}
		long end = THREADS.getCurrentThreadCpuTime();
		assertThat(shown.length()).as("length of what is shown").isLessThan(FIXED_LENGTH + MULTIPLE * inputLength);
		return Duration.ofNanos(end - start);
	}

}
