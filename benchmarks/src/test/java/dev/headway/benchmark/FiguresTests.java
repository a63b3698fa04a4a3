package dev.headway.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Figures}.
 */
class FiguresTests {

	@Test
	void wallWhenOddNumberOfRunsHasTheMiddleOneWithMinimumAndMaximum() {
		assertThat(wall(14_000_000, 11_900_000, 12_300_000).wall()).isEqualTo("12.3 (11.9–14.0)");
	}

	@Test
	void wallWhenEvenNumberOfRunsHasTheMeanOfTheMiddleTwo() {
		assertThat(wall(4_000_000, 1_000_000, 10_000_000, 2_000_000).wall()).isEqualTo("3.00 (1.00–10.0)");
	}

	@Test
	void wallWhenPrintedKeepsThreeDigits() {
		assertThat(wall(1_234_567).wall()).isEqualTo("1.23 (1.23–1.23)");
		assertThat(wall(12_345_678).wall()).isEqualTo("12.3 (12.3–12.3)");
		assertThat(wall(1_234_567_890).wall()).isEqualTo("1235 (1235–1235)");
	}

	@Test
	void cpuWhenPrintedDoesNotDependOnTheWallTime() {
		assertThat(new Figures(List.of(new Figure(9_000_000, 2_000_000))).cpu()).isEqualTo("2.00 (2.00–2.00)");
	}

	@Test
	void ratioWhenSlowerIsAboveOne() {
		assertThat(figures(420, 1_000).wallRatio(figures(100, 10))).isEqualTo("4.2");
		assertThat(figures(420, 1_000).cpuRatio(figures(100, 10))).isEqualTo("100");
	}

	@Test
	void ratioWhenFasterKeepsTwoDigits() {
		assertThat(figures(25, 1).wallRatio(figures(100, 1))).isEqualTo("0.25");
	}

	@Test
	void ratioWhenPeerIsTooShortToMeasureIsNone() {
		assertThat(figures(25, 1).cpuRatio(figures(100, 0))).isEqualTo("-");
	}

	@Test
	void ratioWhenSeveralRunsComparesMedians() {
		assertThat(wall(10, 30, 900).wallRatio(wall(10))).isEqualTo("3.0");
	}

	@Test
	void wallPercentileWhenHundredRunsIsTheOneOfThatRank() {
		Figures figures = wall(LongStream.rangeClosed(1, 100).map((rank) -> (101 - rank) * 1_000_000).toArray());
		assertThat(figures.wallPercentile(0.5)).isEqualTo("50.0");
		assertThat(figures.wallPercentile(0.99)).isEqualTo("99.0");
		assertThat(figures.wallPercentile(1)).isEqualTo("100");
	}

	@Test
	void wallPercentileWhenOneRunIsThatRun() {
		assertThat(wall(7_000_000).wallPercentile(0.01)).isEqualTo("7.00");
	}

	private static Figures wall(long... walls) {
		return new Figures(Arrays.stream(walls).mapToObj((wall) -> new Figure(wall, 1)).toList());
	}

	private static Figures figures(long wall, long cpu) {
		return new Figures(List.of(new Figure(wall, cpu)));
	}

}
