package dev.headway.revision;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InvalidGraphException} and the problems in it.
 */
class InvalidGraphExceptionTests {

	@Test
	void ofWhenMuchIsWrongNamesAllOfIt() {
		InvalidGraphException failure = failure("1-2", "3 revises 3", "4 revises 77", "5 needs 99", "6 needs 6",
				"7 revises 8", "8 revises 7", "9 needs 10", "10 needs 9", "11 called red", "12 called red", "13", "13",
				"14 called a@b", "15 called 13");
		assertThat(failure.problems()).extracting(GraphProblem::code)
			.containsExactly("IllegalLabel", "IllegalId", "DuplicateId", "DuplicateLabel", "DuplicateLabel",
					"MissingParent", "MissingDependency", "SelfLoop", "DependencySelfLoop", "Cycle", "DependencyCycle");
		assertThat(failure.code()).isEqualTo("IllegalLabel");
		assertThat(failure.problems()).allSatisfy((problem) -> {
			assertThat(problem.revisions()).isNotEmpty();
			assertThat(failure.getMessage()).contains(problem.message());
		});
	}

	@Test
	void messageWhenParentIsMissingNamesBothAndTheRemedy() {
		assertThat(failure("1", "3 revises 1 2 2").problems())
			.containsExactly(new GraphProblem(RevisionError.MISSING_PARENT,
					"Revision 3 revises 2, but there is no such migration. Add it, or correct the header of 3.",
					List.of("3"), List.of("2")));
	}

	@Test
	void messageWhenParentIsALabelIsMissingParent() {
		assertThat(failure("1 called core", "2 revises core").problems()).extracting(GraphProblem::code)
			.containsExactly("MissingParent");
	}

	@Test
	void messageWhenCycleNamesItsRevisionsOnly() {
		assertThat(failure("1", "2 revises 1 4", "3 revises 2", "4 revises 3", "5 revises 4").problems())
			.containsExactly(new GraphProblem(RevisionError.CYCLE,
					"Revisions 2, 3, 4 revise one another in a cycle. Correct the revises header of one of them.",
					List.of("2", "3", "4"), List.of()));
	}

	@Test
	void messageWhenDependencyWidensCycleNamesBoth() {
		assertThat(failure("1 revises 2", "2 revises 1 3", "3 needs 1").problems()).extracting(GraphProblem::code)
			.containsExactly("Cycle", "DependencyCycle");
	}

	@Test
	void messageWhenDependencyOnOwnLabelIsSelfLoop() {
		assertThat(failure("1 needs red called red").problems()).extracting(GraphProblem::code)
			.containsExactly("DependencySelfLoop");
	}

	@Test
	void messageWhenLabelIsTakenNamesTheRevisions() {
		assertThat(failure("1 called red", "2 called red").problems())
			.containsExactly(new GraphProblem(RevisionError.DUPLICATE_LABEL,
					"Branch label 'red' is used by several revisions: 1, 2. Choose another label for all but one.",
					List.of("1", "2"), List.of("red")));
	}

	@Test
	void ofWhenNameIsReservedOrBlankIsIllegal() {
		assertThat(failure("head", "heads", "base", "1:2", "1@2", "1+2").problems()).hasSize(6)
			.extracting(GraphProblem::code)
			.containsOnly("IllegalId");
		assertThat(failure("1 called base").problems()).extracting(GraphProblem::code).containsExactly("IllegalLabel");
		assertThat(failure(List.of(new Revision(" ", "", List.of(), List.of(), Set.of()))).problems())
			.extracting(GraphProblem::code)
			.containsExactly("IllegalId");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u001b[2J", "\u202eb", "a\nb" })
	void ofWhenALabelCannotBePrintedIsIllegal(String label) {
		assertThat(failure(List.of(new Revision("1", "", List.of(), List.of(), Set.of(label)))).problems())
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.error()).isEqualTo(RevisionError.ILLEGAL_LABEL);
				assertThat(problem.message()).doesNotContain(label).contains("\\");
			});
	}

	@Test
	void messageWhenManyProblemsIsCutShort() {
		InvalidGraphException failure = failure(
				IntStream.rangeClosed(1, 30).mapToObj((id) -> id + " revises 99").toArray(String[]::new));
		assertThat(failure.problems()).hasSize(30);
		assertThat(failure).message().hasLineCount(22).endsWith("- and 10 more");
	}

	@Test
	void messageWhenCycleIsLongIsCutShort() {
		InvalidGraphException failure = failure(
				IntStream.rangeClosed(1, 30).mapToObj((id) -> id + " revises " + (id % 30 + 1)).toArray(String[]::new));
		assertThat(failure.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.revisions()).hasSize(30))
			.satisfies((problem) -> assertThat(problem.message()).contains("9, 10 and 20 more"));
	}

	private InvalidGraphException failure(String... lines) {
		return failure(Graphs.revisions(lines));
	}

	private InvalidGraphException failure(List<Revision> revisions) {
		InvalidGraphException failure = catchThrowableOfType(InvalidGraphException.class,
				() -> RevisionGraph.of(revisions));
		assertThat(failure).isNotNull();
		return failure;
	}

}
