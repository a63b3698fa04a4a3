package dev.headway.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

import dev.headway.script.name.ScriptNaming;
import dev.headway.script.name.VendorFolders;

/**
 * The parameters of {@link AbstractDbMojo} for one module: from the configuration in its
 * POM, the properties {@code headway.*}, the properties {@code flyway.*}, and the
 * configuration of flyway-maven-plugin, in this order.
 */
final class ModuleSettings {

	private static final String DEFAULT_FOLDER = "src/main/resources/db/migration";

	private final MavenProject project;

	private final List<Xpp3Dom> own;

	private final List<Xpp3Dom> flyway;

	private final List<Properties> properties;

	private final Path folder;

	private ModuleSettings(MavenProject project, List<Xpp3Dom> own, List<Properties> properties, Path folder) {
		this.project = project;
		this.own = own;
		this.flyway = Stream.of(project.getBuild(), project.getPluginManagement())
			.flatMap(Stream::ofNullable)
			.map(PluginContainer::getPlugins)
			.flatMap(List::stream)
			.filter((plugin) -> plugin.getArtifactId().equals("flyway-maven-plugin"))
			.flatMap(ModuleSettings::configurations)
			.toList();
		this.properties = Stream.concat(properties.stream(), Stream.of(project.getProperties())).toList();
		this.folder = folder;
	}

	static ModuleSettings of(MavenProject project, MavenSession session, MojoExecution execution) {
		Xpp3Dom own = project.getGoalConfiguration(execution.getGroupId(), execution.getArtifactId(),
				execution.getExecutionId(), execution.getGoal());
		return of(project, own, Path.of(session.getExecutionRootDirectory()), session.getUserProperties(),
				session.getSystemProperties());
	}

	/**
	 * Read the settings of a module.
	 * @param project the module
	 * @param own the configuration in its POM, or {@code null}
	 * @param current the folder of the module if it has no POM
	 * @param properties the properties that have precedence over those of the module
	 * @return the settings
	 */
	static ModuleSettings of(MavenProject project, @Nullable Xpp3Dom own, Path current, Properties... properties) {
		Path folder = Optional.ofNullable(project.getBasedir()).map(File::toPath).orElse(current);
		return new ModuleSettings(project, Stream.ofNullable(own).toList(), List.of(properties), folder);
	}

	private static Stream<Xpp3Dom> configurations(Plugin plugin) {
		return Stream.<ConfigurationContainer>concat(Stream.of(plugin), plugin.getExecutions().stream())
			.map(ConfigurationContainer::getConfiguration)
			.filter(Xpp3Dom.class::isInstance)
			.map(Xpp3Dom.class::cast);
	}

	/**
	 * Return why the goal is skipped.
	 * @return a sentence, empty if it is not skipped
	 */
	Optional<String> skipped() {
		Optional<List<String>> own = own("skip");
		String reason = own.isPresent() ? "Skipped: headway.skip is true."
				: "Skipped: flyway.skip is true. To run this goal all the same, set headway.skip to false.";
		return own.or(() -> flyway("skip")).filter(ModuleSettings::isTrue).map((values) -> reason);
	}

	boolean failOnMissingLocations() {
		return values("failOnMissingLocations").filter(ModuleSettings::isTrue).isPresent();
	}

	ModuleLocations locations() {
		boolean hasPom = this.project.getFile() != null;
		Optional<String> working = text("workingDirectory");
		// As in flyway-maven-plugin, a working directory has its own migrations
		List<String> locations = values("locations").orElseGet(() -> List
			.of((working.isPresent() || !hasPom) ? "filesystem:" + DEFAULT_FOLDER : "classpath:db/migration"));
		return ModuleLocations.of(working.map(this.folder::resolve).orElse(this.folder),
				hasPom ? this.project.getResources() : List.of(), locations);
	}

	ScriptNaming naming() {
		ScriptNaming standard = ScriptNaming.standard();
		return new ScriptNaming(text("sqlMigrationPrefix").orElse(standard.versionedPrefix()),
				standard.repeatablePrefix(), standard.baselinePrefix(),
				text("undoSqlMigrationPrefix").orElse(standard.undoPrefix()),
				text("sqlMigrationSeparator").orElse(standard.separator()),
				values("sqlMigrationSuffixes").orElse(standard.suffixes()));
	}

	/**
	 * Return the other settings as options of a command, which knows {@code {vendor}}
	 * only in such options.
	 * @param arguments the arguments, of which options are left out
	 * @return the options
	 */
	List<String> options(List<String> arguments) {
		Map<String, Optional<List<String>>> settings = new LinkedHashMap<>();
		settings.put("--encoding", values("encoding"));
		settings.put("--parents", values("parents"));
		settings.put("--heads", values("heads"));
		settings.put("--resolve", values("resolve"));
		settings.put("--location", Optional.of(locations().folders())
			.filter((folders) -> folders.stream().anyMatch((folder) -> folder.contains(VendorFolders.VENDOR))));
		List<String> options = new ArrayList<>();
		settings.forEach((option, found) -> found
			.filter((values) -> arguments.stream().noneMatch((argument) -> isOption(argument, option)))
			.ifPresent((values) -> options.add(option + "=" + String.join(",", values))));
		return options;
	}

	private static boolean isOption(String argument, String option) {
		return argument.equals(option) || argument.startsWith(option + "=");
	}

	private static boolean isTrue(List<String> values) {
		return Boolean.parseBoolean(values.get(0));
	}

	private Optional<String> text(String name) {
		return values(name).map((values) -> values.get(0));
	}

	private Optional<List<String>> values(String name) {
		return own(name).or(() -> flyway(name));
	}

	/**
	 * Maven's order: what the POM configures, and then the property.
	 */
	private Optional<List<String>> own(String name) {
		return configured(this.own, name).or(() -> properties("headway." + name));
	}

	/**
	 * Flyway's order: the property, and then what the POM configures.
	 */
	private Optional<List<String>> flyway(String name) {
		return properties("flyway." + name).or(() -> configured(this.flyway, name));
	}

	private Optional<List<String>> properties(String name) {
		return this.properties.stream()
			.flatMap((source) -> Stream.ofNullable(source.getProperty(name)))
			.findFirst()
			.map(ModuleSettings::split);
	}

	private static Optional<List<String>> configured(List<Xpp3Dom> configurations, String name) {
		return configurations.stream()
			.flatMap((configuration) -> Stream.ofNullable(configuration.getChild(name)))
			.map(ModuleSettings::values)
			.filter((values) -> !values.isEmpty())
			.findFirst();
	}

	/**
	 * A list, which may be written as one text with commas.
	 */
	private static List<String> values(Xpp3Dom element) {
		List<String> children = Arrays.stream(element.getChildren())
			.flatMap((child) -> Stream.ofNullable(child.getValue()))
			.toList();
		return (!children.isEmpty() || element.getValue() == null) ? children : split(element.getValue());
	}

	private static List<String> split(String text) {
		return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
	}

}
