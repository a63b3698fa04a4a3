package dev.headway.maven;

import java.util.List;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;

/**
 * A goal that runs a {@code db} command on the migrations of a module. What is not
 * configured is taken from the x.
 */
@SuppressWarnings("unused")
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

	final ModuleSettings settings(MavenProject module) {
		return ModuleSettings.of(module, this.session, this.execution);
	}

	/**
	 * Run a command.
	 * @param module the module that it is about
	 * @param arguments the verb and what follows it
	 * @param bound whether the goal is a part of a build, which prints no results with
	 * {@code -q}
	 * @throws MojoFailureException if the command fails
	 */
	final void run(MavenProject module, List<String> arguments, boolean bound) throws MojoFailureException {
		ModuleSettings settings = settings(module);
		ModuleLocations locations = settings.locations();
		if (locations.folders().isEmpty()) {
			throw new MojoFailureException("Not a folder in the sources: %s. Set headway.locations to such a folder."
				.formatted(Printable.line(String.join(", ", locations.missing()))));
		}
		GoalCommands goals = GoalCommands.of(this.session, module, this.execution);
		int code = new DbRun(getLog(), settings, goals).run(arguments, bound);
		if (code != 0) {
			throw new MojoFailureException("'%s' failed with exit code %d, see above."
				.formatted(Printable.line(("db " + String.join(" ", arguments)).strip()), code));
		}
	}

}
