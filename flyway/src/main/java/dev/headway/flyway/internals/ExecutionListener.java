package dev.headway.flyway.internals;

import java.sql.SQLException;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Follows how one migration runs, and writes down what became of it.
 */
public interface ExecutionListener {

	/**
	 * The migration begins, in its transaction if it has one, before its callbacks.
	 * @param script the script, or {@code null} if it is written in Java
	 * @param rollsBack whether a failure undoes everything that it has done
	 */
	void started(@Nullable ParsedScript script, boolean rollsBack);

	/**
	 * A statement was read, also one that does not run because it is done.
	 * @param statement the statement
	 */
	void reading(ParsedScript.Statement statement);

	/**
	 * A statement runs next. In a batch, only its first one.
	 * @param statement the statement
	 */
	void executing(ParsedScript.Statement statement);

	/**
	 * Whether a statement that has failed is to run once more, after a pause.
	 * @param statement the statement
	 * @param failure why it failed
	 * @return {@code true} to run it again
	 */
	boolean repeats(ParsedScript.Statement statement, SQLException failure);

	/**
	 * The migration has run, and its transaction has not ended.
	 */
	void succeeded();

	/**
	 * The migration has failed, and its transaction is rolled back.
	 * @param failure why it failed
	 * @param rolledBack whether that has undone everything
	 */
	void failed(FlywayException failure, boolean rolledBack);

}
