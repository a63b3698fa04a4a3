package dev.headway.benchmark;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Figure}.
 */
class FigureTests {

	@Test
	void ofThreadWhenWorkComputesHasWallAndCpuTime() {
		Figure figure = Figure.ofThread(FigureTests::compute);
		assertThat(figure.cpu()).isPositive();
		assertThat(figure.wall()).isGreaterThanOrEqualTo(figure.cpu() / 2);
	}

	@Test
	void ofThreadWhenAnotherThreadComputesDoesNotCountItsCpuTime() {
		Figure figure = Figure.ofThread(() -> {
			Thread thread = new Thread(FigureTests::compute);
			thread.start();
			thread.join();
			return thread;
		});
		assertThat(figure.cpu()).isLessThan(Figure.ofThread(FigureTests::compute).cpu());
	}

	@Test
	void ofProcessWhenWorkFailsThrowsWithItsCause() {
		assertThatIllegalStateException().isThrownBy(() -> Figure.ofProcess(() -> {
			throw new IOException("broken");
		})).withMessageContaining("broken");
	}

	@Test
	void parseWhenTextOfAFigureIsThatFigure() {
		Figure figure = new Figure(1_234_567_890_123L, 10_000_000);
		assertThat(Figure.parse(figure.text())).isEqualTo(figure);
	}

	private static long compute() {
		long end = System.nanoTime() + 50_000_000;
		long sum = 0;
		while (System.nanoTime() < end) {
			sum++;
		}
		return sum;
	}

}
