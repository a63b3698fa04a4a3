package dev.headway.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link LaneGraph}.
 */
class LaneGraphTests {

	@Test
	void drawWhenLineNeedsOneLane() {
		assertThat(draw("1", "2 1", "3 2")).isEqualTo("""
				* 3
				* 2
				* 1""");
	}

	@Test
	void drawWhenDiamond() {
		assertThat(draw("1", "2 1", "3 1", "4 2 3")).isEqualTo("""
				*-. 4
				| * 3
				* | 2
				|/
				* 1""");
	}

	@Test
	void drawWhenTwoHeads() {
		assertThat(draw("1", "2 1", "3 1")).isEqualTo("""
				* 3
				| * 2
				|/
				* 1""");
	}

	@Test
	void drawWhenCrissCross() {
		assertThat(draw("1", "2 1", "3 1", "4 2 3", "5 2 3", "6 4 5")).isEqualTo("""
				*-. 6
				| *-. 5
				*-|-+ 4
				|/  |
				|   * 3
				*   | 2
				|__/
				* 1""");
	}

	@Test
	void drawWhenRootsOfTheirOwn() {
		assertThat(draw("1", "2", "3 2 1")).isEqualTo("""
				*-. 3
				* | 2
				  * 1""");
	}

	@Test
	void drawWhenParentIsNotShownEndsLane() {
		List<Revision> all = graph("1", "2 1", "3 2").range("2", "head");
		assertThat(String.join("\n", LaneGraph.draw(all, Revision::id))).isEqualTo("""
				* 3
				* 2""");
	}

	@Test
	void drawWhenFanNeedsTwoLanes() {
		String[] fan = IntStream.rangeClosed(1, 13).mapToObj((i) -> (i > 1) ? i + " 1" : "1").toArray(String[]::new);
		assertThat(draw(fan)).startsWith("""
				* 13
				| * 12
				|/
				| * 11
				|/
				""").endsWith("""
				| * 2
				|/
				* 1""");
	}

	@Test
	void drawWhenFanIsMergedShowsTwelveLanes() {
		List<String> lines = new ArrayList<>(List.of("1"));
		IntStream.rangeClosed(2, 13).forEach((i) -> lines.add(i + " 1"));
		lines.add("14 2 3 4 5 6 7 8 9 10 11 12 13");
		assertThat(draw(lines.toArray(String[]::new))).isEqualTo("""
				*-.-.-.-.-.-.-.-.-.-.-. 14
				| | | | | | | | | | | * 13
				| | | | | | | | | | * | 12
				| | | | | | | | | | |/
				| | | | | | | | | * | 11
				| | | | | | | | | |/
				| | | | | | | | * | 10
				| | | | | | | | |/
				| | | | | | | * | 9
				| | | | | | | |/
				| | | | | | * | 8
				| | | | | | |/
				| | | | | * | 7
				| | | | | |/
				| | | | * | 6
				| | | | |/
				| | | * | 5
				| | | |/
				| | * | 4
				| | |/
				| * | 3
				| |/
				* | 2
				|/
				* 1""");
	}

	@Test
	void drawWhenLongHistoryTakesLinearTime() {
		List<Revision> revisions = new ArrayList<>();
		for (int i = 100_000; i > 1; i--) {
			revisions.add(new Revision("" + i, "", List.of("" + (i - 1)), List.of(), Set.of()));
		}
		assertThatNoException().isThrownBy(() -> {
			long start = System.nanoTime();
			assertThat(LaneGraph.draw(revisions, Revision::id)).hasSize(99_999);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		});
	}

	private static String draw(String... lines) {
		return String.join("\n", LaneGraph.draw(graph(lines).range("", ""), Revision::id));
	}

	private static RevisionGraph graph(String... lines) {
		return RevisionGraph.of(List.of(lines).stream().map((line) -> {
			List<String> ids = List.of(line.split(" "));
			return new Revision(ids.get(0), "", ids.subList(1, ids.size()), List.of(), Set.of());
		}).toList());
	}

}
