package dev.headway.script.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.file.EditException;
import dev.headway.script.name.VersionStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptFolder}: the folder itself.
 */
class ScriptFolderTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder.resolve("db/my migrätions?*"));
	}

	@Test
	void initWhenNoFolderCreatesFolderAndHeadFile() {
		assertThat(EditedFolder.apply(this.folder.scripts().init())).containsExactly("Created HEAD");
		assertThat(this.folder.content("HEAD")).isEqualTo("base\n");
		assertThat(EditedFolder.apply(this.folder.scripts().init())).isEmpty();
		EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("a")));
		assertThat(this.folder.content("HEAD")).isEqualTo("1 V1__a.sql\n");
	}

	@Test
	void initKeepsTheStyleOfTheFirstVersion() {
		ScriptFolder timestamps = this.folder.scripts().with(VersionStyle.TIMESTAMP, List.of());
		assertThat(EditedFolder.apply(timestamps.init())).containsExactly("Created HEAD");
		assertThat(EditedFolder.apply(timestamps.init())).isEmpty();
		assertThat(EditedFolder.apply(this.folder.scripts().init())).isEmpty();
		assertThat(this.folder.content("HEAD")).isEqualTo("base timestamp\n");
		assertThat(EditedFolder.apply(this.folder.scripts().with(VersionStyle.SEQUENTIAL, List.of()).init()))
			.containsExactly("Wrote 'base' into HEAD");
		assertThat(EditedFolder.apply(timestamps.init())).containsExactly("Wrote 'base timestamp' into HEAD");
		EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("a")));
		assertThat(this.folder.content("HEAD")).matches("2[0-9]{13} V2[0-9]{13}__a.sql\n");
	}

	@Test
	void initWhenThereAreMigrationsRefusesAStyle() {
		this.folder.with("V1__a.sql", "");
		assertRefused((folder) -> folder.with(VersionStyle.TIMESTAMP, List.of()).init(), "InvalidVersion",
				"There are migrations already, and new versions look like theirs. To change that, use '--versions' with the next 'db revision'.");
	}

	@Test
	void initWhenThereAreMigrationsNamesTheirHead() {
		this.folder.with("V1__a.sql", "").with("V02__b.sql", "");
		EditedFolder.apply(this.folder.scripts().init());
		assertThat(this.folder.content("HEAD")).isEqualTo("02 V02__b.sql\n");
		assertThat(EditedFolder.apply(this.folder.scripts().init())).isEmpty();
	}

	@Test
	void initWhenHeadFileSaysOtherwiseRefuses() {
		this.folder.with("V1__a.sql", "").with("HEAD", "0 V0__x.sql\r\n");
		assertRefused(ScriptFolder::init, "HeadFile",
				"'%s' already exists with '0 V0__x.sql' instead of '1 V1__a.sql'. Correct it, or delete it."
					.formatted(this.folder.path().resolve("HEAD")));
		assertThat(EditedFolder.apply(this.folder.with("HEAD", "1 V1__a.sql\r\n").scripts().init())).isEmpty();
	}

	@Test
	void initWhenSeveralHeadsRefuses() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: base");
		assertRefused(ScriptFolder::init, "MultipleHeads",
				"There are 2 heads, but the HEAD file names only one: 1 (V1__a.sql), 2 (V2__b.sql). Join them with 'db merge', or put one after the other with 'db rebase 2 --onto 1'.");
	}

	@Test
	void initWhenHeadIsFolderRefuses() {
		this.folder.with("HEAD/x", "");
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().init())
			.withMessage("'%s' cannot be read (not a regular file). Delete it, then create it with 'db init'.",
					this.folder.path().resolve("HEAD"));
	}

	@Test
	void editWhenHeadIsALinkRefusesAndChangesNothing() throws IOException {
		this.folder.with("V1__a.sql", "");
		Path outside = Files.writeString(this.folder.path().resolve("profile"), "export PATH=/x");
		Files.createSymbolicLink(this.folder.path().resolve("HEAD"), outside);
		for (Consumer<ScriptFolder> edit : List.<Consumer<ScriptFolder>>of(ScriptFolder::init,
				(scripts) -> scripts.revision(EditedFolder.request("b")))) {
			assertRefused(edit, "HeadFile",
					"'%s' cannot be read (a link, which is not followed). Delete it, then create it with 'db init'."
						.formatted(this.folder.path().resolve("HEAD")));
		}
		assertThat(outside).hasContent("export PATH=/x");
	}

	@Test
	void editWhenNoFolderRefuses() {
		String message = "There is no folder '%s'. Create it with 'db init', or specify another."
			.formatted(this.folder.path());
		assertRefused(ScriptFolder::scripts, "NoFolder", message);
		assertRefused((scripts) -> scripts.revision(EditedFolder.request("a")), "NoFolder", message);
		assertRefused((scripts) -> scripts.merge(List.of(), "a", null), "NoFolder", message);
		assertRefused((scripts) -> scripts.rebase(EditedFolder.rebase("1", null)), "NoFolder", message);
	}

	@Test
	void editWhenFolderIsFileRefuses() throws Exception {
		Files.createDirectories(this.folder.path().getParent());
		Files.writeString(this.folder.path(), "");
		String message = "'%s' is a file, not a folder. Specify the folder of the migrations."
			.formatted(this.folder.path());
		assertRefused((scripts) -> scripts.revision(EditedFolder.request("a")), "NoFolder", message);
		assertRefused(ScriptFolder::init, "NoFolder", message);
		ScriptFolder below = ScriptFolder.of(this.folder.path().resolve("below"));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> EditedFolder.apply(below.init()))
			.withMessage("'%s' is a file. Specify a folder.".formatted(this.folder.path()));
	}

	private void assertRefused(Consumer<ScriptFolder> edit, String code, String message) {
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> edit.accept(this.folder.scripts()))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
