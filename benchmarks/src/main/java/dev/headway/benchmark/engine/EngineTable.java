package dev.headway.benchmark.engine;

import java.io.PrintStream;
import java.util.Map;

import dev.headway.benchmark.measure.Figures;
import dev.headway.benchmark.measure.Machine;
import dev.headway.benchmark.measure.ResultTable;

/**
 * A table of what engines took, with each engine's ratio to the first one.
 */
final class EngineTable {

	private final ResultTable table;

	EngineTable(PrintStream out, String title) {
		this.table = new ResultTable(out, title, "database", "migrations", "JVM", "engine", "wall ms", "CPU ms",
				"wall ratio", "CPU ratio", "JDBC", "load");
	}

	/**
	 * Add a row for each engine.
	 * @param database the database
	 * @param migrations the migrations
	 * @param jvm the state of the JVM
	 * @param figures what each engine took
	 * @param counts what each engine asked of the database; nothing if not counted
	 */
	void add(String database, String migrations, String jvm, Map<Engine, Figures> figures, Map<Engine, String> counts) {
		Figures first = figures.values().iterator().next();
		figures.forEach((engine, taken) -> this.table.add(database, migrations, jvm, engine, taken.wall().millis(),
				taken.cpu().millis(), taken.wallRatio(first), taken.cpuRatio(first), counts.getOrDefault(engine, ""),
				Machine.load()));
	}

}
