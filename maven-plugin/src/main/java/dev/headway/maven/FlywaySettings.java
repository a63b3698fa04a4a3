package dev.headway.maven;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Settings as flyway-maven-plugin reads them: the properties {@code flyway.*} of the
 * command line, the system and the project, and then its own configuration.
 */
final class FlywaySettings {

	private final Function<String, @Nullable String> properties;

	private final List<Xpp3Dom> configurations;

	/**
	 * Read the settings of a module.
	 * @param project the module
	 * @param properties further properties, which have precedence in this order
	 */
	FlywaySettings(MavenProject project, Properties... properties) {
		List<Properties> all = Stream.concat(Arrays.stream(properties), Stream.of(project.getProperties())).toList();
		this.properties = (name) -> all.stream()
			.flatMap((source) -> Stream.ofNullable(source.getProperty(name)))
			.findFirst()
			.orElse(null);
		this.configurations = Stream.of(project.getBuild(), project.getPluginManagement())
			.flatMap(Stream::ofNullable)
			.map(PluginContainer::getPlugins)
			.flatMap(List::stream)
			.filter((plugin) -> plugin.getArtifactId().equals("flyway-maven-plugin"))
			.flatMap(FlywaySettings::configurations)
			.toList();
	}

	private static Stream<Xpp3Dom> configurations(Plugin plugin) {
		return Stream.<ConfigurationContainer>concat(Stream.of(plugin), plugin.getExecutions().stream())
			.map(ConfigurationContainer::getConfiguration)
			.filter(Xpp3Dom.class::isInstance)
			.map(Xpp3Dom.class::cast);
	}

	/**
	 * Return a text.
	 * @param name the name of the parameter
	 * @param configured the value that Headway's own parameter has
	 * @return this value, or otherwise Flyway's
	 */
	@Nullable String text(String name, @Nullable String configured) {
		return Optional.ofNullable(configured)
			.or(() -> Optional.ofNullable(this.properties.apply("flyway." + name)))
			.or(() -> element(name).map(Xpp3Dom::getValue))
			.orElse(null);
	}

	/**
	 * Return a list, which may be written as one text with commas.
	 * @param name the name of the parameter
	 * @param configured the value that Headway's own parameter has
	 * @return this value, or otherwise Flyway's; empty if there is none
	 */
	List<String> list(String name, @Nullable List<String> configured) {
		if (configured != null && !configured.isEmpty()) {
			return configured;
		}
		String text = this.properties.apply("flyway." + name);
		List<String> elements = (text != null) ? List.of()
				: element(name).map(FlywaySettings::children).orElse(List.of());
		return !elements.isEmpty() ? elements
				: Stream.ofNullable(text(name, null))
					.flatMap((value) -> Arrays.stream(value.split(",", -1)))
					.map(String::strip)
					.filter((part) -> !part.isEmpty())
					.toList();
	}

	boolean flag(String name) {
		return Boolean.parseBoolean(text(name, null));
	}

	private Optional<Xpp3Dom> element(String name) {
		return this.configurations.stream().flatMap((all) -> Stream.ofNullable(all.getChild(name))).findFirst();
	}

	private static List<String> children(Xpp3Dom element) {
		return Arrays.stream(element.getChildren()).flatMap((child) -> Stream.ofNullable(child.getValue())).toList();
	}

}
