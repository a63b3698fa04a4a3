package dev.headway.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.ScriptLocations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Migrations}.
 */
class MigrationsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void writeWhenReadByHeadwayIsALinearHistory() {
		Migrations migrations = Migrations.write(this.folder, Migrations.CREATE, 11, 0);
		RevisionGraph graph = MigrationScripts
			.load(ScriptSettings.standard(), ScriptLocations.of(migrations.root().resolve(Migrations.SCRIPTS)),
					List.of())
			.graph()
			.orElseThrow();
		assertThat(graph.revisions()).map(Revision::id)
			.containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
		assertThat(graph.heads()).containsExactly("11");
		assertThat(graph.branchPoints()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void writeWhenComparedHasTheSameStatementsForAllEngines(IntFunction<String> content) throws IOException {
		Migrations.write(this.folder, content, 3, 500);
		for (int number = 1; number <= 3; number++) {
			String script = Files
				.readString(this.folder.resolve("db/migration/V%d__change_%d.sql".formatted(number, number)));
			String change = Files.readString(this.folder.resolve("db/changelog/changes/%08d.sql".formatted(number)));
			assertThat(statement(script)).isEqualTo(statement(change)).isEqualTo(content.apply(number) + ";");
		}
	}

	static Stream<IntFunction<String>> writeWhenComparedHasTheSameStatementsForAllEngines() {
		return Stream.of(Migrations.CREATE, Migrations.INSERT);
	}

	@Test
	void writeWhenLengthIsGivenPadsEachScript() throws IOException {
		Migrations.write(this.folder, Migrations.INSERT, 2, 2048);
		assertThat(Files.size(this.folder.resolve("db/migration/V2__change_2.sql"))).isBetween(2000L, 2148L);
	}

	private static String statement(String script) {
		return String.join("\n", script.lines().filter((line) -> !line.startsWith("--")).toList());
	}

}
