package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;

/**
 * A new schema of a database, which is dropped when it is closed. Nothing outside of it
 * changes as long as the statements that run there do not name another one. What a
 * process that was killed has left is removed by the next one.
 */
public abstract class ScratchSchema implements AutoCloseable {

	/**
	 * How the names of scratch schemas start, on MariaDB those of databases. They are in
	 * upper case where that is the case of names without quotes.
	 */
	public static final String PREFIX = "headway_scratch_";

	private final Connection connection;

	private final String name;

	private @Nullable DataSource dataSource;

	private @Nullable String before;

	private boolean autoCommit;

	ScratchSchema(Connection connection) throws SQLException {
		this.connection = connection;
		String random = PREFIX + UUID.randomUUID().toString().substring(0, 8);
		this.name = connection.getMetaData().storesUpperCaseIdentifiers() ? random.toUpperCase(Locale.ROOT) : random;
	}

	/**
	 * Create a schema that all connections of its {@link #dataSource()} see. One
	 * connection stays open as long as the schema.
	 * @param dataSource the database
	 * @param remedy what else the user can do if the database does not allow it, such as
	 * {@code use another database}
	 * @return the schema
	 * @throws HeadwayException if the schema cannot be created, or the database is not
	 * H2, PostgreSQL or MariaDB
	 */
	public static ScratchSchema open(DataSource dataSource, String remedy) {
		return open(dataSource, remedy, true);
	}

	/**
	 * Read what statements make.
	 * @param dataSource the database
	 * @param statements what to run in the empty schema
	 * @param origin says what a statement comes from, such as the name of an entity; may
	 * be empty
	 * @param remedy what else the user can do if the database does not allow it
	 * @return the schema's structure
	 * @throws HeadwayException if the schema cannot be created, a statement fails, or the
	 * database is not H2, PostgreSQL or MariaDB
	 */
	public static SchemaSnapshot read(DataSource dataSource, List<String> statements, UnaryOperator<String> origin,
			String remedy) {
		try (ScratchSchema schema = open(dataSource, remedy, false)) {
			return schema.read(statements, origin);
		}
	}

	private static ScratchSchema open(DataSource dataSource, String remedy, boolean visible) {
		try {
			ScratchSchema schema = of(dataSource.getConnection(), visible);
			schema.createOrRefuse(remedy);
			schema.dataSource = new ScratchDataSource(dataSource, schema, schema.connection);
			return schema;
		}
		catch (SQLException ex) {
			throw new HeadwayException("The database cannot be reached: " + ex.getMessage(), ex);
		}
	}

	private static ScratchSchema of(Connection connection, boolean visible) throws SQLException {
		try {
			String product = connection.getMetaData().getDatabaseProductName();
			return switch (product.toLowerCase(Locale.ROOT)) {
				case "h2" -> new H2Scratch(connection);
				case "postgresql" ->
					visible ? new PostgresqlScratch(connection) : new PostgresqlTransaction(connection);
				case "mariadb" -> new MariaDbScratch(connection);
				default -> throw new HeadwayException(
						"The JPA model cannot be compared with a database of type %s, only with H2, PostgreSQL or MariaDB. Write the revision with 'db revision -m \"change the schema\"'."
							.formatted(product));
			};
		}
		catch (SQLException | HeadwayException ex) {
			connection.close();
			throw ex;
		}
	}

	private void createOrRefuse(String remedy) throws SQLException {
		this.autoCommit = this.connection.getAutoCommit();
		this.before = current(this.connection);
		try {
			this.connection.setAutoCommit(true);
			create();
			enter(this.connection);
		}
		catch (SQLException ex) {
			String advice = advice(ex);
			close();
			throw new HeadwayException("%s, or %s. The database says: %s".formatted(advice, remedy, ex.getMessage()),
					ex);
		}
	}

	private String advice(SQLException failure) throws SQLException {
		if (!isDenied(failure)) {
			return "The temporary schema '%s' cannot be created. Try again".formatted(this.name);
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.rollback();
		}
		return "The user %s may not create a temporary schema. Allow it with \"%s\""
			.formatted(this.connection.getMetaData().getUserName(), grant());
	}

	/**
	 * The name of the schema.
	 * @return the name
	 */
	public final String name() {
		return this.name;
	}

	/**
	 * Connections whose current schema it is, and only it. They go back to their pool
	 * with the schema that they had.
	 * @return the connections
	 */
	public final DataSource dataSource() {
		if (this.dataSource == null) {
			throw new IllegalStateException("The schema is not open.");
		}
		return this.dataSource;
	}

	/**
	 * The same connections, which refuse statements that concern something outside of the
	 * schema, except for SQL in string literals.
	 * @return the connections
	 */
	public final DataSource guardedDataSource() {
		return new GuardedDataSource(dataSource(),
				new OutsideStatement(this.name, others(), this instanceof MariaDbScratch));
	}

	private List<String> others() {
		try {
			return query(schemas()).stream().filter((schema) -> !schema.equals(this.name)).toList();
		}
		catch (SQLException ex) {
			throw new HeadwayException("The schemas of the database cannot be read: " + ex.getMessage(), ex);
		}
	}

	private SchemaSnapshot read(List<String> statements, UnaryOperator<String> origin) {
		requireOwnTypes();
		statements.forEach((statement) -> execute(statement, origin));
		return SchemaSnapshot.of(this.connection, SnapshotScope.ofSchemas(this.name));
	}

	private void execute(String statement, UnaryOperator<String> origin) {
		try {
			run(statement);
		}
		catch (SQLException ex) {
			String source = origin.apply(statement);
			String hint = hint(ex);
			throw new HeadwayException("The database does not accept the model%s. It says: %s%nThe statement was: %s%s"
				.formatted(source.isEmpty() ? "" : " of " + source, String.valueOf(ex.getMessage()).strip(),
						statement.strip(), hint.isEmpty() ? "" : System.lineSeparator() + hint),
					ex);
		}
	}

	/**
	 * What to do about a statement that fails, empty if only its author can know.
	 */
	String hint(SQLException failure) {
		return "";
	}

	/**
	 * Drop the schema.
	 */
	@Override
	public void close() {
		try (Connection held = this.connection) {
			if (!held.getAutoCommit()) {
				held.rollback();
			}
			try {
				remove();
			}
			finally {
				leave(held, this.before);
				held.setAutoCommit(this.autoCommit);
			}
		}
		catch (SQLException ex) {
			throw new HeadwayException("The temporary schema '%s' cannot be dropped. The database says: %s"
				.formatted(this.name, ex.getMessage()), ex);
		}
	}

	/**
	 * Create the schema.
	 */
	abstract void create() throws SQLException;

	/**
	 * Remove the schema, if there is one.
	 */
	abstract void remove() throws SQLException;

	/**
	 * Whether the user has no right to create the schema.
	 */
	abstract boolean isDenied(SQLException failure);

	/**
	 * The statement that allows the user to create the schema.
	 */
	abstract String grant() throws SQLException;

	/**
	 * The current schema of a connection, {@code null} if it has none.
	 */
	abstract @Nullable String current(Connection connection) throws SQLException;

	/**
	 * Make the schema the current one of a connection.
	 */
	abstract void enter(Connection connection) throws SQLException;

	/**
	 * Make the current schema of a connection what it was before.
	 */
	abstract void leave(Connection connection, @Nullable String before) throws SQLException;

	/**
	 * The query of the names of all schemas that people use.
	 */
	String schemas() {
		return """
				select schema_name from information_schema.schemata
				where lower(schema_name) not in ('information_schema', 'mysql', 'performance_schema', 'sys')""";
	}

	/**
	 * Refuse a database whose types are not the same for a model and for people.
	 */
	void requireOwnTypes() {
	}

	final Connection connection() {
		return this.connection;
	}

	final void run(String sql) throws SQLException {
		try (var statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	final List<String> query(String sql) throws SQLException {
		return query(this.connection, sql);
	}

	static List<String> query(Connection connection, String sql) throws SQLException {
		try (var statement = connection.createStatement(); var result = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (result.next()) {
				values.add(String.valueOf(result.getString(1)));
			}
			return values;
		}
	}

}
