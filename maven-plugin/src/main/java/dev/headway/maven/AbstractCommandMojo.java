package dev.headway.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody runs. Since it needs no project, Maven runs it once in a build
 * of several modules. It is about the only one of them that has migrations.
 */
abstract class AbstractCommandMojo extends AbstractDbMojo {

	/**
	 * What follows the verb, with quotes as in a shell.
	 */
	@Parameter(property = "headway.args")
	private @Nullable String args;

	/**
	 * Return the verb, and options that have parameters of their own.
	 */
	List<String> verb() {
		return List.of(execution().getGoal());
	}

	/**
	 * Return the verb with an option.
	 */
	final List<String> verb(String option, @Nullable String value) {
		return (value != null) ? List.of(execution().getGoal(), option + "=" + value) : List.of(execution().getGoal());
	}

	@Override
	public final void execute() throws MojoFailureException {
		List<MavenProject> modules = new ArrayList<>();
		for (MavenProject module : session().getProjects()) {
			Optional<String> skipped = settings(module).skipped();
			skipped.ifPresent(getLog()::info);
			if (skipped.isEmpty()) {
				modules.add(module);
			}
		}
		if (!modules.isEmpty()) {
			run((modules.size() == 1) ? modules.get(0) : onlyOneWithMigrations(modules), command(), false);
		}
	}

	private MavenProject onlyOneWithMigrations(List<MavenProject> modules) throws MojoFailureException {
		List<MavenProject> found = modules.stream().filter((module) -> settings(module).locations().exist()).toList();
		if (found.size() == 1) {
			return found.get(0);
		}
		List<MavenProject> possible = found.isEmpty() ? modules : found;
		throw new MojoFailureException("%s has migrations: %s. Name the one that is meant, as in '-pl :%s'.".formatted(
				found.isEmpty() ? "No module" : "More than one module",
				String.join(", ", possible.stream().map(MavenProject::getArtifactId).toList()),
				possible.get(possible.size() - 1).getArtifactId()));
	}

	private List<String> command() throws MojoFailureException {
		List<String> command = new ArrayList<>(verb());
		try {
			command.addAll(ShellArguments.split((this.args != null) ? this.args : ""));
		}
		catch (IllegalArgumentException ex) {
			throw new MojoFailureException("headway.args: " + ex.getMessage(), ex);
		}
		return command;
	}

}
