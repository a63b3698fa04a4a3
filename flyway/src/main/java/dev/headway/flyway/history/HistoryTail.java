package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.flywaydb.core.api.configuration.Configuration;

import dev.headway.HeadwayException;
import dev.headway.revision.Version;

/**
 * Follows the schema history during one Flyway run, reading only new rows. Used under
 * Flyway's lock, so that it cannot change before the next migration.
 */
public final class HistoryTail {

	private final TableName table;

	private final NavigableMap<Version, HistoryRow> applied = new TreeMap<>();

	private SchemaHistory before = SchemaHistory.missing();

	/**
	 * What this run has begun. In a group, Flyway writes the rows in another transaction.
	 */
	private final Set<Version> begun = new HashSet<>();

	private int rank;

	private HistoryTail(TableName table) {
		this.table = table;
	}

	public static HistoryTail of(Configuration configuration, Connection connection) {
		try {
			return new HistoryTail(TableName.history(configuration, connection));
		}
		catch (SQLException ex) {
			throw new HeadwayException("Cannot determine the schema of the history: " + ex.getMessage(), ex);
		}
	}

	public TableName table() {
		return this.table;
	}

	/**
	 * Read the whole history, with the stored parents.
	 * @param connection any connection to the database
	 * @return the effective history
	 */
	public SchemaHistory read(Connection connection) {
		try {
			return HistoryReader.read(connection, this.table, this.table.existing(connection));
		}
		catch (SQLException ex) {
			throw new HeadwayException("Cannot read the schema history: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Whether the history has any row, with those of Flyway's own markers.
	 * @param connection any connection to the database
	 * @return {@code false} if it is empty
	 */
	public boolean hasRows(Connection connection) {
		return HistoryReader.client(connection)
			.sql("SELECT COUNT(*) FROM " + this.table.qualified())
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Read the rows that were added since the last call.
	 * @param connection any connection to the database
	 * @return the versions that are applied by these rows
	 */
	public List<Version> advance(Connection connection) {
		List<HistoryRow> rows = HistoryReader.rows(connection, this.table, this.rank);
		if (this.rank == 0) {
			this.before = SchemaHistory.of(rows, Map.of());
			this.applied.putAll(this.before.applied());
		}
		else {
			rows.forEach(this::add);
		}
		rows.forEach((row) -> this.rank = Math.max(this.rank, row.rank()));
		return rows.stream()
			.flatMap((row) -> Stream.ofNullable(row.version()))
			.distinct()
			.filter(this.applied::containsKey)
			.toList();
	}

	public int rank() {
		return this.rank;
	}

	/**
	 * Note a row that this run has written.
	 * @param row the row
	 */
	public void add(HistoryRow row) {
		this.rank = Math.max(this.rank, row.rank());
		if (row.version() == null || !row.success()) {
			return;
		}
		if (row.isDelete()) {
			this.applied.remove(row.version());
		}
		else if (!row.isSynthetic()) {
			this.applied.put(row.version(), row);
		}
	}

	public boolean isBelowHighest(Version version) {
		return this.applied.higherKey(version) != null;
	}

	/**
	 * Find what was applied with a version.
	 * @param version the version
	 * @return the row in force, empty if there is none
	 */
	public Optional<HistoryRow> applied(Version version) {
		return Optional.ofNullable(this.applied.get(version));
	}

	public void begin(Version version) {
		this.begun.add(version);
	}

	/**
	 * Find the parents of a revision that are not in force.
	 * @param parents the parents
	 * @param group whether what this run has begun counts as in force
	 * @return those that have neither a row nor a baseline
	 */
	public List<Version> missing(List<Version> parents, boolean group) {
		return parents.stream()
			.filter((parent) -> !this.applied.containsKey(parent) && !this.before.isBelowBaseline(parent)
					&& !(group && this.begun.contains(parent)))
			.toList();
	}

}
