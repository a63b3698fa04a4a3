package dev.headway.script.name;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileNames}.
 */
class FileNamesTests {

	private final FileNames names = new FileNames(ScriptNaming.standard());

	@ParameterizedTest
	@CsvSource({ "V7__a.sql,7,V9__a.sql", "V007__2_a.SQL,007,V9__2_a.SQL", "V1_2__.sql,1_2,V9__.sql",
			"V1.2.sql,1.2,V9.sql", "V3,3,V9", "V1_.1__x.sql,1_.1,V9__x.sql" })
	void withVersionKeepsTheRest(String filename, String version, String changed) {
		assertThat(this.names.version(ScriptKind.VERSIONED, filename)).isEqualTo(version);
		assertThat(this.names.withVersion(ScriptKind.VERSIONED, filename, "9")).isEqualTo(changed);
	}

	@Test
	void makeFollowsNaming() {
		assertThat(this.names.make(ScriptKind.UNDO, "7", "add_avatars")).isEqualTo("U7__add_avatars.sql");
		FileNames other = new FileNames(new ScriptNaming("mig", "rep", "base", "undo", "-", List.of(".x", ".sql")));
		assertThat(other.make(ScriptKind.VERSIONED, "7", "a")).isEqualTo("mig7-a.x");
		assertThat(other.make(ScriptKind.BASELINE, "7", "a")).isEqualTo("base7-a.x");
		assertThat(other.version(ScriptKind.UNDO, "undo1_2-a-b.sql")).isEqualTo("1_2");
		assertThat(other.rest(ScriptKind.REPEATABLE, "rep-a.sql")).isEqualTo("-a.sql");
	}

}
