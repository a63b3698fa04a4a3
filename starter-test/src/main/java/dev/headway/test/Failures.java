package dev.headway.test;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.springframework.core.NestedExceptionUtils;

import dev.headway.schema.SchemaDifference;
import dev.headway.schema.SchemaSnapshot;

/**
 * Creates the failures of {@link HistoryTests}.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * A failure with another message and the same expected and actual value.
	 */
	static AssertionFailedError because(String message, @Nullable Throwable cause) {
		if (cause instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()) {
			return new AssertionFailedError(message, failed.getExpected(), failed.getActual(), failed);
		}
		return new AssertionFailedError(message, cause);
	}

	static AssertionFailedError withGraph(String message, List<String> graph, @Nullable Throwable cause) {
		return because(
				graph.isEmpty() ? message : message + "\n\nRevisions, newest first:\n\n" + indented(graph) + "\n",
				cause);
	}

	static String messageOf(Throwable failure) {
		String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString()).strip();
		String cause = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
		return (cause != null && !message.contains(cause.strip())) ? message + ": " + cause.strip() : message;
	}

	static void requireSame(String message, SchemaSnapshot expected, SchemaSnapshot actual) {
		SchemaDifference difference = expected.diffTo(actual);
		if (!difference.isEmpty()) {
			throw new AssertionFailedError(message + "\n\n" + indented(difference.text().lines().toList()),
					expected.toString(), actual.toString());
		}
	}

	private static String indented(List<String> lines) {
		return "    " + String.join("\n    ", lines);
	}

}
