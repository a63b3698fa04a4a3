package dev.headway.graph;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.headway.graph.LaneRow.Link;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LaneLayout}.
 */
class LaneLayoutTests {

	@Test
	void ofWhenLinearKeepsOneLane() {
		List<LaneRow> rows = HistoryGraph.of(SampleHistories.applied(SampleHistories.linear(10_000))).rows();
		assertThat(rows).hasSize(10_000).allMatch((row) -> row.lane() == 0 && row.width() == 1);
		assertThat(rows.subList(1, 9_999)).allMatch(LaneRow::isStraight);
		assertThat(rows.get(0).child()).isFalse();
		assertThat(rows.get(9_999).parentFollows()).isFalse();
	}

	@Test
	void ofWhenCrissCrossLeadsEachLineToItsParent() {
		Map<String, List<String>> parents = parents(SampleHistories.crissCross());
		List<LaneRow> rows = LaneLayout.of(parents);
		List<String> ids = List.copyOf(parents.keySet());
		assertThat(rows.stream().mapToInt(LaneRow::width).max().orElse(0)).isBetween(12, 24);
		for (int i = 0; i < rows.size(); i++) {
			LaneRow row = rows.get(i);
			int next = i + 1;
			Set<String> reached = IntStream
				.concat(firstParent(row), IntStream.concat(row.joined().stream(), row.opened().stream()))
				.mapToObj((lane) -> ids.get(follow(rows, next, lane)))
				.collect(Collectors.toSet());
			assertThat(reached).containsExactlyInAnyOrderElementsOf(parents.get(ids.get(i)));
		}
	}

	private static IntStream firstParent(LaneRow row) {
		Link link = row.link();
		if (link != null) {
			return IntStream.of(link.left());
		}
		return row.parentFollows() ? IntStream.of(row.lane()) : IntStream.empty();
	}

	/**
	 * The row of the revision to which a lane leads.
	 */
	private static int follow(List<LaneRow> rows, int from, int lane) {
		LaneRow row = rows.get(from);
		assertThat(row.above().get(lane)).isTrue();
		if (row.lane() == lane) {
			return from;
		}
		Link link = row.link();
		return follow(rows, from + 1, (link != null && link.right() == lane) ? link.left() : lane);
	}

	@Test
	void ofWhenParentCameBeforeLeavesItOut() {
		Map<String, List<String>> parents = new LinkedHashMap<>();
		parents.put("1", List.of("1", "9"));
		parents.put("2", List.of("1"));
		assertThat(LaneLayout.of(parents)).allMatch((row) -> row.below().isEmpty());
	}

	@Test
	void ofWhenVeryManyTakesLinearTime() {
		Map<String, List<String>> parents = parents(SampleHistories.linear(100_000));
		long start = System.nanoTime();
		assertThat(LaneLayout.of(parents)).hasSize(100_000);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	private static Map<String, List<String>> parents(String... lines) {
		Map<String, List<String>> parents = new LinkedHashMap<>();
		for (int i = lines.length - 1; i >= 0; i--) {
			List<String> ids = List.of(lines[i].split(" "));
			parents.put(ids.get(0), ids.subList(1, ids.size()));
		}
		return parents;
	}

}
