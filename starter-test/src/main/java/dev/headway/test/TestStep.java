package dev.headway.test;

import org.junit.jupiter.api.function.Executable;

/**
 * A step of a sequence, which becomes a test.
 *
 * @param name what the test is called
 * @param work what it does; if it fails, there is no next step
 * @param verdict fails or aborts the test for a reason that hinders no next step
 */
record TestStep(String name, TestSchema.Work work, Executable verdict) {

	static TestStep of(String name, TestSchema.Work work) {
		return new TestStep(name, work, () -> {
		});
	}

}
