package dev.headway.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

import liquibase.Liquibase;
import org.flywaydb.core.Flyway;
import org.h2.engine.Constants;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The program: measures the given cases and prints a table for each of them.
 */
@Command(name = "headway-benchmarks", showDefaultValues = true,
		description = "Compares Headway with stock Flyway and Liquibase. Prints Markdown tables.")
public final class Benchmarks implements Callable<Integer> {

	private final PrintStream out;

	@Mixin
	private BenchmarkOptions options = new BenchmarkOptions();

	@Parameters(arity = "1..*", paramLabel = "CASE", showDefaultValue = CommandLine.Help.Visibility.NEVER,
			description = "What to measure: ${COMPLETION-CANDIDATES}.")
	private List<BenchmarkCase> cases = List.of();

	private Benchmarks(PrintStream out) {
		this.out = out;
	}

	/**
	 * Run the program and exit.
	 * @param args cases and options
	 */
	public static void main(String[] args) {
		System.exit(run(System.out, args));
	}

	static int run(PrintStream out, String... args) {
		return new CommandLine(new Benchmarks(out)).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
	}

	@Override
	public Integer call() throws IOException {
		Runtime runtime = Runtime.getRuntime();
		this.out.printf("%d cores, heap up to %d MB, %s %s, Java %s (%s), JVM arguments %s; %s, %s, %s%n",
				runtime.availableProcessors(), runtime.maxMemory() >> 20, System.getProperty("os.name"),
				System.getProperty("os.arch"), System.getProperty("java.runtime.version"),
				System.getProperty("java.vm.name"), ManagementFactory.getRuntimeMXBean().getInputArguments(),
				jar(Flyway.class), jar(Liquibase.class), jar(Constants.class));
		for (BenchmarkCase measured : this.cases) {
			this.options.folder = Files.createTempDirectory("headway-benchmarks");
			try {
				measured.run(this.options, this.out);
			}
			finally {
				FileSystemUtils.deleteRecursively(this.options.folder);
			}
		}
		return 0;
	}

	/**
	 * Return the name of the jar of a class, which shows the version.
	 */
	private static String jar(Class<?> type) {
		String location = type.getProtectionDomain().getCodeSource().getLocation().getPath();
		return location.substring(location.lastIndexOf('/') + 1);
	}

	/**
	 * The cases by the names that the command line uses.
	 */
	private enum BenchmarkCase {

		FRESH, UPTODATE, REPLICAS, ACTUATOR, START, GRAPH, CHECK, MEMORY;

		void run(BenchmarkOptions options, PrintStream out) {
			switch (this) {
				case FRESH -> new UpgradeCase(options, "Fresh upgrade", out).fresh();
				case UPTODATE -> new UpgradeCase(options, "Startup when up to date", out).upToDate();
				case REPLICAS -> new UpgradeCase(options, options.replicas + " replicas at once", out).replicas();
				case ACTUATOR -> new ActuatorCase(options, out).run();
				case START -> new StartCase(options, out).run();
				case GRAPH -> new FilesCase(options, "Graph", out).graphs();
				case CHECK -> new FilesCase(options, "Check of scripts", out).checks();
				case MEMORY -> new MemoryCase(options, out).run();
			}
		}

	}

}
