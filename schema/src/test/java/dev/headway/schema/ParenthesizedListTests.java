package dev.headway.schema;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ParenthesizedListTests {

	@Test
	void ofSplitsAtOuterCommas() {
		ParenthesizedList list = ParenthesizedList.of("(f(a, b) DESC, \"odd),\", 'x(', d[1, 2]) WHERE (c)");
		assertThat(list.items()).containsExactly("f(a, b) DESC", "\"odd),\"", "'x('", "d[1, 2]");
		assertThat(list.inner()).startsWith("f(a").endsWith("2]");
		assertThat(list.rest()).isEqualTo("WHERE (c)");
	}

	@Test
	void ofTextThatDoesNotEndThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> ParenthesizedList.of("(a, (b)"))
			.withMessage("Not in parentheses: (a, (b)");
	}

}
