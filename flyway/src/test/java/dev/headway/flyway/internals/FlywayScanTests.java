package dev.headway.flyway.internals;

import java.nio.file.Path;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlywayScan}.
 */
class FlywayScanTests {

	@TempDir
	private Path path;

	private FluentConfiguration configuration() {
		MigrationFolder folder = new MigrationFolder(this.path.resolve("migrations")).with("V1__a.sql", "select 1;")
			.with("U1__a.sql", "select 1;")
			.with("V2__b.txt", "select 1;");
		return Flyway.configure().locations(folder.location());
	}

	@Test
	void resourcesAreTheFilesOfTheLocations() {
		assertThat(new FlywayScan(configuration()).resources().getResources("", new String[] { ".sql" }))
			.extracting(LoadableResource::getFilename)
			.containsExactlyInAnyOrder("V1__a.sql", "U1__a.sql");
	}

	@Test
	void resourcesWhenScannedTwiceAreScannedOnce() {
		FlywayScan scan = new FlywayScan(configuration());
		assertThat(scan.resources()).isSameAs(scan.resources()).isSameAs(scan.classes());
	}

	@Test
	void resourcesWhenUserHasAProviderAreTheProviders() {
		var provider = new org.flywaydb.core.api.ResourceProvider() {

			@Override
			public @Nullable LoadableResource getResource(String name) {
				return null;
			}

			@Override
			public List<LoadableResource> getResources(String prefix, String[] suffixes) {
				return List.of();
			}

		};
		FlywayScan scan = new FlywayScan(configuration().resourceProvider(provider));
		assertThat(scan.resources()).isSameAs(provider);
		assertThat(scan.classes().getClasses()).isEmpty();
	}

	@Test
	void classesWhenUserHasAProviderAreTheProviders() {
		FluentConfiguration configuration = configuration().javaMigrationClassProvider(List::of);
		assertThat(new FlywayScan(configuration).classes()).isSameAs(configuration.getJavaMigrationClassProvider());
	}

}
