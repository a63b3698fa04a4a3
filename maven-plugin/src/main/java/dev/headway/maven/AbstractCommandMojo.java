package dev.headway.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody runs. In a build of several modules it is about the only one
 * that has migrations. Each module has its own configuration, so the last one runs the
 * command.
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

	@Override
	public final void execute() throws MojoFailureException {
		boolean possible = !isSkipped() && (isOnlyModule() || locations().exist());
		Optional<List<AbstractCommandMojo>> all = add(possible);
		if (all.isEmpty()) {
			return;
		}
		List<AbstractCommandMojo> found = all.get();
		if (found.size() > 1 || (found.isEmpty() && !isOnlyModule())) {
			throw new MojoFailureException((found.isEmpty() ? "No module has migrations."
					: "%d modules have migrations: %s.".formatted(found.size(), names(found)))
					+ " Name the one that is meant, as in '-pl :%s'."
						.formatted((found.isEmpty() ? this : found.get(0)).project().getArtifactId()));
		}
		if (!found.isEmpty()) {
			found.get(0).run();
		}
	}

	private void run() throws MojoFailureException {
		List<String> command = new ArrayList<>(verb());
		try {
			command.addAll(ShellArguments.split((this.args != null) ? this.args : ""));
		}
		catch (IllegalArgumentException ex) {
			throw new MojoFailureException("headway.args: " + ex.getMessage(), ex);
		}
		run(command, false);
	}

	private boolean isOnlyModule() {
		return session().getProjects().size() == 1;
	}

	private static String names(List<AbstractCommandMojo> modules) {
		return String.join(", ", modules.stream().map((module) -> module.project().getArtifactId()).toList());
	}

	/**
	 * Add this module to those that have been here.
	 * @param possible whether the command may be about it
	 * @return the modules that it may be about, once all have been here
	 */
	private Optional<List<AbstractCommandMojo>> add(boolean possible) {
		PluginDescriptor plugin = execution().getMojoDescriptor().getPluginDescriptor();
		String key = execution().getGoal() + "@" + execution().getExecutionId();
		synchronized (AbstractCommandMojo.class) {
			session().getPluginContext(plugin, project()).put(key, possible ? Optional.of(this) : Optional.empty());
			List<Object> all = new ArrayList<>();
			for (MavenProject project : session().getProjects()) {
				Object module = session().getPluginContext(plugin, project).get(key);
				if (module == null) {
					return Optional.empty();
				}
				((Optional<?>) module).ifPresent(all::add);
			}
			for (MavenProject project : session().getProjects()) {
				session().getPluginContext(plugin, project).remove(key);
			}
			return Optional.of(all.stream().map(AbstractCommandMojo.class::cast).toList());
		}
	}

	/**
	 * Add an option to the verb.
	 */
	final List<String> with(String option, @Nullable String value) {
		return (value != null) ? List.of(execution().getGoal(), option + "=" + value) : List.of(execution().getGoal());
	}

}
