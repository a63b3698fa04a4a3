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
import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Starts when all is applied already.
 */
public final class UpToDateCase {

	private final Settings settings;

	private final List<Engine> engines;

	private final EngineTable table;

	private UpToDateCase(Settings settings, PrintStream out) {
		this.settings = settings;
		this.table = new EngineTable(out, "Start when up to date");
		this.engines = Engine.named(settings.engines());
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		UpToDateCase upToDate = new UpToDateCase(settings, out);
		settings.databases().forEach(upToDate::run);
	}

	private void run(DatabaseKind kind) {
		try (Workspace workspace = Workspace.create();
				Database database = this.settings.open(kind, workspace.path(""))) {
			for (int size : this.settings.sizes()) {
				for (Shape shape : this.settings.shapes()) {
					Migrations migrations = this.settings.migrations(workspace, shape, Content.INSERT, size);
					Map<Engine, Access> databases = Applied.databases(database, this.engines, migrations);
					measure(database.name(), "%d %s".formatted(size, shape), migrations, databases);
					databases.values().forEach(database::drop);
				}
			}
		}
	}

	private void measure(String database, String title, Migrations migrations, Map<Engine, Access> databases) {
		Map<Engine, String> counts = new EnumMap<>(Engine.class);
		if (this.settings.warm()) {
			this.table.add(database, title, "warm", warm(migrations, databases, counts), counts);
		}
		if (this.settings.cold()) {
			this.table.add(database, title, "cold",
					Comparison.run(this.settings.runs(), this.engines,
							(engine) -> EngineProcess.run(engine, migrations, Applied.access(databases, engine))),
					counts);
		}
	}

	private Map<Engine, Figures> warm(Migrations migrations, Map<Engine, Access> databases,
			Map<Engine, String> counts) {
		Map<Engine, HikariDataSource> pools = new EnumMap<>(Engine.class);
		databases.forEach((engine, access) -> pools.put(engine, access.pool()));
		try {
			pools.forEach((engine, pool) -> {
				JdbcCount count = new JdbcCount();
				Stopwatch.THREAD.measure(engine.work(count.counting(pool), migrations));
				counts.put(engine, count.toString());
			});
			Comparison.run(this.settings.warmUp(), this.engines,
					(engine) -> Stopwatch.THREAD.measure(engine.work(Applied.access(pools, engine), migrations)));
			System.gc();
			return Comparison.run(this.settings.runs(), this.engines,
					(engine) -> Stopwatch.THREAD.measure(engine.work(Applied.access(pools, engine), migrations)));
		}
		finally {
			pools.values().forEach(HikariDataSource::close);
		}
	}

}
