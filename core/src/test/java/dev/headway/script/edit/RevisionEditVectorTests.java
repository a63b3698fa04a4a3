package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.revision.GraphVectors;
import dev.headway.revision.Revision;
import dev.headway.script.file.EditException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionEdit} with the {@code creates} of the vectors, on files.
 */
class RevisionEditVectorTests {

	private EditedFolder folder = new EditedFolder(Path.of(""));

	@ParameterizedTest
	@MethodSource
	void revisionAgreesWithVectors(GraphVectors.Case graph, @TempDir Path root) {
		for (GraphVectors.Create create : graph.expect().creates()) {
			this.folder = new EditedFolder(root.resolve(String.valueOf(graph.expect().creates().indexOf(create))));
			this.folder.with(".gitkeep", "");
			graph.revisions().forEach(this::write);
			GraphVectors.Failure error = create.error();
			if (error == null) {
				EditedFolder.apply(this.folder.scripts().revision(request(create)));
				Revision revision = this.folder.graph().find(create.id()).orElseThrow();
				assertThat(revision.parents())
					.containsExactlyInAnyOrderElementsOf(Objects.requireNonNull(create.parents()));
				assertThat(this.folder.graph().heads()).isEqualTo(create.headsAfter());
			}
			else {
				assertThatExceptionOfType(EditException.class)
					.isThrownBy(() -> this.folder.scripts().revision(request(create)))
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(error.kind()));
			}
		}
	}

	static Stream<GraphVectors.Case> revisionAgreesWithVectors() {
		return GraphVectors.read()
			.valid()
			.stream()
			.filter((graph) -> graph.idOrder().equals("linear-extension") && !graph.expect().creates().isEmpty());
	}

	private void write(GraphVectors.Node node) {
		String parents = node.parents().isEmpty() ? "base" : String.join(", ", node.parents());
		StringBuilder header = new StringBuilder("-- revises: ").append(parents);
		if (node.dependsOn() != null && !node.dependsOn().isEmpty()) {
			header.append("\n-- depends-on: ").append(String.join(", ", node.dependsOn()));
		}
		if (node.labels() != null && !node.labels().isEmpty()) {
			header.append("\n-- branch: ").append(String.join(", ", node.labels()));
		}
		this.folder.with("V%s__a.sql".formatted(node.id()), header.toString());
	}

	private static RevisionRequest request(GraphVectors.Create create) {
		List<String> heads = create.head().isEmpty() ? List.of("base") : create.head();
		List<String> dependsOn = (create.dependsOn() != null) ? create.dependsOn() : List.of();
		Set<String> labels = (create.label() != null) ? Set.of(create.label()) : Set.of();
		return new RevisionRequest("new", heads, create.splice(), dependsOn, labels, create.id());
	}

}
