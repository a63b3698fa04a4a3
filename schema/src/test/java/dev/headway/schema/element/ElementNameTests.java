package dev.headway.schema.element;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ElementNameTests {

	@Test
	void systemMadeNamesAreEqual() {
		assertThat(new ElementName("C_1", true)).isEqualTo(new ElementName("C_2", true))
			.hasSameHashCodeAs(new ElementName("C_2", true));
	}

	@Test
	void givenNamesAreEqualIfTheirTextIs() {
		assertThat(new ElementName("a", false)).isEqualTo(new ElementName("a", false))
			.hasSameHashCodeAs(new ElementName("a", false))
			.isNotEqualTo(new ElementName("b", false));
	}

	@Test
	void givenNameIsNoSystemMadeName() {
		assertThat(new ElementName("a", false)).isNotEqualTo(new ElementName("a", true));
		assertThat(new ElementName("a", true)).isNotEqualTo(new ElementName("a", false));
	}

}
