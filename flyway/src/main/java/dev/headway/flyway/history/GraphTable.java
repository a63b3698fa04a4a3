package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.headway.revision.Version;

/**
 * The companion table of the schema history, which stores the parents of applied
 * revisions. It tells a build where revisions belong that it does not have.
 *
 * @param name its name
 */
public record GraphTable(TableName name) {

	Map<Version, List<Version>> read(Connection connection) {
		Map<Version, List<Version>> parents = new HashMap<>();
		HistoryReader.client(connection)
			.sql("SELECT " + column("version") + ", " + column("parents") + " FROM " + this.name.qualified())
			.query((row) -> {
				List<Version> stored = HistoryReader.versions(row.getString(2));
				Version.parse(row.getString(1)).ifPresent((version) -> parents.put(version, stored));
			});
		return parents;
	}

	/**
	 * Find the table beside a history, and create it if it is missing.
	 */
	public static GraphTable ensure(Connection connection, TableName history) throws SQLException {
		GraphTable table = new GraphTable(history.graph());
		if (!history.existing(connection).contains(table.name())) {
			HistoryReader.client(connection).sql(table.creation("CREATE TABLE ")).update();
		}
		return table;
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
