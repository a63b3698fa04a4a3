package dev.headway.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the packaged program, with the packaged sample application.
 */
class BenchmarksIT {

	private static final String JAR = System.getProperty("benchmarks.jar");

	@Test
	void helpWhenAskedListsTheCases() {
		try (ChildProcess process = new ChildProcess(List.of("-jar", JAR, "--help"))) {
			assertThat(process.await("What to measure: ")).startsWith("FRESH, UPTODATE, REPLICAS, ACTUATOR");
		}
	}

	@Test
	void startWhenSampleIsPackagedComparesHeadwayWithFlyway() {
		String sample = System.getProperty("sample.jar");
		try (ChildProcess process = new ChildProcess(List.of("-jar", JAR, "start", "--sample", sample, "--databases",
				"h2", "--sizes", "2", "--runs", "1"))) {
			assertThat(process.await("| H2 in a file | 2 | Headway | ")).contains(" | 1.0 | ");
			assertThat(process.await("| H2 in a file | 2 | stock Flyway | ")).isNotEmpty();
		}
	}

}
