package dev.headway.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadConflict}.
 */
class HeadConflictTests {

	@Test
	void forkedAtWhenOneHeadIsEmpty() {
		assertThat(forkedAt()).isEmpty();
		assertThat(forkedAt("1", "2 1", "3 1", "4 2 3")).isEmpty();
	}

	@Test
	void forkedAtWhenTwoHeadsIsTheirLatestCommonAncestor() {
		assertThat(forkedAt("1", "2 1", "3 2", "4 2")).containsExactly("2");
	}

	@Test
	void forkedAtWhenCrissCrossIsBoth() {
		assertThat(forkedAt("1", "2 1", "3 1", "4 2 3", "5 2 3")).containsExactly("2", "3");
	}

	@Test
	void forkedAtWhenNothingInCommonIsEmpty() {
		assertThat(forkedAt("1", "2")).isEmpty();
	}

	@Test
	void createCopiesItsLists() {
		List<String> heads = new ArrayList<>(List.of("2", "3"));
		HeadConflict conflict = new HeadConflict(heads, List.of("1"), List.of(), List.of("db merge 2 3"));
		heads.clear();
		assertThat(conflict.heads()).containsExactly("2", "3");
	}

	private static List<String> forkedAt(String... lines) {
		RevisionGraph graph = graph(lines);
		return HeadConflict.forkedAt(graph, graph.heads());
	}

	private static RevisionGraph graph(String... lines) {
		return RevisionGraph.of(List.of(lines).stream().map((line) -> {
			List<String> ids = List.of(line.split(" "));
			return new Revision(ids.get(0), "", ids.subList(1, ids.size()), List.of(), Set.of());
		}).toList());
	}

}
