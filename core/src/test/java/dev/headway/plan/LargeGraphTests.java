package dev.headway.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.headway.revision.Graphs;
import dev.headway.revision.InvalidGraphException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Graphs of 100 000 revisions: no stack overflow, and nothing that grows faster than the
 * graph. The time limit only keeps a mistake from blocking the build.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeGraphTests {

	private static final int SIZE = 100_000;

	@Test
	void plansWhenGraphIsALongChain() {
		assertGoesThereAndBack(Graphs.chain(SIZE));
	}

	@Test
	void plansWhenGraphIsABraid() {
		assertGoesThereAndBack(Graphs.braid(SIZE));
	}

	@Test
	void plansWhenRevisionsComeInAnyOrder() {
		List<Revision> revisions = new ArrayList<>(Graphs.braid(SIZE));
		Collections.shuffle(revisions, new Random(3));
		assertGoesThereAndBack(revisions);
	}

	@Test
	void plansWhenGraphIsAFanWithOneMerge() {
		List<String> lines = new ArrayList<>(List.of("1"));
		List<String> middle = IntStream.range(2, SIZE).mapToObj(String::valueOf).toList();
		middle.forEach((id) -> lines.add(id + " revises 1"));
		lines.add("%d revises %s".formatted(SIZE, String.join(" ", middle)));
		assertGoesThereAndBack(Graphs.revisions(lines.toArray(String[]::new)));
	}

	@Test
	void walksAndRangesWhenGraphIsALongChain() {
		RevisionGraph graph = RevisionGraph.of(Graphs.chain(SIZE));
		MigrationPlanner planner = new MigrationPlanner(graph);
		assertThat(planner.upgrade(Set.of(), "+" + SIZE).steps()).hasSize(SIZE);
		assertThat(planner.downgrade(Set.of(String.valueOf(SIZE)), "-" + SIZE).steps()).hasSize(SIZE);
		assertThat(planner.stamp(Set.of(), List.of("head")).steps()).hasSize(SIZE);
		assertThat(graph.range("1", "head")).hasSize(SIZE);
		assertThat(graph.ancestors(String.valueOf(SIZE))).hasSize(SIZE - 1);
		for (Revision revision : graph.revisions()) {
			assertThat(graph.labels(revision.id())).isEmpty();
		}
	}

	@Test
	void ofWhenAllRevisionsAreOneCycleThrows() {
		List<Revision> revisions = new ArrayList<>(Graphs.chain(SIZE));
		revisions.set(0, Graphs.revision("1 revises " + SIZE));
		assertThatExceptionOfType(InvalidGraphException.class).isThrownBy(() -> RevisionGraph.of(revisions))
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.revisions()).hasSize(SIZE)));
	}

	private void assertGoesThereAndBack(List<Revision> revisions) {
		RevisionGraph graph = RevisionGraph.of(revisions);
		assertThat(graph.bases()).containsExactly("1");
		MigrationPlanner planner = new MigrationPlanner(graph);
		MigrationPlan upgrade = planner.upgrade(Set.of(), "heads");
		assertThat(upgrade.steps()).hasSize(SIZE);
		assertThat(upgrade.currentAfter()).isEqualTo(graph.heads());
		Set<String> applied = new HashSet<>(graph.ancestors(graph.heads()));
		applied.addAll(graph.heads());
		MigrationPlan downgrade = planner.downgrade(applied, "base");
		assertThat(downgrade.steps()).hasSize(SIZE);
		assertThat(downgrade.currentAfter()).isEmpty();
	}

}
