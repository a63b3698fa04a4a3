package dev.headway.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

import dev.headway.ShellWord;

/**
 * Writes the {@code db} commands in messages as calls of Maven, so that they work as
 * printed.
 *
 * @param call the call without arguments, such as {@code ./mvnw headway:db}
 */
record GoalCommands(String call) {

	/** A word as {@link ShellWord} writes it. */
	private static final String WORD = "(?:'[^']*'(?:\\\\''[^']*')*|\\$'(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|[^\\s'\"]+)";

	/** Commands that do not need the application. */
	private static final Pattern COMMAND = Pattern
		.compile("'db (?!(?:current|upgrade|downgrade|stamp|resolve|repair|wait)\\b)(" + WORD + "(?: " + WORD + ")*)'");

	/** What a shell replaces in double quotes. */
	private static final Pattern SPECIAL = Pattern.compile("[\"$`\\\\!]");

	private static final Pattern SETTING = Pattern.compile(
			"(?:headway|flyway)\\.(?:skip|locations|sqlMigrationPrefix|undoSqlMigrationPrefix|sqlMigrationSeparator"
					+ "|sqlMigrationSuffixes|encoding|workingDirectory)|headway\\.(?:parents|heads|resolve)");

	/**
	 * Return how somebody in the current folder calls the commands for a module.
	 * @param session the build
	 * @param project the module
	 * @param execution the goal that is running
	 * @return the commands
	 */
	static GoalCommands of(MavenSession session, MavenProject project, MojoExecution execution) {
		Path current = Path.of("").toAbsolutePath();
		List<String> words = new ArrayList<>(List.of(launcher(session, current)));
		File pom = session.getRequest().getPom();
		File module = project.getFile();
		if (pom != null && module != null) {
			if (!pom.getAbsoluteFile().toPath().equals(current.resolve("pom.xml"))) {
				words.addAll(List.of("-f", ShellWord.of(shown(current, pom.toPath()))));
			}
			if (!pom.getAbsoluteFile().equals(module.getAbsoluteFile())) {
				words.addAll(List.of("-pl", ":" + project.getArtifactId()));
			}
		}
		List<String> profiles = profiles(session, project);
		if (!profiles.isEmpty()) {
			words.addAll(List.of("-P", ShellWord.of(String.join(",", profiles))));
		}
		words.add(goal(session, project, execution));
		words.addAll(settings(session.getUserProperties()));
		return new GoalCommands(String.join(" ", words));
	}

	private static String launcher(MavenSession session, Path current) {
		return Optional.ofNullable(session.getRequest().getMultiModuleProjectDirectory())
			.map((folder) -> folder.toPath().resolve("mvnw"))
			.filter(Files::isRegularFile)
			.map((wrapper) -> shown(current, wrapper))
			.map((wrapper) -> ShellWord.of(wrapper.contains("/") ? wrapper : "./" + wrapper))
			.orElse("mvn");
	}

	private static String shown(Path current, Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		Path shown = Objects.equals(absolute.getRoot(), current.getRoot()) ? current.relativize(absolute) : absolute;
		return shown.toString().replace(File.separatorChar, '/');
	}

	/**
	 * The profiles of the POM that were activated by name.
	 */
	private static List<String> profiles(MavenSession session, MavenProject project) {
		List<String> named = session.getRequest().getActiveProfiles();
		return project.getInjectedProfileIds()
			.entrySet()
			.stream()
			.filter((source) -> !source.getKey().equals("external"))
			.flatMap((source) -> source.getValue().stream())
			.filter(named::contains)
			.distinct()
			.toList();
	}

	/**
	 * The goal, with the execution if it has a configuration of its own, and in full if
	 * Maven does not know the prefix.
	 */
	private static String goal(MavenSession session, MavenProject project, MojoExecution execution) {
		String group = execution.getGroupId();
		String key = Plugin.constructKey(group, execution.getArtifactId());
		Plugin plugin = project.getPlugin(key);
		boolean known = plugin != null || session.getPluginGroups().contains(group)
				|| (project.getPluginManagement() != null
						&& project.getPluginManagement().getPluginsAsMap().containsKey(key));
		String id = execution.getExecutionId();
		boolean configured = plugin != null && !id.equals("default-cli")
				&& Stream.ofNullable(plugin.getExecutionsAsMap().get(id))
					.map(PluginExecution::getConfiguration)
					.anyMatch((configuration) -> !Objects.equals(configuration, plugin.getConfiguration()));
		String name = known ? "headway:db" : "%s:%s:db".formatted(key, execution.getVersion());
		return configured ? ShellWord.of(name + "@" + id) : name;
	}

	private static List<String> settings(Properties given) {
		return new TreeSet<>(given.stringPropertyNames()).stream()
			.filter((name) -> SETTING.matcher(name).matches())
			.map((name) -> "-D%s=%s".formatted(name, ShellWord.of(given.getProperty(name))))
			.toList();
	}

	/**
	 * Write the commands in a text as calls of Maven.
	 * @param text the text, in which commands are quoted
	 * @return the text with other commands
	 */
	String in(String text) {
		return COMMAND.matcher(text)
			.replaceAll(
					(command) -> Matcher.quoteReplacement("'%s %s'".formatted(this.call, argument(command.group(1)))));
	}

	private static String argument(String arguments) {
		return "-Dheadway.args="
				+ (SPECIAL.matcher(arguments).find() ? ShellWord.of(arguments) : "\"" + arguments + "\"");
	}

}
