package dev.headway.test;

import org.opentest4j.TestAbortedException;

/**
 * A {@link DataHook} and when to run it.
 *
 * @param before whether to run it before or after the revision
 * @param revision symbol of the revision
 * @param work what to do
 */
record Hook(boolean before, String revision, DataHook work) {

	void run(TestSchema schema) throws Exception {
		try {
			schema.withClient(this.work);
		}
		catch (TestAbortedException ex) {
			throw ex;
		}
		catch (Exception | AssertionError ex) {
			throw Failures.because("The data hook %s %s failed: %s".formatted(this.before ? "before" : "after",
					this.revision, Failures.messageOf(ex)), ex);
		}
	}

}
