package dev.headway.benchmark;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link ChildProcess}.
 */
class ChildProcessTests {

	@Test
	void awaitWhenLineContainsTheTextReturnsTheRest() {
		try (ChildProcess process = start("first: 1", "second: 2")) {
			assertThat(process.await("second: ")).isEqualTo("2");
		}
	}

	@Test
	void awaitWhenProcessEndsWithoutTheTextShowsWhatItPrinted() {
		try (ChildProcess process = start("no such database")) {
			assertThatIllegalStateException().isThrownBy(() -> process.await("done"))
				.withMessageContaining("'done'")
				.withMessageContaining("no such database");
		}
	}

	@Test
	void findWhenProcessCannotStartIsEmpty() {
		try (ChildProcess process = new ChildProcess(List.of("-Xmx1k", "-version"))) {
			assertThat(process.find("done")).isEmpty();
		}
	}

	@Test
	void releaseWhenProcessWaitsLetsItEnd() {
		try (ChildProcess process = start("--wait", "after")) {
			process.await("waiting");
			process.release();
			assertThat(process.await("after")).isEmpty();
		}
	}

	@Test
	void cpuWhenProcessRunsIsPositive() {
		try (ChildProcess process = start("--wait")) {
			process.await("waiting");
			assertThat(process.cpu()).isPositive();
		}
	}

	private static ChildProcess start(String... lines) {
		String[] command = { "-cp", System.getProperty("java.class.path"), Printer.class.getName() };
		List<String> arguments = new ArrayList<>(List.of(command));
		arguments.addAll(List.of(lines));
		return new ChildProcess(arguments);
	}

	/**
	 * Prints its arguments, and waits for the end of its input at {@code --wait}.
	 */
	public static final class Printer {

		private Printer() {
		}

		/**
		 * Print.
		 * @param args the lines
		 * @throws Exception if the input cannot be read
		 */
		public static void main(String[] args) throws Exception {
			for (String line : args) {
				if (line.equals("--wait")) {
					System.out.println("waiting");
					System.in.read();
				}
				else {
					System.out.println(line);
				}
			}
		}

	}

}
