package dev.headway.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cycles}.
 */
class CyclesTests {

	@Test
	void ofWhenThereIsNoCycleIsEmpty() {
		assertThat(cycles("1", "2 revises 1", "3 revises 1", "4 revises 2 3")).isEmpty();
	}

	@Test
	void ofWhenCyclesShareARevisionAreOne() {
		assertThat(cycles("1 revises 2 3", "2 revises 1", "3 revises 1", "4 revises 3"))
			.containsExactly(Set.of(0, 1, 2));
	}

	@Test
	void ofWhenOneCycleLeadsToAnotherAreTwo() {
		assertThat(cycles("1 revises 2", "2 revises 1", "3 revises 4 2", "4 revises 3"))
			.containsExactlyInAnyOrder(Set.of(0, 1), Set.of(2, 3));
	}

	@Test
	void ofWhenPathIsLongNeedsNoDeepStack() {
		List<Revision> ring = new ArrayList<>(Graphs.chain(200_000));
		ring.set(0, Graphs.revision("1 revises 200000"));
		assertThat(Cycles.of(edges(ring))).singleElement()
			.satisfies((cycle) -> assertThat(new HashSet<>(cycle)).hasSize(200_000));
	}

	@Test
	void ofWhenGraphIsRandomFindsWhatReachesItself() {
		Random random = new Random(5);
		for (int round = 0; round < 200; round++) {
			Edges edges = edges(randomRevisions(random, 1 + random.nextInt(12)));
			Set<Set<Integer>> expected = new HashSet<>();
			for (int node = 0; node < edges.size(); node++) {
				Set<Integer> component = component(edges, node);
				if (component.size() > 1) {
					expected.add(component);
				}
			}
			List<Set<Integer>> found = asSets(Cycles.of(edges));
			assertThat(found).as("round %d", round).containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static Set<Integer> component(Edges edges, int node) {
		Set<Integer> component = new HashSet<>();
		BitSet reached = reached(edges, node);
		for (int other = 0; other < edges.size(); other++) {
			if (other == node || (reached.get(other) && reached(edges, other).get(node))) {
				component.add(other);
			}
		}
		return component;
	}

	private static BitSet reached(Edges edges, int start) {
		BitSet reached = GraphIndex.nodes(start);
		BitSet before;
		do {
			before = (BitSet) reached.clone();
			reached.or(edges.ends(before));
		}
		while (!before.equals(reached));
		return reached;
	}

	private static List<Revision> randomRevisions(Random random, int count) {
		List<Revision> revisions = new ArrayList<>();
		for (int id = 1; id <= count; id++) {
			StringBuilder line = new StringBuilder(id + " revises");
			for (int i = random.nextInt(3); i > 0; i--) {
				line.append(' ').append(1 + random.nextInt(count));
			}
			revisions.add(Graphs.revision(line.toString()));
		}
		return revisions;
	}

	private static List<Set<Integer>> cycles(String... lines) {
		return asSets(Cycles.of(edges(Graphs.revisions(lines))));
	}

	private static List<Set<Integer>> asSets(List<List<Integer>> cycles) {
		assertThat(cycles).allSatisfy((cycle) -> assertThat(cycle).doesNotHaveDuplicates());
		return cycles.stream().<Set<Integer>>map(HashSet::new).toList();
	}

	private static Edges edges(List<Revision> revisions) {
		return Edges.of(revisions, Names.of(revisions), Revision::parents);
	}

}
