package dev.headway;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShortList}.
 */
class ShortListTests {

	@Test
	void textIsShortAndPrintable() {
		assertThat(ShortList.text("größe")).isEqualTo("größe");
		assertThat(ShortList.text("a\u001b[2J\nb\u202e")).isEqualTo("a\\x1b[2J\\nb\\u202e");
		assertThat(ShortList.text("x".repeat(200))).isEqualTo("x".repeat(200));
		assertThat(ShortList.text("x".repeat(60_000))).isEqualTo("x".repeat(200) + "...");
		assertThat(ShortList.text("x".repeat(199) + "😀")).isEqualTo("x".repeat(199) + "...");
	}

	@Test
	void namesWhenFewShowsAll() {
		assertThat(ShortList.names(List.of())).isEmpty();
		assertThat(ShortList.names(List.of("1", "2"))).isEqualTo("1, 2");
		assertThat(ShortList.names(IntStream.rangeClosed(1, 10).boxed().toList())).endsWith(", 9, 10");
	}

	@Test
	void namesWhenManyCountsTheRest() {
		assertThat(ShortList.names(IntStream.rangeClosed(1, 2219).boxed().toList()))
			.isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2209 more");
	}

	@Test
	void linesWhenManyCountsTheRest() {
		assertThat(ShortList.lines(List.of("a", "b"))).isEqualTo("\n- a\n- b");
		assertThat(ShortList.lines(Collections.nCopies(20, "a"))).hasLineCount(21);
		assertThat(ShortList.lines(Collections.nCopies(115, "a"))).hasLineCount(22).endsWith("\n- a\n- and 95 more");
	}

}
