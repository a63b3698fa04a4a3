package dev.headway.benchmark.files;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.ground.Shape;
import dev.headway.benchmark.ground.Workspace;
import dev.headway.benchmark.measure.Comparison;
import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Machine;
import dev.headway.benchmark.measure.ResultTable;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Reading and checking scripts, without a database.
 */
public final class CheckCase {

	private CheckCase() {
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		ResultTable table = new ResultTable(out, "Check of scripts", "scripts", "JVM", "wall ms", "CPU ms", "load");
		try (Workspace workspace = Workspace.create()) {
			for (int size : settings.sizes()) {
				for (Shape shape : settings.shapes()) {
					Path folder = Migrations.write(workspace.path(""), shape, Content.CREATE, 1, size, 0)
						.root()
						.resolve(Migrations.SCRIPTS);
					measure(settings, table, "%d %s".formatted(size, shape), folder);
				}
			}
		}
	}

	private static void measure(Settings settings, ResultTable table, String title, Path folder) {
		if (settings.warm()) {
			Function<Path, Figure> check = (any) -> Stopwatch.THREAD.measure(() -> CheckChild.check(any));
			Comparison.run(settings.warmUp(), List.of(folder), check);
			add(table, title, "warm", Comparison.run(settings.runs(), List.of(folder), check).values());
		}
		if (settings.cold()) {
			add(table, title, "cold", Comparison.run(settings.runs(), List.of(folder), CheckChild::run).values());
		}
	}

	private static void add(ResultTable table, String title, String jvm, Iterable<Figures> all) {
		all.forEach(
				(figures) -> table.add(title, jvm, figures.wall().millis(), figures.cpu().millis(), Machine.load()));
	}

}
