package dev.headway.script.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.script.edit.EditedFolder;
import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link EditJournal} with the bytes of a journal, which a person may have edited
 * or a full disk cut.
 */
class EditJournalFuzzTests {

	private static final String TEMPORARY = ".headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp";

	@TempDir
	private static Path temporary;

	private static Path db;

	static Stream<byte[]> journals() {
		return Stream.of(
				"# An edit\nfolder db\ndelete 0 V1__a.sql %s -\nrename 0 V2__b.sql V3__b.sql -\nend\n"
					.formatted(TEMPORARY),
				"folder db\nrename 0 ../../precious V2__a.sql -\nend\n", "folder ..\ncreate 0 precious x -\nend\n",
				"folder db\nrewrite 0 V1__a.sql ../../../precious -\nend\n", "CREATE file:///a file:///b\n",
				"folder %00\nend\n", "end\n", "")
			.map((seed) -> seed.getBytes(StandardCharsets.UTF_8));
	}

	@BeforeAll
	static void createRepository() throws IOException {
		db = Files.createDirectories(temporary.resolve("repository/db"));
		Files.createDirectories(temporary.resolve("repository/.git"));
		Files.writeString(temporary.resolve("repository/.git/HEAD"), "ref: refs/heads/main\n");
		Files.writeString(temporary.resolve("precious"), "precious");
		Files.writeString(temporary.resolve("repository/precious"), "precious");
	}

	@MethodSource("journals")
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void abortWhenAnyJournalChangesNothingElse(byte @NotNull [] journal) throws Exception {
		EditedFolder folder = new EditedFolder(db).with("V1__a.sql", "").with("V3__b.sql", "-- revises: 1\n");
		JournalFolder place = Objects.requireNonNull(JournalFolder.of(db));
		place.lock().close();
		Path edit = place.begin();
		Files.writeString(edit.resolve(TEMPORARY), "select 1;");
		Files.write(edit.resolve(EditJournal.NAME), journal);
		FuzzLimits.check(journal.length, () -> folder.scripts().abort(FileMover.plain()));
		JournalFolder.delete(edit);
		assertThat(temporary.resolve("precious")).hasContent("precious");
		assertThat(temporary.resolve("repository/precious")).hasContent("precious");
	}

}
