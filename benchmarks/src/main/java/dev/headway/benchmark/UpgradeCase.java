package dev.headway.benchmark;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Lets the engines upgrade databases that are empty or up to date.
 */
final class UpgradeCase {

	private static final int WARM_UP_SIZE = 100;

	private final BenchmarkOptions options;

	private final ResultTable table;

	UpgradeCase(BenchmarkOptions options, String title, PrintStream out) {
		this.options = options;
		this.table = new ResultTable(out, title, "database", "migrations", "JVM", "engine", "wall ms", "CPU ms",
				"wall ratio", "CPU ratio", "notes");
	}

	void fresh() {
		this.options.forEachDatabase(false, (server, size) -> {
			fresh(server, this.options.warmUp, WARM_UP_SIZE);
			add(server, size, "warm", fresh(server, this.options.runs, size), Map.of());
		});
	}

	private Map<Engine, Figures> fresh(DatabaseServer server, int runs, int size) {
		Migrations migrations = Migrations.write(this.options.path(), Migrations.CREATE, size, 0);
		return Comparison.run(runs, this.options.engines, (engine) -> {
			DatabaseAccess access = server.create();
			try (HikariDataSource pool = access.pool()) {
				System.gc();
				return Figure.ofThread(engine.work(pool, migrations));
			}
			finally {
				server.drop(access);
			}
		});
	}

	void upToDate() {
		this.options.forEachDatabase(true, this::upToDate);
	}

	private void upToDate(DatabaseServer server, int size) {
		Migrations migrations = Migrations.write(this.options.path(), Migrations.INSERT, size, 0);
		Map<Engine, DatabaseAccess> databases = databases(server, migrations);
		Map<Engine, String> counts = new EnumMap<>(Engine.class);
		add(server, size, "warm", warm(migrations, databases, counts), counts);
		if (!this.options.warmOnly) {
			add(server, size, "cold", cold(1, migrations, databases), counts);
		}
		databases.values().forEach(server::drop);
	}

	/**
	 * Create a database for each engine and let the engine upgrade it. A second upgrade
	 * leaves it nothing to catch up on.
	 */
	private Map<Engine, DatabaseAccess> databases(DatabaseServer server, Migrations migrations) {
		Map<Engine, DatabaseAccess> databases = new EnumMap<>(Engine.class);
		for (Engine engine : this.options.engines) {
			DatabaseAccess access = server.create();
			try (HikariDataSource pool = access.pool()) {
				Figure.ofThread(engine.work(pool, migrations));
				Figure.ofThread(engine.work(pool, migrations));
			}
			databases.put(engine, access);
		}
		return databases;
	}

	private Map<Engine, Figures> warm(Migrations migrations, Map<Engine, DatabaseAccess> databases,
			Map<Engine, String> counts) {
		Map<Engine, HikariDataSource> pools = new EnumMap<>(Engine.class);
		databases.forEach((engine, access) -> pools.put(engine, access.pool()));
		try {
			pools.forEach((engine, pool) -> {
				JdbcCount count = new JdbcCount();
				Figure.ofThread(engine.work(count.counting(pool), migrations));
				counts.put(engine, count.toString());
			});
			Function<Engine, Figure> run = (engine) -> Figure.ofThread(engine.work(get(pools, engine), migrations));
			Comparison.run(this.options.warmUp, this.options.engines, run);
			System.gc();
			return Comparison.run(this.options.runs, this.options.engines, run);
		}
		finally {
			pools.values().forEach(HikariDataSource::close);
		}
	}

	private Map<Engine, Figures> cold(int processes, Migrations migrations, Map<Engine, DatabaseAccess> databases) {
		return Comparison.run(this.options.runs, this.options.engines, (engine) -> ColdRun.atOnce(processes,
				ColdRun.arguments(engine.name(), migrations, get(databases, engine))));
	}

	/**
	 * Start several processes at once on one PostgreSQL database. An H2 database in a
	 * file can be opened by one process only.
	 */
	void replicas() {
		try (DatabaseServer server = DatabaseServer.postgresql()) {
			this.options.sizes.forEach((size) -> replicas(server, size));
		}
	}

	private void replicas(DatabaseServer server, int size) {
		Migrations migrations = Migrations.write(this.options.path(), Migrations.INSERT, size, 0);
		Map<Engine, DatabaseAccess> databases = databases(server, migrations);
		Map<Engine, Figures> alone = cold(1, migrations, databases);
		Map<Engine, Figures> atOnce = cold(this.options.replicas, migrations, databases);
		Map<Engine, String> notes = new EnumMap<>(Engine.class);
		atOnce.forEach((engine, figures) -> notes.put(engine,
				"slowest: %s times one alone".formatted(figures.wallRatio(get(alone, engine)))));
		add(server, size, "cold", alone, Map.of());
		add(server, size, "%d cold".formatted(this.options.replicas), atOnce, notes);
		databases.values().forEach(server::drop);
	}

	private static <T> T get(Map<Engine, T> all, Engine engine) {
		return Objects.requireNonNull(all.get(engine));
	}

	private void add(DatabaseServer server, int size, String jvm, Map<Engine, Figures> figures,
			Map<Engine, String> notes) {
		Figures first = figures.values().iterator().next();
		figures.forEach((engine, taken) -> this.table.add(server, size, jvm, engine, taken.wall(), taken.cpu(),
				taken.wallRatio(first), taken.cpuRatio(first), notes.getOrDefault(engine, "")));
	}

}
