package dev.headway.schema.element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sequence}.
 */
class SequenceTests {

	@Test
	void definitionHasAllOptions() {
		Sequence sequence = new Sequence(ObjectName.of("s"), ObjectName.of("users"), "bigint", 5, 50, 2, 99, 10, true);
		assertThat(sequence.label()).isEqualTo("sequence s");
		assertThat(sequence.definition())
			.isEqualTo("bigint start 5 increment 50 min 2 max 99 cache 10 cycle owned by users");
		assertThat(sequence(1, 1, 1, false).definition()).isEqualTo("int start 1 increment 1 min 1 max 9 cache 1");
	}

	@ParameterizedTest
	@CsvSource({ "1,1,1,false,serial", "5,1,1,false,serial (start 5)", "1,50,1,false,serial (increment 50)",
			"-1,-1,-9,true,serial (start -1 increment -1 min -9 cycle)" })
	void generationHasOptionsThatAreNotTheDefaults(long start, long increment, long minimum, boolean cycle,
			String expected) {
		assertThat(sequence(start, increment, minimum, cycle).generation("serial")).isEqualTo(expected);
	}

	private static Sequence sequence(long start, long increment, long minimum, boolean cycle) {
		return new Sequence(ObjectName.of("s"), null, "int", start, increment, minimum, 9, 1, cycle);
	}

}
