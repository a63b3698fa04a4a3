package dev.headway.test;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts rows into the database before a revision, or looks at them after it.
 */
@FunctionalInterface
public interface DataHook {

	/**
	 * Run. What it changes is committed.
	 * @param jdbc a client whose schema is the one that is being migrated
	 * @throws Exception if anything fails, which fails the test of the revision
	 */
	void run(JdbcClient jdbc) throws Exception;

}
