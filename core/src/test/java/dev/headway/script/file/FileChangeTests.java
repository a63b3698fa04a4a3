package dev.headway.script.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileChange}.
 */
class FileChangeTests {

	private static final Path FILE = Path.of("db", "V1__a.sql");

	@Test
	void textOfCreateNamesTheFile() {
		assertThat(new FileChange.Create(FILE, content("")).text()).isEqualTo("Created V1__a.sql");
		assertThat(new FileChange.Create(FILE, content(""), "db/a").text()).isEqualTo("Created db/a");
	}

	@Test
	void textOfRenameHasBothNames() {
		FileChange.Rename rename = new FileChange.Rename(FILE, Path.of("db", "V2__a.sql"));
		assertThat(rename.text()).isEqualTo("Renamed V1__a.sql to V2__a.sql");
		assertThat(rename.path()).isEqualTo(FILE);
	}

	@ParameterizedTest
	@CsvSource({ "'-- a\n-- b','-- a\n-- c',-- c", "'-- b\n-- c','-- a\n-- b\n-- c',-- a",
			"'-- a','-- a\n  -- b ',-- b", "'-- a\n-- b','-- a',''", "'','\ufeff-- a',-- a" })
	void textOfRewriteHasTheFirstChangedLine(String before, String after, String line) {
		assertThat(new FileChange.Rewrite(FILE, content(before), content(after)).text())
			.isEqualTo("Wrote '%s' into V1__a.sql".formatted(line));
	}

	private static FileContent content(String text) {
		return FileContent.of(text.getBytes(StandardCharsets.UTF_8));
	}

}
