package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import javax.sql.DataSource;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;

/**
 * Runs statements in a new schema of a database, reads what they made, and removes it.
 * Nothing outside of that schema changes if the statements do not name another one.
 */
public abstract class ScratchSchema {

	/** How the names of scratch schemas start, on MariaDB those of databases. */
	public static final String PREFIX = "headway_scratch_";

	private final Connection connection;

	private final String name = PREFIX + UUID.randomUUID().toString().substring(0, 8);

	ScratchSchema(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Read what statements make.
	 * @param dataSource the database
	 * @param statements what to run in the empty schema
	 * @return the schema's structure
	 * @throws HeadwayException if the schema cannot be created, a statement fails, or the
	 * database is not H2, PostgreSQL or MariaDB
	 */
	public static SchemaSnapshot read(DataSource dataSource, List<String> statements) {
		try (Connection connection = dataSource.getConnection()) {
			return of(connection).read(statements);
		}
		catch (SQLException ex) {
			throw new HeadwayException("The database cannot be reached: " + ex.getMessage(), ex);
		}
	}

	private static ScratchSchema of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "h2" -> new H2Scratch(connection);
			case "postgresql" -> new PostgresqlScratch(connection);
			case "mariadb" -> new MariaDbScratch(connection);
			default -> throw new HeadwayException(
					"A database of type %s cannot be compared with a model. Use H2, PostgreSQL or MariaDB."
						.formatted(product));
		};
	}

	private SchemaSnapshot read(List<String> statements) throws SQLException {
		boolean autoCommit = this.connection.getAutoCommit();
		try {
			createOrRefuse();
			for (String statement : statements) {
				execute(statement);
			}
			return SchemaSnapshot.of(this.connection, SnapshotScope.ofSchemas(this.name));
		}
		finally {
			remove();
			this.connection.setAutoCommit(autoCommit);
		}
	}

	private void createOrRefuse() throws SQLException {
		try {
			create();
		}
		catch (SQLException ex) {
			remove();
			throw new HeadwayException(
					"The user %s may not create the schema in which the model is built for a moment. Allow it with \"%s\". The database says: %s"
						.formatted(this.connection.getMetaData().getUserName(), grant(), ex.getMessage()),
					ex);
		}
	}

	private void execute(String statement) {
		try {
			run(statement);
		}
		catch (SQLException ex) {
			throw new HeadwayException("The database does not accept the model. It says: %s%nThe statement was: %s"
				.formatted(ex.getMessage(), statement.strip()), ex);
		}
	}

	/**
	 * Create the schema and make it the current one.
	 */
	abstract void create() throws SQLException;

	/**
	 * Remove the schema, if there is one, and make the current one what it was.
	 */
	abstract void remove() throws SQLException;

	/**
	 * The statement that allows the user to create the schema.
	 */
	abstract String grant() throws SQLException;

	final Connection connection() {
		return this.connection;
	}

	final String name() {
		return this.name;
	}

	final void run(String sql) throws SQLException {
		try (var statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	final List<String> query(String sql) throws SQLException {
		try (var statement = this.connection.createStatement(); var result = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (result.next()) {
				values.add(String.valueOf(result.getString(1)));
			}
			return values;
		}
	}

}
