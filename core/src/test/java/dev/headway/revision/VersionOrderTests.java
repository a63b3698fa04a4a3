package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VersionOrder}.
 */
class VersionOrderTests {

	private final VersionOrder order = new VersionOrder();

	@Test
	void compareWhenSortedIsInVersionOrder() {
		List<String> expected = List.of("0.1", "1", "1.0.1", "1.1", "1.9", "1.10", "2", "9", "10", "20260131120000",
				"99999999999999999999999999", "100000000000000000000000000", "", "1.", "1..2", "1a", "_1", "v1", "२");
		List<String> shuffled = new ArrayList<>(expected);
		Collections.shuffle(shuffled, new Random(7));
		shuffled.sort(this.order);
		assertThat(shuffled).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1,01", "1,1.0", "1.0.0,1", "1_2,1.2", "0,0.0", "007.010,7.10" })
	void compareWhenSameVersionIsZero(String left, String right) {
		assertThat(this.order.compare(left, right)).isZero();
		assertThat(this.order.compare(right, left)).isZero();
	}

}
