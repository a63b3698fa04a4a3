package dev.headway.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

import picocli.CommandLine.Option;

/**
 * The options of the command line.
 */
final class BenchmarkOptions {

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help.")
	boolean help;

	@Option(names = "--sizes", split = ",", defaultValue = "100,1000", paramLabel = "N",
			description = "Number of migrations.")
	List<Integer> sizes = List.of();

	@Option(names = "--shapes", split = ",", defaultValue = "LINEAR", paramLabel = "SHAPE",
			description = "Shape of graphs: ${COMPLETION-CANDIDATES}.")
	List<FilesCase.Shape> shapes = List.of();

	@Option(names = "--databases", split = ",", defaultValue = "H2,POSTGRESQL", paramLabel = "PRODUCT",
			description = "Database: ${COMPLETION-CANDIDATES}.")
	List<Product> databases = List.of();

	@Option(names = "--engines", split = ",", defaultValue = "HEADWAY,FLYWAY,LIQUIBASE", paramLabel = "ENGINE",
			description = "What to compare. Ratios refer to the first.")
	List<Engine> engines = List.of();

	@Option(names = "--runs", defaultValue = "5", paramLabel = "N", description = "Measured runs.")
	int runs;

	@Option(names = "--warm-up", defaultValue = "20", paramLabel = "N",
			description = "Runs before a warm JVM is measured.")
	int warmUp;

	@Option(names = "--replicas", defaultValue = "8", paramLabel = "N", description = "Processes that start at once.")
	int replicas;

	@Option(names = "--requests", defaultValue = "300", paramLabel = "N", description = "Requests to each endpoint.")
	int requests;

	@Option(names = "--warm-only", description = "Do not measure in fresh JVMs.")
	boolean warmOnly;

	@Option(names = "--sample", defaultValue = "sample-app/target/headway-sample-app.jar", paramLabel = "JAR",
			description = "The sample application.")
	Path sample = Path.of("");

	/** The temporary folder of the current case. */
	Path folder = Path.of("");

	private int paths;

	/**
	 * Return a path in the temporary folder at which there is no file yet.
	 */
	Path path() {
		return this.folder.resolve(String.valueOf(this.paths++));
	}

	/**
	 * Measure with each database and size.
	 * @param files whether other processes open the database, so that H2 keeps it in a
	 * file
	 */
	void forEachDatabase(boolean files, BiConsumer<DatabaseServer, Integer> measurement) {
		for (Product product : this.databases) {
			try (DatabaseServer server = open(product, files)) {
				this.sizes.forEach((size) -> measurement.accept(server, size));
			}
		}
	}

	private DatabaseServer open(Product product, boolean files) {
		return switch (product) {
			case H2 -> files ? DatabaseServer.h2InFiles(path()) : DatabaseServer.h2InMemory();
			case POSTGRESQL -> DatabaseServer.postgresql();
		};
	}

	/**
	 * The products that can be measured.
	 */
	enum Product {

		H2, POSTGRESQL

	}

}
