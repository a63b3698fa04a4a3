package dev.headway.benchmark.ground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void writeWhenReadByHeadwayIsTheGraphOfTheShape(Shape shape) {
		Migrations migrations = Migrations.write(this.folder, shape, Content.CREATE, 1, 10, 0);
		RevisionGraph graph = MigrationScripts
			.load(ScriptSettings.standard(), ScriptLocations.of(migrations.root().resolve(Migrations.SCRIPTS)),
					List.of())
			.graph()
			.orElseThrow();
		assertThat(graph.revisions()).map(Revision::id)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
		graph.revisions()
			.forEach((revision) -> assertThat(revision.parents()).containsExactlyInAnyOrderElementsOf(
					shape.parents(Integer.parseInt(revision.id()), 10).stream().map(String::valueOf).toList()));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 99, 100, 101 })
	void parentsWhenBraidedLeaveOneHead(int size) {
		List<Revision> revisions = IntStream.rangeClosed(1, size)
			.mapToObj((number) -> new Revision(String.valueOf(number), "",
					Shape.BRAIDED.parents(number, size).stream().map(String::valueOf).toList(), List.of(), Set.of()))
			.toList();
		assertThat(RevisionGraph.of(revisions).heads()).containsExactly(String.valueOf(size));
	}

	@ParameterizedTest
	@EnumSource
	void writeWhenComparedHasTheSameStatementsForAll(Content content) throws Exception {
		Migrations migrations = Migrations.write(this.folder, Shape.BRAIDED, content, 1, 3, 500);
		for (int number = 1; number <= 3; number++) {
			String script = Files
				.readString(this.folder.resolve("db/migration/V%d__change_%d.sql".formatted(number, number)));
			String change = Files.readString(this.folder.resolve("db/changelog/changes/%08d.sql".formatted(number)));
			assertThat(statement(script)).isEqualTo(statement(change)).isEqualTo(content.sql(number) + ";");
			assertThat(script).hasSizeGreaterThan(400);
		}
		assertThat(migrations.isJar()).isFalse();
	}

	private static String statement(String script) {
		return String.join("\n", script.lines().filter((line) -> !line.startsWith("--")).toList());
	}

}
