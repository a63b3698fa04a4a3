package dev.headway.maven;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.name.ScriptNaming;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleSettings}.
 */
class ModuleSettingsTests {

	private static final String FLYWAY = """
			<plugins>
			  <plugin>
			    <groupId>org.flywaydb</groupId>
			    <artifactId>flyway-maven-plugin</artifactId>
			    <configuration>
			      <skip>true</skip>
			      <failOnMissingLocations>true</failOnMissingLocations>
			      <sqlMigrationPrefix>M</sqlMigrationPrefix>
			      <sqlMigrationSuffixes>.sql, .ddl</sqlMigrationSuffixes>
			      <locations>
			        <location>filesystem:sql</location>
			        <location>filesystem:more</location>
			      </locations>
			    </configuration>
			    <executions>
			      <execution>
			        <configuration>
			          <encoding>ISO-8859-1</encoding>
			        </configuration>
			      </execution>
			    </executions>
			  </plugin>
			</plugins>
			""";

	private final Properties user = new Properties();

	private final Properties system = new Properties();

	@TempDir
	private Path folder;

	@Test
	void settingsWhenOnlyFlywaysPluginIsConfiguredAreItsValues() throws Exception {
		MavenProject managed = project("<pluginManagement>" + FLYWAY + "</pluginManagement>");
		for (ModuleSettings settings : List.of(settings(project(FLYWAY), null), settings(managed, null))) {
			assertThat(settings.naming())
				.isEqualTo(new ScriptNaming("M", "R", "B", "U", "__", List.of(".sql", ".ddl")));
			assertThat(settings.options(List.of("heads"))).containsExactly("--encoding=ISO-8859-1");
			assertThat(settings.locations().folders()).containsExactly(this.folder + "/sql", this.folder + "/more");
		}
	}

	@Test
	void settingsWhenSeveralPlacesHaveAValueAreFromTheFirst() throws Exception {
		MavenProject project = project(FLYWAY);
		project.getProperties().setProperty("flyway.sqlMigrationPrefix", "P");
		assertThat(prefix(project, null)).isEqualTo("P");
		this.system.setProperty("flyway.sqlMigrationPrefix", "S");
		assertThat(prefix(project, null)).isEqualTo("S");
		this.user.setProperty("flyway.sqlMigrationPrefix", "U");
		assertThat(prefix(project, null)).isEqualTo("U");
		project.getProperties().setProperty("headway.sqlMigrationPrefix", "H");
		assertThat(prefix(project, null)).isEqualTo("H");
		this.user.setProperty("headway.sqlMigrationPrefix", "HU");
		assertThat(prefix(project, null)).isEqualTo("HU");
		assertThat(prefix(project, "<sqlMigrationPrefix>C</sqlMigrationPrefix>")).isEqualTo("C");
		assertThat(prefix(project, "<sqlMigrationPrefix/>")).isEqualTo("HU");
	}

	@Test
	void settingsHaveAllParameters() throws Exception {
		ModuleSettings settings = settings(project(""), """
				<undoSqlMigrationPrefix>D</undoSqlMigrationPrefix>
				<sqlMigrationSeparator>--</sqlMigrationSeparator>
				<parents>required</parents>
				<heads>one-per-branch</heads>
				<resolve>merge</resolve>
				<workingDirectory>db</workingDirectory>
				""");
		assertThat(settings.naming()).isEqualTo(new ScriptNaming("V", "R", "B", "D", "--", List.of(".sql")));
		assertThat(settings.options(List.of())).containsExactly("--parents=required", "--heads=one-per-branch",
				"--resolve=merge");
		assertThat(settings.locations().folders()).containsExactly(this.folder + "/db/src/main/resources/db/migration");
	}

	@Test
	void optionsWhenGivenAsArgumentsAreLeftOut() throws Exception {
		ModuleSettings settings = settings(project(FLYWAY), "<locations>sql/{vendor},filesystem:x</locations>");
		assertThat(settings.options(List.of("heads"))).containsExactly("--encoding=ISO-8859-1",
				"--location=%s/src/main/resources/sql/{vendor},%s/x".formatted(this.folder, this.folder));
		assertThat(settings.options(List.of("heads", "--encoding=UTF-8", "--location", "y"))).isEmpty();
	}

	@Test
	void locationsWhenThereIsNoPomAreInTheCurrentFolder() {
		ModuleSettings settings = ModuleSettings.of(new MavenProject(), null, this.folder);
		assertThat(settings.locations().folders()).containsExactly(this.folder + "/src/main/resources/db/migration");
	}

	@Test
	void skippedWhenFlywayIsSkippedNamesTheWayOut() throws Exception {
		assertThat(settings(project(""), null).skipped()).isEmpty();
		assertThat(settings(project(FLYWAY), null).skipped())
			.contains("Skipped: flyway.skip is true. To run this goal all the same, set headway.skip to false.");
		assertThat(settings(project(FLYWAY), "<skip>false</skip>").skipped()).isEmpty();
		assertThat(settings(project(""), "<skip>true</skip>").skipped()).contains("Skipped: headway.skip is true.");
	}

	@Test
	void failOnMissingLocationsIsRead() throws Exception {
		assertThat(settings(project(""), null).failOnMissingLocations()).isFalse();
		assertThat(settings(project(FLYWAY), null).failOnMissingLocations()).isTrue();
	}

	private String prefix(MavenProject project, @Nullable String own) throws IOException, XmlPullParserException {
		return settings(project, own).naming().versionedPrefix();
	}

	private ModuleSettings settings(MavenProject project, @Nullable String own)
			throws IOException, XmlPullParserException {
		Xpp3Dom configuration = (own != null)
				? Xpp3DomBuilder.build(new StringReader("<configuration>%s</configuration>".formatted(own))) : null;
		return ModuleSettings.of(project, configuration, this.folder, this.user, this.system);
	}

	private MavenProject project(String build) throws IOException, XmlPullParserException {
		String pom = "<project><build>%s</build></project>".formatted(build);
		MavenProject project = new MavenProject(new MavenXpp3Reader().read(new StringReader(pom)));
		project.setFile(new File(this.folder.toFile(), "pom.xml"));
		return project;
	}

}
