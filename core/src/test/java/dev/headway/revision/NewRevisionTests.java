package dev.headway.revision;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewRevision} and {@link RevisionGraph#create(NewRevision)}.
 */
class NewRevisionTests {

	@Test
	void createWhenOnHeadRevisesIt() {
		Revision revision = Graphs.linear().create(on("4", "add avatars", "head"));
		assertThat(revision).isEqualTo(new Revision("4", "add avatars", List.of("3"), List.of(), Set.of()));
	}

	@Test
	void createWhenOnHeadsIsAMerge() {
		RevisionGraph graph = Graphs.twoHeads();
		Revision merge = graph.create(on("4", "merge", "heads"));
		assertThat(merge.parents()).containsExactly("2", "3");
		assertThat(graph.with(merge).heads()).containsExactly("4");
		assertThat(graph.heads()).containsExactly("2", "3");
	}

	@Test
	void createWhenWithoutHeadsIsABase() {
		assertThat(Graphs.linear().create(on("4", "")).parents()).isEmpty();
		assertThat(Graphs.linear().create(on("4", "", "base")).parents()).isEmpty();
	}

	@Test
	void createWhenParentIsNoHeadThrowsUnlessSpliced() {
		NewRevision request = on("4", "", "2");
		assertFails(Graphs.linear(), request, "NotAHead",
				"Revision 2 is not a head, so 4 would create a new branch. Specify a head (3), or allow this with '--splice'.");
		assertThat(Graphs.linear().create(new NewRevision("4", "", List.of("2"), true, List.of(), Set.of())).parents())
			.containsExactly("2");
	}

	@Test
	void createWhenParentIsNamedTwiceThrows() {
		assertFails(Graphs.linear(), on("4", "", "3", "head"), "DuplicateParents",
				"Revision 4 would have the same parent twice: 3, 3. Specify each parent once.");
	}

	@Test
	void createWhenDependencyIsSymbolResolvesItAndKeepsLabels() {
		Revision revision = Graphs.labelled().create(dependent("6", "5", "billing", "billing@head", "1"));
		assertThat(revision.dependsOn()).containsExactly("billing", "3", "1");
	}

	@Test
	void createWhenDependencyIsNotOneRevisionThrows() {
		assertFails(Graphs.linear(), dependent("4", "3", "base"), "NotFound",
				"'base' is not a revision, so nothing can depend on it. Specify a revision.");
		assertFails(Graphs.twoHeads(), dependent("4", "3", "heads"), "MultipleHeads",
				"'heads' must mean one revision, but there are 2 heads: 2, 3. Specify one of them, or join them with 'db merge'.");
	}

	@Test
	void createWhenLabelIsTakenThrows() {
		RevisionGraph graph = Graphs.labelled();
		NewRevision request = labeled("6", "5", "audit", "billing");
		assertThatExceptionOfType(InvalidGraphException.class).isThrownBy(() -> graph.create(request))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("DuplicateLabel"));
		assertThat(graph.create(labeled("6", "5", "audit")).labels()).containsExactly("audit");
	}

	private static NewRevision on(String id, String description, String... heads) {
		return new NewRevision(id, description, List.of(heads), false, List.of(), Set.of());
	}

	private static NewRevision dependent(String id, String head, String... dependsOn) {
		return new NewRevision(id, "", List.of(head), false, List.of(dependsOn), Set.of());
	}

	private static NewRevision labeled(String id, String head, String... labels) {
		return new NewRevision(id, "", List.of(head), false, List.of(), new LinkedHashSet<>(List.of(labels)));
	}

	private void assertFails(RevisionGraph graph, NewRevision request, String code, String message) {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> graph.create(request))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
