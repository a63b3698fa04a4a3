package dev.headway.script;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.location.ScriptLocations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnfinishedEdit}.
 */
class UnfinishedEditTests {

	@TempDir
	private Path temporary;

	@Test
	void inWhenThereIsNoJournalIsEmpty() {
		MigrationFolder folder = new MigrationFolder(this.temporary).with("V1__a.sql").with("x.headway-edit");
		assertThat(UnfinishedEdit.in(resources(folder))).isEmpty();
	}

	@Test
	void messageNamesTheJournalAndTheCommand() {
		MigrationFolder folder = new MigrationFolder(this.temporary).with("V1__a.sql").with(".headway-edit");
		assertThat(UnfinishedEdit.in(resources(folder)).map(UnfinishedEdit::message))
			.contains("'%s' shows that an edit was interrupted or is still running. "
				.formatted(folder.path().resolve(".headway-edit")) + "Run 'db rebase --abort' to restore all files.");
	}

	@Test
	void loadWhenEditIsUnfinishedIsAProblem() {
		MigrationFolder folder = new MigrationFolder(this.temporary).with("V1__a.sql").with(".headway-edit");
		MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(), ScriptLocations.of(folder.path()),
				List.of());
		assertThat(scripts.graph()).isEmpty();
		assertThat(scripts.problems()).extracting(ScriptProblem::code).containsExactly("UNFINISHED_EDIT");
		folder.without(".headway-edit");
		assertThat(
				MigrationScripts.load(ScriptSettings.standard(), ScriptLocations.of(folder.path()), List.of()).graph())
			.isPresent();
	}

	private static List<ScriptResource> resources(MigrationFolder folder) {
		return ScriptLocations.of(folder.path()).get().resources();
	}

}
