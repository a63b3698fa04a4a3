package dev.headway.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Benchmarks}: runs the cases in their smallest size.
 */
class BenchmarksTests {

	private static final String TIME = "[0-9.]+ \\([0-9.]+–[0-9.]+\\)";

	private static final String RATIO = "[0-9.]+|-";

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	static boolean hasEngineOrMust() {
		return Boolean.parseBoolean(System.getenv("CI")) || DockerClientFactory.instance().isDockerAvailable();
	}

	@Test
	void runWhenFreshComparesTheEngines() {
		List<List<String>> rows = rows("fresh", "--databases", "h2", "--sizes", "2");
		assertThat(rows).map((row) -> row.get(3)).containsExactly("Headway", "stock Flyway", "Liquibase");
		assertThat(rows).allSatisfy((row) -> {
			assertThat(row.subList(0, 3)).containsExactly("H2 in memory", "2", "warm");
			assertThatTimesAndRatios(row.subList(4, 8));
		});
		assertThat(rows.get(0).get(6)).isEqualTo("1.0");
	}

	@Test
	void runWhenUpToDateComparesWarmAndColdAndCountsStatements() {
		List<List<String>> rows = rows("uptodate", "--databases", "h2", "--sizes", "2", "--engines", "headway,flyway");
		assertThat(rows).map((row) -> row.subList(2, 4))
			.containsExactly(List.of("warm", "Headway"), List.of("warm", "stock Flyway"), List.of("cold", "Headway"),
					List.of("cold", "stock Flyway"));
		assertThat(rows).allSatisfy((row) -> assertThatTimesAndRatios(row.subList(4, 8)));
		assertThat(rows.get(0).get(8)).isEqualTo("statements: 1, connections: 1");
	}

	@Test
	@EnabledIf(value = "hasEngineOrMust", disabledReason = "No container engine answers")
	void runWhenReplicasComparesOneWithAllAtOnce() {
		List<List<String>> rows = rows("replicas", "--replicas", "2", "--sizes", "2", "--engines", "headway");
		assertThat(rows).map((row) -> row.subList(0, 4))
			.containsExactly(List.of("PostgreSQL", "2", "cold", "Headway"),
					List.of("PostgreSQL", "2", "2 cold", "Headway"));
		assertThat(rows.get(1).get(8)).matches("slowest: [0-9.]+ times one alone");
	}

	@Test
	void runWhenActuatorRequestsEachEndpoint() {
		List<List<String>> rows = rows("actuator", "--databases", "h2", "--sizes", "2", "--requests", "2");
		assertThat(rows).map((row) -> row.get(2))
			.containsExactly("migrations", "migrations/1", "flyway", "health", "health/readiness", "prometheus");
		assertThat(rows).allSatisfy((row) -> assertThat(row.subList(3, 6)).allMatch((cell) -> cell.matches("[0-9.]+")));
	}

	@Test
	void runWhenGraphMeasuresEachShape() {
		List<List<String>> rows = rows("graph", "--sizes", "10", "--shapes", "linear,braided");
		assertThat(rows).map((row) -> row.subList(0, 2))
			.containsExactly(List.of("10 LINEAR", "warm"), List.of("10 LINEAR", "cold"), List.of("10 BRAIDED", "warm"),
					List.of("10 BRAIDED", "cold"));
		assertThat(rows).allSatisfy((row) -> assertThat(row.subList(2, 4)).allMatch((cell) -> cell.matches(TIME)));
	}

	@Test
	void runWhenCheckAndWarmOnlyStartsNoProcess() {
		assertThat(rows("check", "--sizes", "2,3", "--warm-only")).map((row) -> row.subList(0, 2))
			.containsExactly(List.of("2", "warm"), List.of("3", "warm"));
	}

	@Test
	void runWhenMemoryComparesTheHeapWithThatOfThePool() {
		List<List<String>> rows = rows("memory", "--sizes", "2");
		assertThat(rows).map((row) -> row.get(1)).containsExactly("pool", "state");
		assertThat(rows.get(0).get(3)).isEqualTo("0");
		assertThat(Integer.parseInt(rows.get(1).get(2))).isGreaterThanOrEqualTo(Integer.parseInt(rows.get(0).get(2)));
	}

	@Test
	void runWhenSampleIsMissingFails() {
		assertThat(run("start", "--databases", "h2", "--sample", "missing.jar")).isNotZero();
	}

	@Test
	void runWhenCaseIsUnknownFails() {
		assertThat(run("nonsense")).isEqualTo(2);
	}

	private List<List<String>> rows(String... args) {
		assertThat(run(args)).isZero();
		return this.printed.toString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> line.startsWith("|"))
			.skip(2)
			.map((line) -> List.of(line.substring(2).split(" [|] ?", -1)))
			.toList();
	}

	private int run(String... args) {
		return Benchmarks.run(new PrintStream(this.printed, true, StandardCharsets.UTF_8),
				Stream.concat(Stream.of(args), Stream.of("--runs", "2", "--warm-up", "1")).toArray(String[]::new));
	}

	private static void assertThatTimesAndRatios(List<String> cells) {
		assertThat(cells.subList(0, 2)).allMatch((cell) -> cell.matches(TIME));
		assertThat(cells.subList(2, 4)).allMatch((cell) -> cell.matches(RATIO));
	}

}
