package dev.headway.revision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GraphIndex}.
 */
class GraphIndexTests {

	@Test
	void inTopologicalOrderWhenThereIsACycleLeavesOutItAndItsDescendants() {
		assertThat(order("1", "2 revises 3", "3 revises 2", "4 revises 3", "5 revises 1")).containsExactly("1", "5");
	}

	@Test
	void inTopologicalOrderWhenSeveralAreReadyTakesTheFirstInTheList() {
		assertThat(order("5", "1 revises 4", "4", "3 revises 5", "2 needs 1")).containsExactly("5", "4", "1", "3", "2");
	}

	@Test
	void inTopologicalOrderWhenGraphIsRandomIsTheEarliestPossible() {
		Random random = new Random(17);
		for (int round = 0; round < 100; round++) {
			List<Revision> revisions = new ArrayList<>();
			for (int id = 1; id <= 12; id++) {
				String parent = (id > 1) ? " revises " + (1 + random.nextInt(id - 1)) : "";
				String dependency = (id > 1 && random.nextBoolean()) ? " needs " + (1 + random.nextInt(id - 1)) : "";
				revisions.add(random.nextInt(revisions.size() + 1), Graphs.revision(id + parent + dependency));
			}
			assertThat(GraphIndex.of(revisions).inTopologicalOrder()).as("round %d", round)
				.isEqualTo(earliestFirst(revisions));
		}
	}

	@Test
	void hasIdWhenNameIsALabelIsFalse() {
		GraphIndex index = index("1 called core");
		assertThat(index.hasId("1")).isTrue();
		assertThat(index.hasId("core")).isFalse();
		assertThat(index.hasId("2")).isFalse();
	}

	@Test
	void hasOverlapWhenOneIsAncestorByDependencyIsTrue() {
		GraphIndex index = index("1", "2", "3 revises 1 needs 2", "4 revises 1");
		assertThat(index.hasOverlap(index.requireNodes(List.of("2", "3")))).isTrue();
		assertThat(index.hasOverlap(index.requireNodes(List.of("3", "4")))).isFalse();
		assertThat(index.hasOverlap(index.requireNodes(List.of("3")))).isFalse();
	}

	@Test
	void lineageWhenThereIsADependencyDoesNotFollowIt() {
		GraphIndex index = index("1", "2", "3 revises 1 needs 2", "4 revises 3");
		assertThat(index.ids(index.lineage(0))).containsExactly("1", "3", "4");
		assertThat(index.ids(index.lineage(1))).containsExactly("2");
	}

	@Test
	void requireNodeWhenIdIsUnknownThrows() {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> index("1").requireNode("7"))
			.withMessage("There is no revision '7'. Restore its script, or remove it from the applied revisions.")
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(RevisionError.NOT_FOUND));
	}

	private static List<Revision> earliestFirst(List<Revision> revisions) {
		List<Revision> order = new ArrayList<>();
		Set<String> done = new HashSet<>();
		while (order.size() < revisions.size()) {
			Revision next = revisions.stream()
				.filter((revision) -> !done.contains(revision.id()))
				.filter((revision) -> done.containsAll(revision.parents()) && done.containsAll(revision.dependsOn()))
				.findFirst()
				.orElseThrow();
			order.add(next);
			done.add(next.id());
		}
		return order;
	}

	private static List<String> order(String... lines) {
		return index(lines).inTopologicalOrder().stream().map(Revision::id).toList();
	}

	private static GraphIndex index(String... lines) {
		return GraphIndex.of(Graphs.revisions(lines));
	}

}
