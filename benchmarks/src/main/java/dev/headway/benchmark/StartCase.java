package dev.headway.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Starts the unpacked sample application in fresh JVMs with all migrations applied, from
 * the process to the line that reports the startup: with Headway, and with stock Flyway,
 * which means without the jars of the starter. The home page, the only class that needs
 * Headway, is in neither.
 */
final class StartCase {

	private static final String STARTED = ": Started SampleApplication";

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final List<Engine> ENGINES = List.of(Engine.HEADWAY, Engine.FLYWAY);

	private final BenchmarkOptions options;

	private final Path application;

	private final ResultTable table;

	StartCase(BenchmarkOptions options, PrintStream out) {
		this.options = options;
		this.application = options.path();
		this.table = new ResultTable(out, "Startup of the sample application", "database", "migrations", "engine",
				"wall ms", "CPU ms", "wall ratio", "CPU ratio");
	}

	void run() {
		try (InputStream in = Files.newInputStream(this.options.sample);
				ZipInputStream entries = new ZipInputStream(in)) {
			for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				String name = entry.getName();
				boolean wanted = name.startsWith(CLASSES) || name.startsWith(LIBRARIES);
				if (wanted && !entry.isDirectory() && !name.contains("/HomePage")) {
					Path file = this.application.resolve(name);
					Files.createDirectories(file.getParent());
					Files.copy(entries, file);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.options.forEachDatabase(true, this::run);
	}

	private void run(DatabaseServer server, int size) {
		Migrations migrations = Migrations.write(this.options.path(), Migrations.INSERT, size, 0);
		DatabaseAccess access = server.create();
		ENGINES.forEach((engine) -> start(engine, access, migrations));
		Map<Engine, Figures> all = Comparison.run(this.options.runs, ENGINES,
				(engine) -> start(engine, access, migrations));
		Figures first = all.values().iterator().next();
		all.forEach((engine, figures) -> this.table.add(server, size, engine, figures.wall(), figures.cpu(),
				figures.wallRatio(first), figures.cpuRatio(first)));
		server.drop(access);
	}

	private Figure start(Engine engine, DatabaseAccess access, Migrations migrations) {
		List<String> arguments = List.of("-cp", classPath(engine), "dev.headway.sample.SampleApplication",
				"--server.port=0", "--spring.datasource.url=" + access.url(),
				"--spring.datasource.username=" + access.user(), "--spring.datasource.password=" + access.password(),
				"--spring.flyway.locations=" + migrations.location());
		long start = System.nanoTime();
		try (ChildProcess process = new ChildProcess(arguments)) {
			process.await(STARTED);
			return new Figure(System.nanoTime() - start, process.cpu());
		}
	}

	private String classPath(Engine engine) {
		try (Stream<Path> libraries = Files.list(this.application.resolve(LIBRARIES))) {
			Stream<Path> wanted = libraries.filter((library) -> engine == Engine.HEADWAY
					|| !library.getFileName().toString().matches("(headway|picocli)-.*"));
			return Stream.concat(Stream.of(this.application.resolve(CLASSES)), wanted.sorted())
				.map(Path::toString)
				.collect(Collectors.joining(File.pathSeparator));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
