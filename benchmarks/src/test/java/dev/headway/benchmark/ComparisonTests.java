package dev.headway.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Comparison}.
 */
class ComparisonTests {

	@Test
	void runWhenSeveralRoundsStartsEachWithAnotherContender() {
		List<String> order = new ArrayList<>();
		Comparison.run(3, List.of("a", "b", "c"), (contender) -> {
			order.add(contender);
			return new Figure(1, 1);
		});
		assertThat(order).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
	}

	@Test
	void runWhenDoneHasTheFiguresOfEachInTheGivenOrder() {
		Map<String, Figures> figures = Comparison.run(2, List.of("long", "x"),
				(contender) -> new Figure(contender.length(), 0));
		assertThat(figures.keySet()).containsExactly("long", "x");
		assertThat(figures).containsEntry("long", new Figures(List.of(new Figure(4, 0), new Figure(4, 0))));
	}

}
