package dev.headway.test;

import org.junit.jupiter.api.function.Executable;

/**
 * A step of a {@link TestSequence}.
 *
 * @param name the name of its test
 * @param work what it does; if it fails, later steps do not run
 * @param verdict fails or aborts only the test of this step
 */
record TestStep(String name, TestSchema.Work work, Executable verdict) {

	static TestStep of(String name, TestSchema.Work work) {
		return new TestStep(name, work, () -> {
		});
	}

}
