package dev.headway.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.benchmark.FilesCase.Shape;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link FilesCase}.
 */
class FilesCaseTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 99, 100, 101 })
	void parentsWhenBraidedLeaveOneHead(int size) {
		assertThat(graph(Shape.BRAIDED, size).heads()).containsExactly(String.valueOf(size));
	}

	@Test
	void parentsWhenBraidedMergeEveryThirdRevision() {
		RevisionGraph graph = graph(Shape.BRAIDED, 10);
		assertThat(graph.branchPoints()).containsExactlyInAnyOrder("1", "4", "7");
		assertThat(graph.mergePoints()).containsExactlyInAnyOrder("4", "7", "10");
	}

	@Test
	void parentsWhenLinearNeitherBranchNorMerge() {
		RevisionGraph graph = graph(Shape.LINEAR, 10);
		assertThat(graph.branchPoints()).isEmpty();
		assertThat(graph.mergePoints()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void graphWhenCalledPlansEachRevision(Shape shape) throws Exception {
		assertThat(FilesCase.graph(shape, 50).call().steps()).hasSize(50);
	}

	@Test
	void checkWhenScriptsAreValidFindsNoProblem() throws Exception {
		Migrations migrations = Migrations.write(this.folder, Migrations.CREATE, 3, 0);
		assertThat(FilesCase.check(migrations.root().resolve(Migrations.SCRIPTS)).call()).isEmpty();
	}

	@Test
	void checkWhenScriptsHaveAProblemThrows() throws IOException {
		Files.writeString(this.folder.resolve("V2__change.sql"), "-- revises: 1\nselect 1;\n");
		assertThatIllegalStateException().isThrownBy(FilesCase.check(this.folder)::call).withMessageContaining("1");
	}

	private static RevisionGraph graph(Shape shape, int size) {
		return RevisionGraph.of(IntStream.rangeClosed(1, size)
			.mapToObj((number) -> new Revision(String.valueOf(number), "",
					shape.parents(number, size).stream().map(String::valueOf).toList(), List.of(), Set.of()))
			.toList());
	}

}
