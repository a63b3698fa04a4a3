package dev.headway.benchmark.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.headway.benchmark.ground.Access;
import dev.headway.benchmark.ground.Content;
import dev.headway.benchmark.ground.Database;
import dev.headway.benchmark.ground.DatabaseKind;
import dev.headway.benchmark.ground.JvmCommand;
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
 * Whole starts of the sample application in fresh JVMs, from the process to the line that
 * says that it has started, with all migrations applied.
 */
public final class StartCase {

	private final Settings settings;

	private final Path application;

	private final ResultTable table;

	private StartCase(Settings settings, Path application, PrintStream out) {
		this.settings = settings;
		this.application = application;
		this.table = new ResultTable(out, "Start of the sample application", "database", "migrations", "application",
				"wall ms", "CPU ms", "wall ratio", "CPU ratio", "load");
	}

	/**
	 * Measure.
	 * @param settings what to measure
	 * @param out where to print the figures
	 */
	public static void run(Settings settings, PrintStream out) {
		try (Workspace workspace = Workspace.create()) {
			Path application = workspace.path("");
			SampleCopy.extract(settings.sample(), application);
			StartCase start = new StartCase(settings, application, out);
			settings.databases().forEach((kind) -> start.run(workspace, kind));
		}
	}

	private void run(Workspace workspace, DatabaseKind kind) {
		try (Database database = this.settings.open(kind, workspace.path(""))) {
			for (int size : this.settings.sizes()) {
				Migrations migrations = Migrations.write(workspace.path(""), Shape.LINEAR, Content.INSERT, 1, size, 0);
				Access access = database.create();
				SampleCopy.all().forEach((copy) -> start(copy, access, migrations));
				add(database.name(), size, Comparison.run(this.settings.runs(), SampleCopy.all(),
						(copy) -> start(copy, access, migrations)));
				database.drop(access);
			}
		}
	}

	private void add(String database, int size, Map<SampleCopy, Figures> all) {
		Figures first = all.values().iterator().next();
		all.forEach((copy, figures) -> this.table.add(database, size, copy, figures.wall().millis(),
				figures.cpu().millis(), figures.wallRatio(first), figures.cpuRatio(first), Machine.load()));
	}

	private Figure start(SampleCopy copy, Access access, Migrations migrations) {
		long start = System.nanoTime();
		Process process = JvmCommand.of(copy.classPath(this.application), SampleCopy.MAIN)
			.start("--server.port=0", "--spring.datasource.url=" + access.url(),
					"--spring.datasource.username=" + access.user(),
					"--spring.datasource.password=" + access.password(),
					"--spring.flyway.locations=" + migrations.location());
		try (BufferedReader out = process.inputReader()) {
			awaitStart(out);
			long wall = System.nanoTime() - start;
			return new Figure(wall, process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			process.destroy();
			process.onExit().join();
		}
	}

	private static void awaitStart(BufferedReader out) throws IOException {
		StringBuilder said = new StringBuilder();
		for (String line = out.readLine(); line != null; line = out.readLine()) {
			if (line.contains(": Started SampleApplication")) {
				return;
			}
			said.append(line).append('\n');
		}
		throw new IllegalStateException("The application did not start:\n" + said);
	}

}
