package dev.headway.benchmark.engine;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;

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
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Upgrades from an empty database.
 */
public final class FreshCase {

	private static final int WARM_UP_SIZE = 100;

	private final Settings settings;

	private final EngineTable table;

	private FreshCase(Settings settings, PrintStream out) {
		this.settings = settings;
		this.table = new EngineTable(out, "Fresh upgrade");
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		FreshCase fresh = new FreshCase(settings, out);
		settings.databases().forEach(fresh::run);
	}

	private void run(DatabaseKind kind) {
		try (Workspace workspace = Workspace.create()) {
			if (this.settings.warm()) {
				try (Database database = this.settings.open(kind, null)) {
					warmUp(workspace, database);
					run(workspace, database, "warm", FreshCase::runHere);
				}
			}
			if (this.settings.cold()) {
				try (Database database = this.settings.open(kind, workspace.path(""))) {
					run(workspace, database, "cold", EngineProcess::run);
				}
			}
		}
	}

	private void warmUp(Workspace workspace, Database database) {
		Migrations migrations = this.settings.migrations(workspace, this.settings.shapes().get(0), Content.CREATE,
				WARM_UP_SIZE);
		Comparison.run(this.settings.warmUp(), engines(),
				(engine) -> onNew(database, engine, migrations, FreshCase::runHere));
	}

	private void run(Workspace workspace, Database database, String jvm, Runner runner) {
		for (int size : this.settings.sizes()) {
			for (Shape shape : this.settings.shapes()) {
				for (Content content : this.settings.contents()) {
					Migrations migrations = this.settings.migrations(workspace, shape, content, size);
					this.table.add(database.name(), "%d %s, %s".formatted(size, shape, content), jvm,
							Comparison.run(this.settings.runs(), engines(),
									(engine) -> onNew(database, engine, migrations, runner)),
							counts(database, migrations));
				}
			}
		}
	}

	private List<Engine> engines() {
		return Engine.named(this.settings.engines());
	}

	private static Figure onNew(Database database, Engine engine, Migrations migrations, Runner runner) {
		Access access = database.create();
		try {
			return runner.run(engine, migrations, access);
		}
		finally {
			database.drop(access);
		}
	}

	private static Figure runHere(Engine engine, Migrations migrations, Access access) {
		try (HikariDataSource pool = access.pool()) {
			System.gc();
			return Stopwatch.THREAD.measure(engine.work(pool, migrations));
		}
	}

	private Map<Engine, String> counts(Database database, Migrations migrations) {
		Map<Engine, String> counts = new EnumMap<>(Engine.class);
		for (Engine engine : engines()) {
			JdbcCount count = new JdbcCount();
			onNew(database, engine, migrations, (any, same, access) -> {
				try (HikariDataSource pool = access.pool()) {
					return Stopwatch.THREAD.measure(engine.work(count.counting(pool), migrations));
				}
			});
			counts.put(engine, count.toString());
		}
		return counts;
	}

	/**
	 * Lets an engine migrate.
	 */
	private interface Runner {

		Figure run(Engine engine, Migrations migrations, Access access);

	}

}
