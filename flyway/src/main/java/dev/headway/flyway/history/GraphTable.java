package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;

import dev.headway.revision.Version;

/**
 * The companion table of the schema history, which stores the parents of applied
 * revisions. It tells a build where revisions belong that it does not have.
 *
 * @param name its name
 */
public record GraphTable(TableName name) {

	/**
	 * What stands for the version of the row about an upgrade that runs. Builds that do
	 * not know it skip it.
	 */
	static final String PROGRESS = "<< Headway progress >>";

	private static final Log logger = LogFactory.getLog(GraphTable.class);

	/**
	 * Read the table: texts by versions, or by what stands for one.
	 */
	Map<String, String> read(Connection connection) {
		Map<String, String> texts = new HashMap<>();
		RowCallbackHandler handler = (row) -> texts.put(row.getString(1), row.getString(2));
		HistoryReader.client(connection)
			.sql("SELECT " + column("version") + ", " + column("parents") + " FROM " + this.name.qualified())
			.query(handler);
		return texts;
	}

	/**
	 * The parents among the texts of the table.
	 */
	static Map<Version, List<Version>> parents(Map<String, String> texts) {
		Map<Version, List<Version>> parents = new HashMap<>();
		texts.forEach((key, text) -> Version.parse(key)
			.ifPresent((version) -> parents.put(version, HistoryReader.versions(text))));
		return parents;
	}

	/**
	 * Read how far the latest migration has got that is not rolled back.
	 * @param connection any connection to the database
	 * @return the run, empty if there is none, or the table cannot be read
	 */
	public Optional<ScriptRun> run(Connection connection) {
		return HistoryReader.client(connection)
			.sql("SELECT " + column("parents") + " FROM " + this.name.qualified() + " WHERE " + column("version")
					+ " = ?")
			.param(ScriptRun.KEY)
			.query(String.class)
			.optional()
			.flatMap(ScriptRun::parse);
	}

	/**
	 * Replace what is written down, which does not need the right to update.
	 * @param connection the connection to write with
	 * @param run how far the latest migration has got
	 */
	public void put(Connection connection, ScriptRun run) {
		removeRun(connection);
		insert(connection, run);
	}

	/**
	 * Make sure that runs can be updated.
	 * @param connection the connection to write with
	 * @throws PermissionDeniedDataAccessException if the user must not; the message has
	 * the statement that allows it
	 */
	public void requireUpdate(Connection connection) throws SQLException {
		String sql = "UPDATE " + this.name.qualified() + " SET " + column("parents") + " = '' WHERE 1 = 0";
		try {
			NestedTransaction.run(connection, () -> HistoryReader.client(connection).sql(sql).update());
		}
		catch (DataAccessException ex) {
			throw AccessFailure.isDenied(ex) ? denied(connection, true, ex) : ex;
		}
	}

	public void insert(Connection connection, ScriptRun run) {
		HistoryReader.client(connection).sql(insertion("?", "?")).params(ScriptRun.KEY, run.text()).update();
	}

	/**
	 * The statement that replaces the run, whose text is its parameter.
	 * @return the SQL
	 */
	public String runUpdate() {
		return update(ScriptRun.KEY);
	}

	private String update(String key) {
		return "UPDATE " + this.name.qualified() + " SET " + column("parents") + " = ? WHERE " + column("version")
				+ " = '" + key + "'";
	}

	/**
	 * Write how far an upgrade has got that is running.
	 * @param connection a connection in no transaction
	 * @param text the progress
	 * @param seconds how long the database may take: a script may have locked the table
	 */
	public void putProgress(Connection connection, String text, int seconds) throws SQLException {
		if (execute(connection, update(PROGRESS), text, seconds) == 0) {
			execute(connection, insertion("'" + PROGRESS + "'", "?"), text, seconds);
		}
	}

	private static int execute(Connection connection, String sql, String text, int seconds) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setQueryTimeout(seconds);
			statement.setString(1, text);
			return statement.executeUpdate();
		}
	}

	/**
	 * Forget it, when the upgrade has ended.
	 * @param connection the connection to write with
	 */
	public void removeProgress(Connection connection) {
		HistoryReader.client(connection).sql(deletion("?")).param(PROGRESS).update();
	}

	/**
	 * Forget how far the latest migration has got.
	 * @param connection the connection to write with
	 */
	public void removeRun(Connection connection) {
		HistoryReader.client(connection).sql(deletion("?")).param(ScriptRun.KEY).update();
	}

	/**
	 * Read the table, or nothing if the user must not.
	 */
	Map<String, String> readIfAllowed(Connection connection) throws SQLException {
		try {
			return NestedTransaction.run(connection, () -> read(connection));
		}
		catch (DataAccessException ex) {
			if (AccessFailure.isDenied(ex)) {
				return Map.of();
			}
			throw ex;
		}
	}

	/**
	 * Find the table beside a history, create it if it is missing, and make sure that it
	 * can be written to.
	 * @return the table, or {@code null} if nothing can be written
	 * @throws PermissionDeniedDataAccessException if the user must not; the message has
	 * the statements that allow it
	 */
	public static @Nullable GraphTable ensure(Connection connection, TableName history) throws SQLException {
		GraphTable table = new GraphTable(history.graph());
		boolean exists = history.existing(connection).contains(table.name());
		try {
			NestedTransaction.run(connection, () -> {
				if (!exists) {
					HistoryReader.client(connection).sql(table.creation("CREATE TABLE ")).update();
				}
				return table.write(connection);
			});
			return table;
		}
		catch (DataAccessException ex) {
			if (AccessFailure.isReadOnly(ex)) {
				return null;
			}
			throw AccessFailure.isDenied(ex) ? table.denied(connection, exists, ex) : ex;
		}
	}

	/**
	 * Find the table beside a history, if it exists and can be written to.
	 */
	public static @Nullable GraphTable writable(Connection connection, TableName history) throws SQLException {
		GraphTable table = new GraphTable(history.graph());
		try {
			boolean usable = history.existing(connection).contains(table.name())
					&& NestedTransaction.run(connection, () -> table.write(connection));
			return usable ? table : null;
		}
		catch (DataAccessException ex) {
			logger.debug("The parents of revisions cannot be stored", ex);
			return null;
		}
	}

	/**
	 * Write nothing, which needs the same rights as something.
	 */
	private boolean write(Connection connection) {
		String nothing = " WHERE 1 = 0";
		String columns = column("version") + ", " + column("parents");
		HistoryReader.client(connection)
			.sql("INSERT INTO " + this.name.qualified() + " (" + columns + ") SELECT " + columns + " FROM "
					+ this.name.qualified() + nothing)
			.update();
		HistoryReader.client(connection).sql("DELETE FROM " + this.name.qualified() + nothing).update();
		return true;
	}

	private PermissionDeniedDataAccessException denied(Connection connection, boolean exists,
			DataAccessException failure) throws SQLException {
		String grant = this.name.grant("SELECT, INSERT, UPDATE, DELETE", connection);
		String cause = AccessFailure.reason(failure);
		return new PermissionDeniedDataAccessException(
				exists ? "Cannot write to the table %s (%s). Let its owner run: %s".formatted(this.name, cause, grant)
						: "Cannot create the table %s (%s). Let the owner of the schema run: %s; %s"
							.formatted(this.name, cause, createIfMissing(), grant),
				failure);
	}

	String createIfMissing() {
		return creation("CREATE TABLE IF NOT EXISTS ");
	}

	private String creation(String create) {
		return create + this.name.qualified() + " (" + column("version") + " VARCHAR(50) NOT NULL PRIMARY KEY, "
				+ column("parents") + " VARCHAR(2000) NOT NULL)";
	}

	/**
	 * Store the parents of a revision, and replace those that are stored.
	 */
	public void put(Connection connection, Version version, List<Version> parents) {
		remove(connection, version);
		HistoryReader.client(connection).sql(insertion("?", "?")).params(version.text(), text(parents)).update();
	}

	static String text(List<Version> parents) {
		return parents.stream().map(Version::text).collect(Collectors.joining(","));
	}

	void remove(Connection connection, Version version) {
		HistoryReader.client(connection).sql(deletion("?")).param(version.text()).update();
	}

	String insertion(String version, String parents) {
		return "INSERT INTO " + this.name.qualified() + " (" + column("version") + ", " + column("parents")
				+ ") VALUES (" + version + ", " + parents + ")";
	}

	String deletion(String version) {
		return "DELETE FROM " + this.name.qualified() + " WHERE " + column("version") + " = " + version;
	}

	private String column(String column) {
		return this.name.column(column);
	}

}
