package dev.headway.maven;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Maven and Eclipse read about the goals.
 */
class PluginDescriptorTests {

	@Test
	void descriptorHasAllGoals() throws Exception {
		Xpp3Dom plugin = read("META-INF/maven/plugin.xml");
		assertThat(text(plugin, "goalPrefix")).isEqualTo("headway");
		List<Xpp3Dom> goals = List.of(plugin.getChild("mojos").getChildren());
		assertThat(goals).extracting((goal) -> text(goal, "goal"))
			.containsExactlyInAnyOrder("check", "revision", "merge", "rebase", "heads", "branches", "history", "show",
					"fix", "db");
		assertThat(goals).allMatch((goal) -> text(goal, "threadSafe").equals("true"))
			.noneMatch((goal) -> goal.getChild("requiresDependencyResolution") != null)
			.filteredOn((goal) -> text(goal, "requiresProject").equals("true") || goal.getChild("phase") != null)
			.extracting((goal) -> text(goal, "goal") + " in " + text(goal, "phase"))
			.containsExactly("check in validate");
	}

	@Test
	void documentationHasAllGoalsAndParameters() throws Exception {
		String page = Files.readString(Path.of("..", "docs", "maven-plugin.md"));
		List<Xpp3Dom> goals = List.of(read("META-INF/maven/plugin.xml").getChild("mojos").getChildren());
		assertThat(goals).allMatch((goal) -> page.contains("`headway:" + text(goal, "goal") + "`"));
		assertThat(goals.stream()
			.flatMap((goal) -> Arrays.stream(goal.getChild("parameters").getChildren()))
			.filter((parameter) -> text(parameter, "editable").equals("true"))).isNotEmpty()
			.allMatch((parameter) -> page.contains("`headway." + text(parameter, "name") + "`"))
			.allMatch((parameter) -> !text(parameter, "description").isEmpty());
	}

	@Test
	void eclipseIgnoresTheCheck() throws Exception {
		Xpp3Dom execution = read("META-INF/m2e/lifecycle-mapping-metadata.xml").getChild("pluginExecutions")
			.getChild("pluginExecution");
		assertThat(text(execution.getChild("pluginExecutionFilter").getChild("goals"), "goal")).isEqualTo("check");
		assertThat(execution.getChild("action").getChild("ignore")).isNotNull();
	}

	private static String text(Xpp3Dom element, String child) {
		return Objects.requireNonNull(element.getChild(child).getValue());
	}

	private Xpp3Dom read(String resource) throws IOException, XmlPullParserException {
		try (Reader reader = new InputStreamReader(
				Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(resource)),
				StandardCharsets.UTF_8)) {
			return Xpp3DomBuilder.build(reader);
		}
	}

}
