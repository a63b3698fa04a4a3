package dev.headway.revision;

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
		Revision revision = Graphs.linear().create(NewRevision.on("4", "add avatars", "head"));
		assertThat(revision).isEqualTo(new Revision("4", "add avatars", List.of("3"), List.of(), Set.of()));
	}

	@Test
	void createWhenOnHeadsIsAMerge() {
		RevisionGraph graph = Graphs.twoHeads();
		Revision merge = graph.create(NewRevision.on("4", "merge", "heads"));
		assertThat(merge.parents()).containsExactly("2", "3");
		assertThat(graph.with(merge).heads()).containsExactly("4");
		assertThat(graph.heads()).containsExactly("2", "3");
	}

	@Test
	void createWhenWithoutHeadsIsABase() {
		assertThat(Graphs.linear().create(NewRevision.on("4", "")).parents()).isEmpty();
		assertThat(Graphs.linear().create(NewRevision.on("4", "", "base")).parents()).isEmpty();
	}

	@Test
	void createWhenParentIsNoHeadThrowsUnlessSpliced() {
		NewRevision request = NewRevision.on("4", "", "2");
		assertFails(Graphs.linear(), request, "NotAHead",
				"Revision 2 is not a head, so 4 would create a new branch. Name a head (3), or add --splice.");
		assertThat(Graphs.linear().create(request.withSplice()).parents()).containsExactly("2");
	}

	@Test
	void createWhenParentIsNamedTwiceThrows() {
		assertFails(Graphs.linear(), NewRevision.on("4", "", "3", "head"), "DuplicateParents",
				"Revision 4 would name a parent twice: 3, 3. Name each parent once");
	}

	@Test
	void createWhenDependencyIsSymbolResolvesItAndKeepsLabels() {
		Revision revision = Graphs.labelled()
			.create(NewRevision.on("6", "", "5").withDependsOn("billing", "billing@head", "1"));
		assertThat(revision.dependsOn()).containsExactly("billing", "3", "1");
	}

	@Test
	void createWhenDependencyIsNotOneRevisionThrows() {
		assertFails(Graphs.linear(), NewRevision.on("4", "", "3").withDependsOn("base"), "NotFound",
				"'base' means no revision, so nothing can depend on it. Name a revision");
		assertFails(Graphs.twoHeads(), NewRevision.on("4", "", "3").withDependsOn("heads"), "MultipleHeads",
				"'heads' means one revision, but there are 2 heads: 2, 3. Name one of them, or join them with a merge revision");
	}

	@Test
	void createWhenLabelIsTakenThrows() {
		RevisionGraph graph = Graphs.labelled();
		NewRevision request = NewRevision.on("6", "", "5").withLabels("audit", "billing");
		assertThatExceptionOfType(InvalidGraphException.class).isThrownBy(() -> graph.create(request))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("DuplicateLabel"));
		assertThat(graph.create(NewRevision.on("6", "", "5").withLabels("audit")).labels()).containsExactly("audit");
	}

	private void assertFails(RevisionGraph graph, NewRevision request, String code, String message) {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> graph.create(request))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
