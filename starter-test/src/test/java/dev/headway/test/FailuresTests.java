package dev.headway.test;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Failures}.
 */
class FailuresTests {

	@Test
	void becauseKeepsExpectedAndActual() {
		AssertionFailedError cause = new AssertionFailedError("other", "a", "b");
		AssertionFailedError failure = Failures.because("message", cause);
		assertThat(failure).hasMessage("message").hasCause(cause);
		assertThat(failure.getExpected().getValue()).isEqualTo("a");
		assertThat(failure.getActual().getValue()).isEqualTo("b");
	}

	@Test
	void becauseWhenCauseHasNoValuesHasNone() {
		AssertionFailedError failure = Failures.because("message", new IllegalStateException("cause"));
		assertThat(failure).hasMessage("message").hasCauseInstanceOf(IllegalStateException.class);
		assertThat(failure.isExpectedDefined()).isFalse();
	}

	@Test
	void withGraphIndentsTheGraph() {
		assertThat(Failures.withGraph("message", List.of("1 -> 2", "<base> -> 1"), null)).hasMessage("""
				message

				Revisions, newest first:

				    1 -> 2
				    <base> -> 1
				""").hasNoCause();
		assertThat(Failures.withGraph("message", List.of(), null)).hasMessage("message");
	}

	@Test
	void messageOfAddsTheRootCauseOnce() {
		Exception root = new IllegalStateException("root");
		assertThat(Failures.messageOf(new IllegalStateException("top", new RuntimeException("middle", root))))
			.isEqualTo("top: root");
		assertThat(Failures.messageOf(new IllegalStateException("top of root", root))).isEqualTo("top of root");
		assertThat(Failures.messageOf(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
	}

	@Test
	void requireSameShowsTheDifference() {
		SchemaSnapshot empty = new SchemaSnapshot(List.of());
		SchemaSnapshot full = new SchemaSnapshot(List.of(new Table(ObjectName.of("users"), "", null)));
		assertThatCode(() -> Failures.requireSame("message", full, full)).doesNotThrowAnyException();
		assertThatExceptionOfType(AssertionFailedError.class)
			.isThrownBy(() -> Failures.requireSame("message", empty, full))
			.withMessage("message\n\n    + table users")
			.satisfies((failure) -> assertThat(failure.getActual().getValue()).isEqualTo("+ table users"));
	}

}
