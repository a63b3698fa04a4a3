package dev.headway.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * {@link TestStep}s that build on each other in one {@link TestSchema}. Each is a test,
 * which first runs the earlier steps that have not run yet, so that a test can be run
 * alone. The schema is closed after the last step or when the stream of tests is closed.
 */
final class TestSequence {

	private final TestSchemas schemas;

	private final List<TestStep> steps;

	private final List<Optional<Throwable>> results = new ArrayList<>();

	private @Nullable TestSchema schema;

	private @Nullable String broken;

	TestSequence(TestSchemas schemas, List<TestStep> steps) {
		this.schemas = schemas;
		this.steps = List.copyOf(steps);
	}

	DynamicContainer container(String name) {
		Stream<DynamicTest> tests = IntStream.range(0, this.steps.size())
			.mapToObj((index) -> DynamicTest.dynamicTest(this.steps.get(index).name(), () -> report(index)));
		return DynamicContainer.dynamicContainer(name, tests.onClose(this::close));
	}

	private void report(int index) throws Throwable {
		Optional<Throwable> result = result(index);
		if (result.isPresent()) {
			throw result.get();
		}
		this.steps.get(index).verdict().execute();
	}

	private synchronized Optional<Throwable> result(int index) {
		while (this.results.size() <= index) {
			this.results.add(Optional.ofNullable(run(this.steps.get(this.results.size()))));
		}
		Optional<Throwable> result = this.results.get(index);
		if (isComplete()) {
			closeAfter(result);
		}
		return result;
	}

	private boolean isComplete() {
		return this.results.size() == this.steps.size();
	}

	private void closeAfter(Optional<Throwable> result) {
		try {
			close();
		}
		catch (RuntimeException ex) {
			result.ifPresentOrElse((failure) -> failure.addSuppressed(ex), () -> {
				throw ex;
			});
		}
	}

	private @Nullable Throwable run(TestStep step) {
		if (this.broken != null) {
			return new TestAbortedException("Not run because '%s' did not succeed.".formatted(this.broken));
		}
		try {
			if (this.schema == null) {
				this.schema = this.schemas.open();
			}
			this.schema.explain(step.work());
			return null;
		}
		catch (Throwable ex) {
			this.broken = step.name();
			return ex;
		}
	}

	/**
	 * Close the schema. Tests that run in parallel may outlive their stream; if one of
	 * them still needs a result, the sequence starts again.
	 */
	private synchronized void close() {
		TestSchema opened = this.schema;
		if (opened != null) {
			this.schema = null;
			if (!isComplete()) {
				this.results.clear();
				this.broken = null;
			}
			opened.close();
		}
	}

}
