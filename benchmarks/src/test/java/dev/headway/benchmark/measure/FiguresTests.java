package dev.headway.benchmark.measure;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Figures}.
 */
class FiguresTests {

	@Test
	void ratioWhenSlowerTellsHowManyTimes() {
		assertThat(figures(420, 1_000).wallRatio(figures(100, 10))).isEqualTo("4.2");
		assertThat(figures(420, 1_000).cpuRatio(figures(100, 10))).isEqualTo("100");
	}

	@Test
	void ratioWhenFasterKeepsTwoDigits() {
		assertThat(figures(25, 1).wallRatio(figures(100, 1))).isEqualTo("0.25");
	}

	@Test
	void ratioWhenOtherIsTooShortToMeasureIsNone() {
		assertThat(figures(25, 1).cpuRatio(figures(100, 0))).isEqualTo("-");
	}

	@Test
	void ratioWhenSeveralRunsComparesMedians() {
		Figures one = new Figures(List.of(new Figure(10, 1), new Figure(30, 1), new Figure(900, 1)));
		assertThat(one.wallRatio(figures(10, 1))).isEqualTo("3.0");
	}

	private static Figures figures(long wall, long cpu) {
		return new Figures(List.of(new Figure(wall, cpu)));
	}

}
