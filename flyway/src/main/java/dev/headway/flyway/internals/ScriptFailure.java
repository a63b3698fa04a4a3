package dev.headway.flyway.internals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a script that the database refused.
 *
 * @param script the name of the file
 * @param line the line at which the statement begins
 * @param statement its first lines as they are in the file, so that values of
 * placeholders are not shown; may be empty
 * @param reason what the database says
 */
public record ScriptFailure(String script, int line, List<String> statement, String reason) {

	private static final int LONGEST_STATEMENT = 5;

	private static final int LONGEST_LINE = 200;

	public ScriptFailure {
		statement = List.copyOf(statement);
	}

	/**
	 * Find the statement that caused a failure.
	 * @param failure what Flyway has thrown
	 * @return the statement, empty if something else failed
	 */
	public static Optional<ScriptFailure> of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof FlywaySqlScriptException script && cause.getCause() instanceof SQLException refusal
					&& script.getResource() != null) {
				return Optional.of(new ScriptFailure(script.getResource().getFilename(), script.getLineNumber(),
						statement(script), reason(refusal)));
			}
		}
		return Optional.empty();
	}

	private static String reason(SQLException refusal) {
		String state = (refusal.getSQLState() != null) ? " (SQL state %s)".formatted(refusal.getSQLState()) : "";
		return String.valueOf(refusal.getMessage()).strip() + state;
	}

	private static List<String> statement(FlywaySqlScriptException failure) {
		if (!(failure.getResource() instanceof LoadableResource resource)) {
			return List.of();
		}
		try (BufferedReader reader = new BufferedReader(resource.read())) {
			return reader.lines()
				.skip(Math.max(0, failure.getLineNumber() - 1))
				.limit(Math.min(LONGEST_STATEMENT, lines(failure.getStatement())))
				.map((line) -> (line.length() > LONGEST_LINE) ? line.substring(0, LONGEST_LINE) + "..." : line)
				.toList();
		}
		catch (IOException | UncheckedIOException | FlywayException ex) {
			return List.of();
		}
	}

	private static long lines(@Nullable String statement) {
		return (statement != null) ? statement.strip().lines().count() : 1;
	}

}
