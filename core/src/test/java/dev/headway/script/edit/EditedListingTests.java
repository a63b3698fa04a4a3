package dev.headway.script.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.location.ScriptLocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link EditedListing}.
 */
class EditedListingTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).with("a", "1").with("sub/b", "2");
	}

	@Test
	void ofWhenThereAreNoChangesReturnsTheSameResources() {
		List<ScriptResource> present = present();
		assertThat(EditedListing.of(this.folder.path(), present, List.of())).containsExactlyElementsOf(present);
	}

	@Test
	void ofShowsCreatedRenamedAndRewrittenFiles() throws IOException {
		assertThat(contents(new FileChange.Create(path("c"), content("3")),
				new FileChange.Create(path("sub/d"), content("4")),
				new FileChange.Rewrite(path("a"), content("1"), content("10")),
				new FileChange.Rename(path("sub/b"), path("sub/b2"))))
			.containsExactly(entry("a", "10"), entry("c", "3"), entry("sub/b2", "2"), entry("sub/d", "4"));
		assertThat(this.folder.files()).containsExactly(entry("a", "1"), entry("sub/b", "2"));
	}

	@Test
	void ofWhenFileIsRewrittenAndRenamedShowsBoth() throws IOException {
		assertThat(contents(new FileChange.Rewrite(path("sub/b"), content("2"), content("20")),
				new FileChange.Rename(path("sub/b"), path("sub/b2"))))
			.containsExactly(entry("a", "1"), entry("sub/b2", "20"));
	}

	@Test
	void ofWhenChangedFileIsNotListedIgnoresTheChange() throws IOException {
		assertThat(contents(new FileChange.Rewrite(path("HEAD"), content("1"), content("10")),
				new FileChange.Rename(path("a.conf"), path("a2.conf"))))
			.containsExactly(entry("a", "1"), entry("sub/b", "2"));
	}

	@Test
	void filesHaveTheirPathBeforeTheChanges() {
		List<ScriptResource> edited = EditedListing.of(this.folder.path(), present(),
				List.of(new FileChange.Create(path("c"), content("3")), new FileChange.Rename(path("a"), path("a2"))));
		assertThat(edited).filteredOn((file) -> file.filename().equals("a2"))
			.singleElement()
			.satisfies((file) -> assertThat(file.file()).contains(path("a")));
		assertThat(edited).filteredOn((file) -> file.filename().equals("c"))
			.singleElement()
			.satisfies((file) -> assertThat(file.file()).isEmpty());
	}

	private Map<String, String> contents(FileChange... changes) throws IOException {
		Map<String, String> contents = new TreeMap<>();
		for (ScriptResource resource : EditedListing.of(this.folder.path(), present(), List.of(changes))) {
			try (InputStream content = resource.open()) {
				contents.put(resource.relativePath(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return contents;
	}

	private List<ScriptResource> present() {
		return ScriptLocations.of(this.folder.path()).get().resources();
	}

	private Path path(String name) {
		return this.folder.path().resolve(name);
	}

	private static FileContent content(String text) {
		return FileContent.of(text.getBytes(StandardCharsets.UTF_8));
	}

}
