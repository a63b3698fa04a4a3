package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Writes rows of the schema history and of the graph table beside it, on the connection
 * that holds Flyway's lock, and detects what other processes wrote.
 */
public final class HistoryWriter {

	/**
	 * What stands for the script in a {@code DELETE} row of {@code db stamp}, so that it
	 * differs from one of {@code flyway repair}.
	 */
	private static final String STAMP = "<< Headway stamp >>";

	private final FlywaySession session;

	private final TableName table;

	private final @Nullable GraphTable graph;

	/**
	 * {@code null} if Flyway has to write the rows on this database.
	 */
	private final @Nullable HistoryInserts inserts;

	private int rank;

	public HistoryWriter(FlywaySession session, Configuration configuration, int rank) {
		this.session = session;
		this.rank = rank;
		try {
			this.table = TableName.history(configuration, connection());
			this.graph = GraphTable.writable(connection(), this.table);
		}
		catch (SQLException ex) {
			throw new HeadwayException("Cannot read the tables of the database: " + ex.getMessage(), ex);
		}
		this.inserts = SqlDialect.isKnown(session.databaseType()) ? HistoryInserts.of(session, this.table, this.graph)
				: null;
	}

	/**
	 * Make sure, under the lock, that no other process wrote to the history or was
	 * interrupted in the middle of a script.
	 * @throws HistoryMovedException if one did or was
	 */
	public void requireUnmoved() {
		requireSameRows();
		run().filter((run) -> isUnfinished(run, this.rank)).ifPresent((run) -> {
			throw new HistoryMovedException(Printable
				.line("%s was interrupted, or is still running. 'db upgrade' finds out, and says how to go on."
					.formatted(run.script())));
		});
	}

	/**
	 * Make sure, under the lock, that no other process wrote to the history.
	 * @throws HistoryMovedException if one did
	 */
	public void requireSameRows() {
		int found = highestRank();
		if (found != this.rank) {
			throw new HistoryMovedException("While this command was waiting, another process changed the schema"
					+ " history (the latest row was " + this.rank + " and is now " + found
					+ "). Check what is applied now, and run the command again if it is still needed.");
		}
	}

	private static boolean isUnfinished(ScriptRun run, int rank) {
		return (run.isOpen(rank) && run.isPartial()) || run.continues(rank);
	}

	/**
	 * Read how far the latest script has got that is not rolled back.
	 * @return the run, empty if that is not known
	 */
	public Optional<ScriptRun> run() {
		return (this.graph != null) ? this.graph.run(connection()) : Optional.empty();
	}

	/**
	 * Make sure, under the lock, that no other process went on with a script.
	 * @param expected how far it had got
	 * @throws HistoryMovedException if one did
	 */
	public void requireRun(ScriptRun expected) {
		if (run().filter(expected::equals).isEmpty()) {
			String symbol = (expected.version() != null) ? expected.version().text() : expected.script();
			throw new HistoryMovedException(Printable.line(
					"While this command was waiting, another process went on with %s. 'db resolve %s' shows how far it got."
						.formatted(expected.script(), ShellWord.of(symbol))));
		}
	}

	public TableName table() {
		return this.table;
	}

	public void addDeletion(Undo undo, int executionTimeMillis) {
		add(undo, executionTimeMillis, true);
		forgetParents(undo.applied());
	}

	/**
	 * Record what was applied as what it is now: first all {@code DELETE} rows, which
	 * delete the latest row of a version, then all new rows. Each {@code DELETE} row
	 * names the new script. The next upgrade still finds a script that was interrupted.
	 * @param replacements what to record
	 * @param stored the parents that are stored
	 */
	public void replace(List<Replacement> replacements, Map<Version, List<Version>> stored) {
		Optional<ScriptRun> interrupted = run().filter((run) -> isUnfinished(run, this.rank));
		for (Replacement replacement : replacements) {
			add(replacement.deletion(this.rank + 1), CoreMigrationType.DELETE, null);
			forgetParents(replacement.old());
		}
		replacements.forEach((replacement) -> add(replacement.now()));
		GraphTable graph = this.graph;
		if (graph != null) {
			Map<Version, List<Version>> after = Replacement.parents(stored, replacements);
			after.keySet().retainAll(stored.keySet());
			after.entrySet().removeAll(stored.entrySet());
			after.forEach((version, parents) -> graph.put(connection(), version, parents));
		}
		interrupted.ifPresent((run) -> replaceRun(run.withRank(this.rank + 1)));
	}

	/**
	 * Mark the start of an undo script that cannot be rolled back.
	 * @param undo the revision
	 */
	public void addMark(Undo undo) {
		add(undo, 0, false);
	}

	/**
	 * Remove the row of a migration that failed, or the mark of an undo script.
	 * @param rank its rank
	 */
	public void remove(int rank) {
		HistoryReader.client(connection())
			.sql("DELETE FROM " + this.table.qualified() + " WHERE " + column("installed_rank") + " = ?")
			.param(rank)
			.update();
	}

	/**
	 * Record that a migration is applied that had failed.
	 * @param failed its row
	 * @param checksum the checksum that it has now
	 * @param parents its parents, {@code null} if it has none in the graph
	 */
	public void addCompleted(HistoryRow failed, @Nullable Integer checksum, @Nullable List<Version> parents) {
		add(new HistoryRow(this.rank + 1, failed.version(), failed.description(), failed.type(), failed.script(),
				checksum, null, null, failed.executionTimeMillis(), true),
				failed.isSql() ? CoreMigrationType.SQL : CoreMigrationType.JDBC, parents);
	}

	/**
	 * Replace what is written down about the latest migration.
	 * @param run how far it has got, {@code null} to forget that
	 */
	public void replaceRun(@Nullable ScriptRun run) {
		if (this.graph != null && run != null) {
			this.graph.put(connection(), run);
		}
		else if (this.graph != null) {
			this.graph.removeRun(connection());
		}
	}

	private void add(Undo undo, int executionTimeMillis, boolean success) {
		HistoryRow applied = undo.applied();
		Script script = undo.script();
		add(new HistoryRow(this.rank + 1, applied.requireVersion(), applied.description(),
				CoreMigrationType.DELETE.name(), (script != null) ? script.relativePath() : STAMP,
				(script != null) ? script.checksum() : applied.checksum(), null, null, executionTimeMillis, success),
				CoreMigrationType.DELETE, null);
	}

	private void forgetParents(HistoryRow row) {
		if (this.graph != null) {
			this.graph.remove(connection(), row.requireVersion());
		}
	}

	public void add(Stamp stamp) {
		add(stamp.row(this.rank + 1), stamp.type(), stamp.parents());
	}

	private void add(HistoryRow row, MigrationType type, @Nullable List<Version> parents) {
		if (this.inserts != null) {
			this.inserts.write(row, parents);
			this.rank = row.rank();
			return;
		}
		Version version = row.requireVersion();
		this.session.add(version.text(), row.description(), type, row.script(), row.checksum(),
				row.executionTimeMillis(), row.success());
		if (this.graph != null && parents != null) {
			this.graph.put(connection(), version, parents);
		}
		this.rank = highestRank();
	}

	public int rank() {
		return this.rank;
	}

	private int highestRank() {
		List<Integer> ranks = HistoryReader.client(connection())
			.sql("SELECT COALESCE(MAX(" + column("installed_rank") + "), 0) FROM " + this.table.qualified() + " WHERE "
					+ column("installed_rank") + " > 0")
			.query(Integer.class)
			.list();
		return ranks.get(0);
	}

	private String column(String name) {
		return this.table.column(name);
	}

	private Connection connection() {
		return this.session.connection();
	}

}
