package dev.headway.revision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import dev.headway.revision.GraphVectors.Failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Compares answers with those of the vectors.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * The question is refused for the expected reason; what is an internal error of
	 * Alembic may be refused for any reason, unless the vector suggests one.
	 */
	public static void assertFails(String question, Failure expected, ThrowingCallable call) {
		RevisionException failure = catchThrowableOfType(RevisionException.class, call);
		assertThat(failure).as(question).isNotNull();
		String kind = (expected.suggested() != null) ? expected.suggested() : expected.kind();
		if (!kind.equals("Internal")) {
			assertThat(failure.code()).as(question).isEqualTo(kind);
		}
		if (expected.heads() != null) {
			assertThat(failure).as(question)
				.isInstanceOfSatisfying(MultipleHeadsException.class,
						(multiple) -> assertThat(multiple.heads()).as(question)
							.containsExactlyInAnyOrderElementsOf(expected.heads()));
		}
		assertThat(failure.getMessage()).as(question).isNotBlank();
	}

	/**
	 * Each revision comes after those of its parents and dependencies that are listed
	 * too.
	 */
	public static void assertParentsFirst(String question, RevisionGraph graph, List<String> order) {
		Set<String> listed = new HashSet<>(order);
		Set<String> before = new HashSet<>();
		for (String id : order) {
			Set<String> needed = new HashSet<>(graph.ancestors(id));
			needed.retainAll(listed);
			assertThat(before).as("%s: before %s", question, id).containsAll(needed);
			before.add(id);
		}
		assertThat(before).as(question).hasSameSizeAs(order);
	}

}
