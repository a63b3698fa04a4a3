package dev.headway.test;

import java.util.List;
import java.util.Objects;

import org.opentest4j.AssertionFailedError;
import org.springframework.core.NestedExceptionUtils;

import dev.headway.schema.SchemaDifference;
import dev.headway.schema.SchemaSnapshot;

/**
 * Makes the failures of history tests.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * A failure with another message, that keeps what was expected and what was found.
	 */
	static AssertionFailedError because(String message, Throwable cause) {
		if (cause instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()) {
			return new AssertionFailedError(message, failed.getExpected(), failed.getActual(), failed);
		}
		return new AssertionFailedError(message, cause);
	}

	/**
	 * A failure and the graph.
	 */
	static AssertionFailedError withGraph(Throwable failure, List<String> graph) {
		return because(messageOf(failure) + graph(graph), failure);
	}

	static AssertionFailedError withGraph(String message, List<String> graph) {
		return new AssertionFailedError(message + graph(graph));
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

	private static String graph(List<String> lines) {
		return lines.isEmpty() ? "" : "\n\nRevisions, newest first:\n\n" + indented(lines) + "\n";
	}

	private static String indented(List<String> lines) {
		return "    " + String.join("\n    ", lines);
	}

}
