package dev.headway.benchmark.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Database;
import dev.headway.benchmark.ground.DatabaseKind;
import dev.headway.benchmark.ground.JvmCommand;
import dev.headway.benchmark.ground.Migrations;
import dev.headway.benchmark.ground.Settings;
import dev.headway.benchmark.ground.Shape;
import dev.headway.benchmark.ground.Workspace;
import dev.headway.benchmark.measure.ResultTable;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;

/**
 * Heap of a start when all is applied: what is held after it, and the least {@code -Xmx}
 * that it gets by with, beside an application that only opens its pool.
 */
public final class MemoryCase {

	private static final int BYTES = 2048;

	private static final int STEP = 2;

	private static final int MOST = 512;

	private final Migrations migrations;

	private final Access access;

	private MemoryCase(Migrations migrations, Access access) {
		this.migrations = migrations;
		this.access = access;
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		ResultTable table = new ResultTable(out, "Heap when up to date, scripts of 2 KB", "migrations", "what",
				"held MB", "least -Xmx MB", "above the application's MB");
		try (Workspace workspace = Workspace.create();
				Database database = settings.open(DatabaseKind.H2, workspace.path(""))) {
			for (int size : settings.sizes()) {
				Migrations migrations = Migrations.write(workspace.path(""), Shape.LINEAR, Content.INSERT, 1, size,
						BYTES);
				MemoryCase memory = new MemoryCase(migrations, database.create());
				memory.stamp();
				int application = memory.least("NOTHING");
				for (String engine : List.of("NOTHING", "HEADWAY", "FLYWAY")) {
					int least = memory.least(engine);
					table.add(size, engine, memory.held(engine, MOST) >> 20, least, least - application);
				}
			}
		}
	}

	private void stamp() {
		try (HikariDataSource pool = this.access.pool()) {
			Flyway flyway = Flyway.configure().dataSource(pool).locations(this.migrations.location()).load();
			FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of()).stamp("head");
		}
	}

	private int least(String engine) {
		int tooLittle = 0;
		int enough = MOST;
		while (enough - tooLittle > STEP) {
			int middle = (enough + tooLittle) / 2;
			if (held(engine, middle) >= 0) {
				enough = middle;
			}
			else {
				tooLittle = middle;
			}
		}
		return enough;
	}

	/**
	 * Start a process.
	 * @return how many bytes it holds; less than 0 if its heap is too small
	 */
	private long held(String engine, int megabytes) {
		Process process = JvmCommand.like(MemoryChild.class)
			.with("-XX:+UseSerialGC")
			.with("-Xmx" + megabytes + "m")
			.withoutErrors()
			.start(engine, this.migrations.root().toString(), this.access.url(), this.access.user(),
					this.access.password());
		try (BufferedReader out = process.inputReader()) {
			String line = out.readLine();
			return (line != null && line.matches("-?\\d+")) ? Math.max(Long.parseLong(line), 0) : -1;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			process.onExit().join();
		}
	}

}
