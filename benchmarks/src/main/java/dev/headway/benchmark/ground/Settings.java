package dev.headway.benchmark.ground;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What to measure, as given on the command line.
 */
public final class Settings {

	@Option(names = "--sizes", split = ",", defaultValue = "100,1000", paramLabel = "N",
			description = "How many migrations; default ${DEFAULT-VALUE}.")
	private List<Integer> sizes = List.of();

	@Option(names = "--shapes", split = ",", defaultValue = "LINEAR", paramLabel = "SHAPE",
			description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
	private List<Shape> shapes = List.of();

	@Option(names = "--contents", split = ",", defaultValue = "CREATE", paramLabel = "CONTENT",
			description = "What migrations do: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
	private List<Content> contents = List.of();

	@Option(names = "--databases", split = ",", defaultValue = "H2,POSTGRESQL", paramLabel = "KIND",
			description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
	private List<DatabaseKind> databases = List.of();

	@Option(names = "--engines", split = ",", defaultValue = "HEADWAY,FLYWAY,LIQUIBASE", paramLabel = "ENGINE",
			description = "In which order to show them; the first is what ratios refer to; default ${DEFAULT-VALUE}.")
	private List<String> engines = List.of();

	@Option(names = "--runs", defaultValue = "5", paramLabel = "N",
			description = "How often to measure each; default ${DEFAULT-VALUE}.")
	private int runs;

	@Option(names = "--warm-up", defaultValue = "20", paramLabel = "N",
			description = "How often each runs beforehand where a warm JVM is measured; default ${DEFAULT-VALUE}.")
	private int warmUp;

	@Option(names = "--replicas", defaultValue = "8", paramLabel = "N",
			description = "How many processes start at once; default ${DEFAULT-VALUE}.")
	private int replicas;

	@Option(names = "--requests", defaultValue = "300", paramLabel = "N",
			description = "How many requests to each window; default ${DEFAULT-VALUE}.")
	private int requests;

	@Option(names = "--jar", description = "Migrations in a jar rather than a folder.")
	private boolean jar;

	@Option(names = "--cold-only", description = "Measure only in fresh JVMs.")
	private boolean coldOnly;

	@Option(names = "--warm-only", description = "Measure only in this JVM.")
	private boolean warmOnly;

	@Option(names = "--url", paramLabel = "URL",
			description = "JDBC URL of a PostgreSQL to use, where databases may be created; else a container.")
	private @Nullable String url;

	@Option(names = "--user", defaultValue = "postgres", paramLabel = "NAME", description = "Its user.")
	private String user = "";

	@Option(names = "--password", defaultValue = "", paramLabel = "TEXT", description = "The user's password.")
	private String password = "";

	@Option(names = "--sample", defaultValue = "sample-app/target/headway-sample-app.jar", paramLabel = "JAR",
			description = "The sample application; default ${DEFAULT-VALUE}.")
	private Path sample = Path.of("");

	/**
	 * How many migrations.
	 * @return the sizes
	 */
	public List<Integer> sizes() {
		return this.sizes;
	}

	/**
	 * How migrations follow from one another.
	 * @return the shapes
	 */
	public List<Shape> shapes() {
		return this.shapes;
	}

	/**
	 * What migrations do.
	 * @return the contents
	 */
	public List<Content> contents() {
		return this.contents;
	}

	/**
	 * Which databases.
	 * @return the kinds
	 */
	public List<DatabaseKind> databases() {
		return this.databases;
	}

	/**
	 * Which engines, that which ratios refer to first.
	 * @return their names
	 */
	public List<String> engines() {
		return this.engines;
	}

	/**
	 * How often to measure each.
	 * @return the number of runs
	 */
	public int runs() {
		return this.runs;
	}

	/**
	 * How often each runs before it is measured in a warm JVM.
	 * @return the number of runs
	 */
	public int warmUp() {
		return this.warmUp;
	}

	/**
	 * How many processes start at once.
	 * @return the number of processes
	 */
	public int replicas() {
		return this.replicas;
	}

	/**
	 * How many requests to each window of an application.
	 * @return the number of requests
	 */
	public int requests() {
		return this.requests;
	}

	/**
	 * Whether to measure in this JVM, after a warm-up.
	 * @return whether to
	 */
	public boolean warm() {
		return !this.coldOnly;
	}

	/**
	 * Whether to measure in fresh JVMs.
	 * @return whether to
	 */
	public boolean cold() {
		return !this.warmOnly;
	}

	/**
	 * The jar of the sample application.
	 * @return its path
	 */
	public Path sample() {
		return this.sample;
	}

	/**
	 * Write migrations into a folder of the workspace, and pack them if asked.
	 * @param workspace where they go
	 * @param shape how they follow from one another
	 * @param content what they do
	 * @param size how many
	 * @return the migrations
	 */
	public Migrations migrations(Workspace workspace, Shape shape, Content content, int size) {
		Migrations folder = Migrations.write(workspace.path(""), shape, content, 1, size, 0);
		return this.jar ? folder.pack(workspace.path(".jar")) : folder;
	}

	/**
	 * Open a kind of database.
	 * @param kind the kind
	 * @param files where its files go if other processes use it too, {@code null} if only
	 * this one does
	 * @return the database
	 */
	public Database open(DatabaseKind kind, @Nullable Path files) {
		return switch (kind) {
			case H2 -> new H2Database(files);
			case POSTGRESQL ->
				(this.url != null) ? PostgresqlDatabase.at(new Access(this.url, this.user, this.password))
						: PostgresqlDatabase.inContainer();
		};
	}

}
