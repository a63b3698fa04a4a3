package dev.headway.benchmark.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Database;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.measure.Stopwatch;

/**
 * Databases that have all migrations applied, one for each engine. Each was upgraded by
 * its own engine, and once more, so that nothing is left to catch up on.
 */
final class Applied {

	private Applied() {
	}

	static Map<Engine, Access> databases(Database database, List<Engine> engines, Migrations migrations) {
		Map<Engine, Access> databases = new EnumMap<>(Engine.class);
		for (Engine engine : engines) {
			Access access = database.create();
			try (HikariDataSource pool = access.pool()) {
				Stopwatch.THREAD.measure(engine.work(pool, migrations));
				Stopwatch.THREAD.measure(engine.work(pool, migrations));
			}
			databases.put(engine, access);
		}
		return databases;
	}

	static <T> T access(Map<Engine, T> all, Engine engine) {
		return Objects.requireNonNull(all.get(engine));
	}

}
