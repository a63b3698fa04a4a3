package dev.headway.test;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Inserts rows before a revision, or checks them after it.
 */
@FunctionalInterface
public interface DataHook {

	/**
	 * Run the hook. Its changes are committed.
	 * @param jdbc a client for the schema that is being migrated
	 * @throws Exception if it fails, which fails the test of the revision
	 */
	void run(JdbcClient jdbc) throws Exception;

}
