package dev.headway.benchmark.files;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.headway.benchmark.ground.Shape;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * What is measured of a graph, in three parts.
 */
final class GraphWork {

	private final List<Revision> revisions;

	GraphWork(Shape shape, int size) {
		this.revisions = IntStream.rangeClosed(1, size)
			.mapToObj((number) -> new Revision(String.valueOf(number), "change " + number,
					shape.parents(number, size).stream().map(String::valueOf).toList(), List.of(), Set.of()))
			.toList();
	}

	RevisionGraph build() {
		return RevisionGraph.of(this.revisions);
	}

	static Set<String> heads(RevisionGraph graph) {
		Set<String> heads = graph.heads();
		if (heads.size() != 1) {
			throw new IllegalStateException("heads " + heads);
		}
		return heads;
	}

	/**
	 * The plan from an empty database to the head.
	 */
	static MigrationPlan plan(RevisionGraph graph) {
		MigrationPlan plan = new MigrationPlanner(graph).upgrade(Set.of(), "heads");
		if (plan.steps().size() != graph.revisions().size()) {
			throw new IllegalStateException(plan.steps().size() + " steps");
		}
		return plan;
	}

}
