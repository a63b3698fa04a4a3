package dev.headway.benchmark.engine;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Database;
import dev.headway.benchmark.ground.DatabaseKind;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.ground.Shape;
import dev.headway.benchmark.ground.Workspace;
import dev.headway.benchmark.measure.Comparison;
import dev.headway.benchmark.measure.Figure;
import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Machine;
import dev.headway.benchmark.measure.ResultTable;

/**
 * Many processes that start at once on one PostgreSQL database, each in a fresh JVM that
 * is ready when all are released. H2 in a file has room for one process only, so it is
 * passed over.
 */
public final class ReplicasCase {

	private final Settings settings;

	private final List<Engine> engines;

	private final ResultTable table;

	private ReplicasCase(Settings settings, PrintStream out) {
		this.settings = settings;
		this.engines = Engine.named(settings.engines());
		this.table = new ResultTable(out, settings.replicas() + " replicas at once", "database", "migrations", "state",
				"engine", "alone ms", "slowest ms", "CPU of all ms", "slowest / alone", "slowest ratio", "load");
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		ReplicasCase replicas = new ReplicasCase(settings, out);
		try (Workspace workspace = Workspace.create();
				Database database = settings.open(DatabaseKind.POSTGRESQL, workspace.path(""))) {
			settings.sizes().forEach((size) -> replicas.run(workspace, database, size));
		}
	}

	private void run(Workspace workspace, Database database, int size) {
		Path folder = workspace.path("");
		Migrations migrations = Migrations.write(folder, Shape.LINEAR, Content.INSERT, 1, size, 0);
		Map<Engine, Access> databases = Applied.databases(database, this.engines, migrations);
		add(database, size, "up to date", contest(1, migrations, databases, List.of()),
				contest(this.settings.replicas(), migrations, databases, List.of()));
		List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, size).boxed().toList());
		add(database, size, "one pending", contest(1, migrations, databases, numbers),
				contest(this.settings.replicas(), migrations, databases, numbers));
		databases.values().forEach(database::drop);
	}

	/**
	 * Let the engines start in turns.
	 * @param processes how many processes of one engine start at once
	 * @param migrations the migrations
	 * @param databases the databases
	 * @param numbers the numbers of the migrations, one of which is added for each round;
	 * nothing to add none
	 */
	private Map<Engine, Figures> contest(int processes, Migrations migrations, Map<Engine, Access> databases,
			List<Integer> numbers) {
		List<Engine> started = new ArrayList<>();
		return Comparison.run(this.settings.runs(), this.engines, (engine) -> {
			if (!numbers.isEmpty() && started.size() % this.engines.size() == 0) {
				int next = numbers.size() + 1;
				Migrations.write(migrations.root(), Shape.LINEAR, Content.INSERT, next, next, 0);
				numbers.add(next);
			}
			started.add(engine);
			return atOnce(processes, engine, migrations, Applied.access(databases, engine));
		});
	}

	private static Figure atOnce(int count, Engine engine, Migrations migrations, Access access) {
		List<EngineProcess> processes = IntStream.range(0, count)
			.mapToObj((number) -> EngineProcess.start(engine, migrations, access))
			.toList();
		processes.forEach(EngineProcess::awaitReady);
		processes.forEach(EngineProcess::release);
		List<Figure> figures = processes.stream().map(EngineProcess::result).toList();
		processes.forEach(EngineProcess::close);
		return new Figure(figures.stream().mapToLong(Figure::wall).max().orElseThrow(),
				figures.stream().mapToLong(Figure::cpu).sum());
	}

	private void add(Database database, int size, String state, Map<Engine, Figures> alone,
			Map<Engine, Figures> atOnce) {
		Figures first = atOnce.values().iterator().next();
		atOnce.forEach((engine, figures) -> {
			Figures single = Applied.access(alone, engine);
			this.table.add(database.name(), size, state, engine, single.wall().millis(), figures.wall().millis(),
					figures.cpu().millis(), figures.wallRatio(single), figures.wallRatio(first), Machine.load());
		});
	}

}
