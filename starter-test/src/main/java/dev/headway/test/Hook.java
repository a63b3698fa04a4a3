package dev.headway.test;

import org.opentest4j.TestAbortedException;

/**
 * A data hook and when to run it.
 *
 * @param revision symbol of the revision
 * @param moment whether before or after it, in a word
 * @param work what to do
 */
record Hook(String revision, String moment, DataHook work) {

	void run(TestSchema workspace) throws Exception {
		try {
			workspace.withClient(this.work);
		}
		catch (TestAbortedException ex) {
			throw ex;
		}
		catch (Exception | AssertionError ex) {
			throw Failures.because(
					"The data hook %s %s failed: %s".formatted(this.moment, this.revision, Failures.messageOf(ex)), ex);
		}
	}

}
