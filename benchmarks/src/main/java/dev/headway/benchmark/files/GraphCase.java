package dev.headway.benchmark.files;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.ground.Shape;
import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Machine;
import dev.headway.benchmark.measure.ResultTable;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Build, heads and full plan of a graph.
 */
public final class GraphCase {

	private final Settings settings;

	private final ResultTable table;

	private GraphCase(Settings settings, PrintStream out) {
		this.settings = settings;
		this.table = new ResultTable(out, "Graph", "revisions", "JVM", "build ms", "heads ms", "plan ms", "together ms",
				"together CPU ms", "load");
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		GraphCase graph = new GraphCase(settings, out);
		for (int size : settings.sizes()) {
			settings.shapes().forEach((shape) -> graph.run(shape, size));
		}
	}

	private void run(Shape shape, int size) {
		String title = "%d %s".formatted(size, shape);
		if (this.settings.warm()) {
			GraphWork work = new GraphWork(shape, size);
			repeat(this.settings.warmUp(), () -> GraphFigures.measure(work, Stopwatch.THREAD));
			add(title, "warm", repeat(this.settings.runs(), () -> GraphFigures.measure(work, Stopwatch.THREAD)));
		}
		if (this.settings.cold()) {
			add(title, "cold", repeat(this.settings.runs(), () -> GraphChild.run(shape, size)));
		}
	}

	private static List<GraphFigures> repeat(int times, Supplier<GraphFigures> measurement) {
		return IntStream.range(0, times).mapToObj((run) -> {
			System.gc();
			return measurement.get();
		}).toList();
	}

	private void add(String title, String jvm, List<GraphFigures> runs) {
		Figures total = figures(runs, GraphFigures::total);
		this.table.add(title, jvm, figures(runs, GraphFigures::build).wall().millis(),
				figures(runs, GraphFigures::heads).wall().millis(), figures(runs, GraphFigures::plan).wall().millis(),
				total.wall().millis(), total.cpu().millis(), Machine.load());
	}

	private static Figures figures(List<GraphFigures> runs, Function<GraphFigures, Figure> part) {
		return new Figures(runs.stream().map(part).toList());
	}

}
