package dev.headway.benchmark.files;

import java.util.ArrayList;
import java.util.List;

import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Stopwatch;
import dev.headway.revision.RevisionGraph;

/**
 * What one graph took.
 *
 * @param build to build it
 * @param heads to find its heads
 * @param plan to plan an upgrade of an empty database to the head
 */
record GraphFigures(Figure build, Figure heads, Figure plan) {

	static GraphFigures measure(GraphWork work, Stopwatch stopwatch) {
		List<RevisionGraph> built = new ArrayList<>();
		Figure build = stopwatch.measure(() -> built.add(work.build()));
		RevisionGraph graph = built.get(0);
		return new GraphFigures(build, stopwatch.measure(() -> GraphWork.heads(graph)),
				stopwatch.measure(() -> GraphWork.plan(graph)));
	}

	static GraphFigures parse(String text) {
		String[] numbers = text.split(" ", -1);
		return new GraphFigures(figure(numbers, 0), figure(numbers, 2), figure(numbers, 4));
	}

	private static Figure figure(String[] numbers, int place) {
		return new Figure(Long.parseLong(numbers[place]), Long.parseLong(numbers[place + 1]));
	}

	String text() {
		return "%d %d %d %d %d %d".formatted(this.build.wall(), this.build.cpu(), this.heads.wall(), this.heads.cpu(),
				this.plan.wall(), this.plan.cpu());
	}

	Figure total() {
		return new Figure(this.build.wall() + this.heads.wall() + this.plan.wall(),
				this.build.cpu() + this.heads.cpu() + this.plan.cpu());
	}

}
