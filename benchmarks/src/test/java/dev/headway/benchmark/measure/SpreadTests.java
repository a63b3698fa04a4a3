package dev.headway.benchmark.measure;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Spread}.
 */
class SpreadTests {

	@Test
	void ofWhenOddNumberOfValuesHasTheMiddleOne() {
		assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(1, 5, 9));
	}

	@Test
	void ofWhenEvenNumberOfValuesHasTheMeanOfTheMiddleTwo() {
		assertThat(Spread.of(4, 1, 10, 2)).isEqualTo(new Spread(1, 3, 10));
	}

	@Test
	void ofWhenNoValuesThrows() {
		assertThatIllegalArgumentException().isThrownBy(Spread::of);
	}

	@Test
	void ofWhenCalledLeavesTheValuesAsTheyAre() {
		long[] values = { 3, 1, 2 };
		Spread.of(values);
		assertThat(values).containsExactly(3, 1, 2);
	}

	@Test
	void percentileWhenHundredValuesIsTheOneOfThatRank() {
		long[] values = LongStream.rangeClosed(1, 100).map((value) -> 101 - value).toArray();
		assertThat(Spread.percentile(0.5, values)).isEqualTo(50);
		assertThat(Spread.percentile(0.99, values)).isEqualTo(99);
		assertThat(Spread.percentile(1, values)).isEqualTo(100);
	}

	@Test
	void percentileWhenOneValueIsThatValue() {
		assertThat(Spread.percentile(0.01, 7)).isEqualTo(7);
	}

	@Test
	void millisWhenPrintedKeepsThreeDigits() {
		assertThat(Spread.millis(1_234_567)).isEqualTo("1.23");
		assertThat(Spread.millis(12_345_678)).isEqualTo("12.3");
		assertThat(Spread.millis(1_234_567_890)).isEqualTo("1235");
		assertThat(Spread.of(11_900_000, 12_300_000, 14_000_000).millis()).isEqualTo("12.3 (11.9–14.0)");
	}

}
