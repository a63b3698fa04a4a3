package dev.headway.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * A goal that runs a {@code db} command on the migrations of a module. What is not
 * configured is taken from the {@link FlywaySettings}.
 */
abstract class AbstractDbMojo extends AbstractMojo {

	@Parameter(defaultValue = "${session}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private MavenSession session;

	@Parameter(defaultValue = "${project}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private MavenProject project;

	@Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
	@SuppressWarnings("NullAway.Init")
	private MojoExecution execution;

	/**
	 * Skip this goal.
	 */
	@Parameter(property = "headway.skip")
	private @Nullable Boolean skip;

	/**
	 * Locations of the migrations: {@code classpath:} in the resource folders of the
	 * module, {@code filesystem:} relative to {@code workingDirectory}. By default
	 * {@code classpath:db/migration}.
	 */
	@Parameter(property = "headway.locations")
	private @Nullable List<String> locations;

	/**
	 * Prefix of versioned migrations.
	 */
	@Parameter(property = "headway.sqlMigrationPrefix")
	private @Nullable String sqlMigrationPrefix;

	/**
	 * Prefix of undo scripts.
	 */
	@Parameter(property = "headway.undoSqlMigrationPrefix")
	private @Nullable String undoSqlMigrationPrefix;

	/**
	 * Separator of version and description.
	 */
	@Parameter(property = "headway.sqlMigrationSeparator")
	private @Nullable String sqlMigrationSeparator;

	/**
	 * Suffixes of scripts.
	 */
	@Parameter(property = "headway.sqlMigrationSuffixes")
	private @Nullable List<String> sqlMigrationSuffixes;

	/**
	 * Encoding of the scripts.
	 */
	@Parameter(property = "headway.encoding")
	private @Nullable String encoding;

	/**
	 * Folder to which locations are relative; by default the folder of the POM.
	 */
	@Parameter(property = "headway.workingDirectory")
	private @Nullable String workingDirectory;

	/**
	 * Whether a location that does not exist fails the check.
	 */
	@Parameter(property = "headway.failOnMissingLocations")
	private @Nullable Boolean failOnMissingLocations;

	/**
	 * Parent of a file without a header, as {@code headway.parents} in an application:
	 * auto, required or implicit.
	 */
	@Parameter(property = "headway.parents")
	private @Nullable String parents;

	/**
	 * Heads that are no conflict, as {@code headway.heads} in an application: one or
	 * one-per-branch.
	 */
	@Parameter(property = "headway.heads")
	private @Nullable String heads;

	/**
	 * First advice on a conflict, as {@code headway.resolve} in an application: auto,
	 * rebase or merge.
	 */
	@Parameter(property = "headway.resolve")
	private @Nullable String resolve;

	final MavenSession session() {
		return this.session;
	}

	final MavenProject project() {
		return this.project;
	}

	final MojoExecution execution() {
		return this.execution;
	}

	final boolean isSkipped() {
		boolean skipped = (this.skip != null) ? this.skip : flyway().flag("skip");
		if (skipped) {
			getLog().info((this.skip != null) ? "Skipped: headway.skip is true."
					: "Skipped: flyway.skip is true. To run this goal all the same, set headway.skip to false.");
		}
		return skipped;
	}

	final boolean failOnMissingLocations() {
		return (this.failOnMissingLocations != null) ? this.failOnMissingLocations
				: flyway().flag("failOnMissingLocations");
	}

	final ModuleLocations locations() {
		Path base = Optional.ofNullable(this.project.getBasedir())
			.map((folder) -> folder.toPath())
			.orElseGet(() -> Path.of(this.session.getExecutionRootDirectory()));
		String working = flyway().text("workingDirectory", this.workingDirectory);
		List<String> configured = flyway().list("locations", this.locations);
		Path folder = (working != null) ? base.resolve(working) : base;
		return ModuleLocations.of(folder, (this.project.getFile() != null) ? this.project.getResources() : List.of(),
				configured.isEmpty() ? List.of(defaultLocation(working)) : configured);
	}

	/**
	 * As in flyway-maven-plugin, a working directory has its own migrations.
	 */
	private String defaultLocation(@Nullable String working) {
		return (working != null || this.project.getFile() == null) ? "filesystem:src/main/resources/db/migration"
				: "classpath:db/migration";
	}

	/**
	 * Run a command.
	 * @param arguments the verb and what follows it
	 * @param bound whether the goal is a part of a build, which prints no results with
	 * {@code -q}
	 * @throws MojoFailureException if the command fails
	 */
	final void run(List<String> arguments, boolean bound) throws MojoFailureException {
		GoalCommands goals = GoalCommands.of(this.session, this.project, this.execution);
		List<String> all = new ArrayList<>(arguments);
		all.addAll(Math.min(1, all.size()), options(arguments));
		int code = new DbRun(getLog(), goals).run(all, bound);
		if (code != 0) {
			throw new MojoFailureException(
					"'db %s' failed with exit code %d, see above.".formatted(String.join(" ", arguments), code));
		}
	}

	/**
	 * The settings as options, except those that are given as arguments.
	 */
	private List<String> options(List<String> arguments) {
		FlywaySettings flyway = flyway();
		Map<String, @Nullable String> settings = new LinkedHashMap<>();
		settings.put("--prefix", flyway.text("sqlMigrationPrefix", this.sqlMigrationPrefix));
		settings.put("--undo-prefix", flyway.text("undoSqlMigrationPrefix", this.undoSqlMigrationPrefix));
		settings.put("--separator", flyway.text("sqlMigrationSeparator", this.sqlMigrationSeparator));
		List<String> suffixes = flyway.list("sqlMigrationSuffixes", this.sqlMigrationSuffixes);
		settings.put("--suffixes", suffixes.isEmpty() ? null : String.join(",", suffixes));
		settings.put("--encoding", flyway.text("encoding", this.encoding));
		settings.put("--parents", this.parents);
		settings.put("--heads", this.heads);
		settings.put("--resolve", this.resolve);
		settings.put("--location", String.join(",", locations().folders()));
		List<String> options = new ArrayList<>();
		settings.forEach((option, value) -> {
			if (value != null && arguments.stream().noneMatch((argument) -> isOption(argument, option))) {
				options.add(option + "=" + value);
			}
		});
		return options;
	}

	private static boolean isOption(String argument, String option) {
		return argument.equals(option) || argument.startsWith(option + "=");
	}

	private FlywaySettings flyway() {
		return new FlywaySettings(this.project, this.session.getUserProperties(), this.session.getSystemProperties());
	}

}
