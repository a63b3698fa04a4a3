package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.revision.GraphVectors.Case;
import dev.headway.revision.GraphVectors.Create;
import dev.headway.revision.GraphVectors.Expect;
import dev.headway.revision.GraphVectors.Lookup;
import dev.headway.revision.GraphVectors.Missing;
import dev.headway.revision.GraphVectors.Range;
import dev.headway.revision.GraphVectors.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * {@link RevisionGraph} against the answers of Alembic.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisionGraphVectorTests {

	private final GraphVectors vectors = GraphVectors.read();

	private int validCases;

	private int invalidCases;

	Stream<Case> validCases() {
		return this.vectors.valid().stream();
	}

	Stream<Case> invalidCases() {
		return this.vectors.invalid().stream();
	}

	@AfterAll
	void countsCases() {
		assertThat(this.validCases).isEqualTo(this.vectors.counts().valid());
		assertThat(this.invalidCases).isEqualTo(this.vectors.counts().invalid());
		assertThat(this.validCases + this.invalidCases).isEqualTo(this.vectors.counts().cases());
	}

	@ParameterizedTest
	@MethodSource("validCases")
	void answersWhenGraphIsValidAreThoseOfAlembic(Case graphCase) {
		this.validCases++;
		Expect expect = graphCase.expect();
		for (RevisionGraph graph : graphCase.graphs()) {
			assertProperties(graph, expect);
			assertHistory(graph, expect);
			expect.states().forEach((state) -> assertState(graph, state));
			expect.lookups().forEach((lookup) -> assertLookup(graph, lookup));
			expect.ranges().forEach((range) -> assertRange(graph, range));
			expect.creates().forEach((create) -> assertCreate(graph, create));
		}
	}

	@ParameterizedTest
	@MethodSource("invalidCases")
	void ofWhenGraphIsInvalidThrowsWithProblem(Case graphCase) {
		this.invalidCases++;
		Expect expect = graphCase.expect();
		for (List<Revision> listing : graphCase.listings()) {
			InvalidGraphException failure = catchThrowableOfType(InvalidGraphException.class,
					() -> RevisionGraph.of(listing));
			assertThat(failure).as(graphCase.name()).isNotNull();
			assertThat(failure.code()).isEqualTo(expect.kind());
			assertThat(failure.problems()).extracting(GraphProblem::code).containsOnly(expect.kind());
			assertProblems(failure.problems(), expect);
		}
	}

	private void assertProblems(List<GraphProblem> problems, Expect expect) {
		List<String> concerned = problems.stream().flatMap((problem) -> problem.revisions().stream()).toList();
		if (!expect.onCycle().isEmpty()) {
			assertThat(concerned).containsExactlyInAnyOrderElementsOf(expect.onCycle());
		}
		if (!expect.duplicates().isEmpty()) {
			assertThat(concerned).containsExactlyInAnyOrderElementsOf(expect.duplicates());
		}
		if (!expect.missing().isEmpty()) {
			assertThat(problems.stream()
				.flatMap((problem) -> problem.names()
					.stream()
					.map((name) -> new Missing(problem.revisions().get(0), name))))
				.containsExactlyInAnyOrderElementsOf(expect.missing());
		}
	}

	private void assertProperties(RevisionGraph graph, Expect expect) {
		assertThat(graph.heads()).as("heads").isEqualTo(expect.heads());
		assertThat(graph.effectiveHeads()).as("effective heads").isEqualTo(expect.effectiveHeads());
		assertThat(graph.bases()).as("bases").isEqualTo(expect.bases());
		assertThat(graph.branchPoints()).as("branch points").isEqualTo(expect.branchPoints());
		assertThat(graph.mergePoints()).as("merge points").isEqualTo(expect.mergePoints());
		for (Revision revision : graph.revisions()) {
			assertThat(graph.labels(revision.id())).as("labels of %s", revision.id())
				.isEqualTo(expect.labels().getOrDefault(revision.id(), Set.of()));
		}
		if (expect.singleHead().error() != null) {
			Answers.assertFails("head", expect.singleHead().error(), () -> graph.resolve("head"));
		}
		else {
			String head = expect.singleHead().result();
			assertThat(ids(graph.resolve("head"))).isEqualTo((head != null) ? Set.of(head) : Set.of());
		}
	}

	private void assertHistory(RevisionGraph graph, Expect expect) {
		List<String> newestFirst = graph.range("", "").stream().map(Revision::id).toList();
		List<String> oldestFirst = new ArrayList<>(newestFirst);
		Collections.reverse(oldestFirst);
		assertThat(graph.revisions()).extracting(Revision::id).isEqualTo(oldestFirst);
		assertThat(newestFirst).containsExactlyInAnyOrderElementsOf(expect.history().order());
		Answers.assertParentsFirst("history", graph, oldestFirst);
		if (expect.history().orderUnique()) {
			assertThat(newestFirst).isEqualTo(expect.history().order());
		}
	}

	private void assertState(RevisionGraph graph, State state) {
		assertThat(graph.current(state.applied())).as("current of %s", state.applied()).isEqualTo(state.current());
		assertThat(graph.current(state.current())).as("current of %s", state.current()).isEqualTo(state.current());
		assertThat(graph.current(state.applied()).equals(graph.heads())).isEqualTo(state.checkHeads());
		assertThat(state.applied().stream().filter((id) -> Collections.disjoint(graph.children(id), state.applied())))
			.as("shown as current of %s", state.applied())
			.containsExactlyInAnyOrderElementsOf(state.currentShown());
	}

	private void assertLookup(RevisionGraph graph, Lookup lookup) {
		if (lookup.error() != null) {
			Answers.assertFails(lookup.symbol(), lookup.error(), () -> graph.resolve(lookup.symbol()));
		}
		else {
			assertThat(ids(graph.resolve(lookup.symbol()))).as(lookup.symbol()).isEqualTo(lookup.result());
		}
	}

	private void assertRange(RevisionGraph graph, Range range) {
		if (range.error() != null) {
			Answers.assertFails(range.toString(), range.error(), () -> graph.range(range.from(), range.to()));
		}
		else {
			List<String> newestFirst = graph.range(range.from(), range.to()).stream().map(Revision::id).toList();
			List<String> oldestFirst = new ArrayList<>(newestFirst);
			Collections.reverse(oldestFirst);
			Answers.assertParentsFirst(range.toString(), graph, oldestFirst);
			assertThat(new HashSet<>(newestFirst)).as(range.toString()).isEqualTo(range.revisions());
		}
	}

	private void assertCreate(RevisionGraph graph, Create create) {
		if (create.error() != null) {
			Answers.assertFails(create.toString(), create.error(), () -> graph.create(create.request()));
		}
		else {
			Revision revision = graph.create(create.request());
			assertThat(new HashSet<>(revision.parents())).as(create.toString()).isEqualTo(create.parents());
			assertThat(graph.with(revision).heads()).as(create.toString()).isEqualTo(create.headsAfter());
			if (create.resolvedDependsOn() != null) {
				assertThat(revision.dependsOn()).isEqualTo(create.resolvedDependsOn());
			}
		}
	}

	private Set<String> ids(Set<Revision> revisions) {
		return revisions.stream().map(Revision::id).collect(Collectors.toSet());
	}

}
