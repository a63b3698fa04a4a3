package dev.headway.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;
import dev.headway.script.check.ScriptCheck;
import dev.headway.script.location.ScriptLocations;

/**
 * Does what needs no database: builds and plans graphs, and checks scripts. No peer does
 * that, so there is no ratio.
 */
final class FilesCase {

	private final BenchmarkOptions options;

	private final ResultTable table;

	FilesCase(BenchmarkOptions options, String title, PrintStream out) {
		this.options = options;
		this.table = new ResultTable(out, title, "revisions", "JVM", "wall ms", "CPU ms");
	}

	void graphs() {
		for (int size : this.options.sizes) {
			for (Shape shape : this.options.shapes) {
				String title = "%d %s".formatted(size, shape);
				measure(title, graph(shape, size), ColdRun.GRAPH, shape.name(), String.valueOf(size));
			}
		}
	}

	void checks() {
		for (int size : this.options.sizes) {
			Migrations migrations = Migrations.write(this.options.path(), Migrations.CREATE, size, 0);
			Path scripts = migrations.root().resolve(Migrations.SCRIPTS);
			measure(String.valueOf(size), check(scripts), ColdRun.CHECK, scripts.toString());
		}
	}

	private void measure(String title, Callable<?> work, String... coldRun) {
		Function<String, Figure> warm = (same) -> {
			System.gc();
			return Figure.ofThread(work);
		};
		Comparison.run(this.options.warmUp, List.of(title), warm);
		add(title, "warm", warm);
		if (!this.options.warmOnly) {
			add(title, "cold", (same) -> ColdRun.run(coldRun));
		}
	}

	private void add(String title, String jvm, Function<String, Figure> run) {
		Comparison.run(this.options.runs, List.of(title), run)
			.forEach((same, figures) -> this.table.add(title, jvm, figures.wall(), figures.cpu()));
	}

	/**
	 * Return the work to build a graph, find its head and plan an upgrade of an empty
	 * database.
	 */
	static Callable<MigrationPlan> graph(Shape shape, int size) {
		List<Revision> revisions = IntStream.rangeClosed(1, size)
			.mapToObj((number) -> new Revision(String.valueOf(number), "change " + number,
					shape.parents(number, size).stream().map(String::valueOf).toList(), List.of(), Set.of()))
			.toList();
		return () -> {
			RevisionGraph graph = RevisionGraph.of(revisions);
			MigrationPlan plan = new MigrationPlanner(graph).upgrade(Set.of(), "heads");
			if (graph.heads().size() != 1 || plan.steps().size() != size) {
				throw new IllegalStateException(
						"%d steps to the heads %s".formatted(plan.steps().size(), graph.heads()));
			}
			return plan;
		};
	}

	/**
	 * Return the work to read and check the scripts of a folder.
	 */
	static Callable<List<?>> check(Path folder) {
		return () -> {
			MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(), ScriptLocations.of(folder),
					List.of());
			List<?> problems = new ScriptCheck(scripts).problems(false);
			if (!problems.isEmpty()) {
				throw new IllegalStateException(problems.toString());
			}
			return problems;
		};
	}

	/**
	 * The shape of a graph of revisions that are numbered from 1. It has one base and one
	 * head for any size.
	 */
	enum Shape {

		/** Each revision revises the previous one. */
		LINEAR,

		/** Two branches that every third revision merges. */
		BRAIDED;

		List<Integer> parents(int number, int size) {
			if (number == 1) {
				return List.of();
			}
			if (this == BRAIDED && number % 3 == 1) {
				return List.of(number - 2, number - 1);
			}
			boolean branches = this == BRAIDED && number % 3 == 0 && number != size;
			return List.of(branches ? number - 2 : number - 1);
		}

	}

}
