package dev.headway.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.maven.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModuleLocations}.
 */
class ModuleLocationsTests {

	@TempDir
	private Path base;

	@BeforeEach
	void createFolders() throws IOException {
		for (String folder : List.of("src/main/resources/db/migration", "target/classes/db/migration", "sql/h2",
				"generated/billing")) {
			Files.createDirectories(this.base.resolve(folder));
		}
	}

	@Test
	void foldersWhenOnTheClassPathAreInTheResourceFolders() {
		assertThat(locations(List.of("classpath:db/migration", "billing", "classpath:/billing")).folders())
			.containsExactly(path("src/main/resources/db/migration"), path("generated/billing"),
					path("generated/billing"));
	}

	@Test
	void foldersWhenInTheFileSystemAreBelowTheBase() {
		assertThat(locations(List.of("filesystem:sql", "filesystem:" + this.base.resolve("generated"))).folders())
			.containsExactly(path("sql"), path("generated"));
	}

	@Test
	void foldersWhenInTheCurrentFolderAreRelative() {
		ModuleLocations locations = ModuleLocations.of(Path.of("").toAbsolutePath(), List.of(),
				List.of("filesystem:src/test", "filesystem:."));
		assertThat(locations.folders()).containsExactly("src/test", ".");
	}

	@Test
	void foldersWhenResourcesHaveATargetPathAreBelowIt() {
		List<Resource> resources = List.of(resource("sql", "db/migration"));
		assertThat(ModuleLocations.of(this.base, resources, List.of("classpath:db/migration")).folders())
			.containsExactly(path("sql"));
		assertThat(ModuleLocations.of(this.base, resources, List.of("classpath:db/migration/h2")).folders())
			.containsExactly(path("sql/h2"));
		assertThat(ModuleLocations.of(this.base, resources, List.of("classpath:db")).folders())
			.containsExactly(path("sql"));
		assertThat(ModuleLocations.of(this.base, resources, List.of("classpath:d", "classpath:db/mig")).exist())
			.isFalse();
	}

	@Test
	void existWhenThereAreWildcardsOrVendorsLooksAboveThem() {
		assertThat(locations(List.of("filesystem:sql/{vendor}")).folders()).containsExactly(path("sql/{vendor}"));
		assertThat(locations(List.of("filesystem:sql/{vendor}")).exist()).isTrue();
		assertThat(locations(List.of("filesystem:sql/**/x")).exist()).isTrue();
		assertThat(locations(List.of("filesystem:none/{vendor}", "filesystem:none/*")).exist()).isFalse();
	}

	@Test
	void missingWhenAFolderDoesNotExistNamesTheLocation() {
		ModuleLocations some = locations(List.of("classpath:db/migration", "classpath:none", "s3:bucket"));
		assertThat(some.folders()).containsExactly(path("src/main/resources/db/migration"));
		assertThat(some.missing()).containsExactly("classpath:none", "s3:bucket");
		ModuleLocations none = locations(List.of("classpath:none", "filesystem:new"));
		assertThat(none.exist()).isFalse();
		assertThat(none.folders()).containsExactly(path("src/main/resources/none"), path("new"));
	}

	private ModuleLocations locations(List<String> locations) {
		return ModuleLocations.of(this.base, List.of(resource("src/main/resources", null), resource("generated", null)),
				locations);
	}

	private Resource resource(String folder, @Nullable String target) {
		Resource resource = new Resource();
		resource.setDirectory(this.base.resolve(folder).toString());
		resource.setTargetPath(target);
		return resource;
	}

	private String path(String folder) {
		return this.base + "/" + folder;
	}

}
