package dev.headway.flyway.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.GraphTable;
import dev.headway.flyway.history.HistoryInserts;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.internals.UpgradeSession;

/**
 * Looks, under Flyway's lock, for a migration that another process began and did not end,
 * and records that it has failed.
 */
final class InterruptedRuns {

	private static final Log logger = LogFactory.getLog(InterruptedRuns.class);

	private final UpgradeSession session;

	private final HistoryTail history;

	private final HistoryInserts rows;

	private final GraphTable graph;

	private final @Nullable ScriptRun latest;

	private InterruptedRuns(UpgradeSession session, HistoryTail history, HistoryInserts rows, GraphTable graph,
			@Nullable ScriptRun latest) {
		this.session = session;
		this.history = history;
		this.rows = rows;
		this.graph = graph;
		this.latest = latest;
	}

	/**
	 * Read what the latest migration has written down.
	 * @param session the session of the upgrade
	 * @param history the history so far
	 * @param rows writes the failed row
	 */
	static InterruptedRuns read(UpgradeSession session, HistoryTail history, HistoryInserts rows) {
		GraphTable graph = new GraphTable(history.table().graph());
		return new InterruptedRuns(session, history, rows, graph,
				rows.storesParents() ? graph.run(session.lockConnection()).orElse(null) : null);
	}

	/**
	 * Look for one.
	 * @param pending what is to run
	 * @return the run that is to go on, or {@code null} if there is none
	 * @throws InterruptedRunException if one was interrupted, or can no longer go on
	 */
	@Nullable ScriptRun find(List<PendingMigration> pending) {
		ScriptRun run = this.latest;
		if (run == null) {
			return null;
		}
		PendingMigration migration = pending.stream()
			.filter((candidate) -> candidate.info().getScript().equals(run.script()))
			.findFirst()
			.orElse(null);
		if (run.continues(this.history.rank()) && migration != null) {
			String reason = ScriptContinuation.of(this.session.parse(migration)).reasonAgainst(run);
			if (reason != null) {
				record(migration, run.with(Phase.FAILED));
				throw InterruptedRunException.changed(run, reason);
			}
			return run;
		}
		if (!run.isOpen(this.history.rank()) || !run.isPartial()) {
			return null;
		}
		if (migration == null) {
			throw InterruptedRunException.ofOtherBuild(run);
		}
		ScriptRun interrupted = narrowed(run, migration).with(Phase.INTERRUPTED);
		record(migration, interrupted);
		throw InterruptedRunException.recorded(interrupted);
	}

	private ScriptRun narrowed(ScriptRun run, PendingMigration migration) {
		try {
			ParsedScript script = this.session.parse(migration);
			return (script != null)
					? new CatalogEvidence(this.session.scriptConnection()).narrow(run, script.statements()) : run;
		}
		catch (SQLException | FlywayException ex) {
			logger.debug("The catalog is not compared with the script", ex);
			return run;
		}
	}

	/**
	 * Record that a migration has failed.
	 */
	private void record(PendingMigration migration, ScriptRun run) {
		this.rows.write(failed(migration), null);
		this.graph.put(this.session.scriptConnection(), run);
	}

	private HistoryRow failed(PendingMigration migration) {
		HistoryRow row = new HistoryRow(this.history.rank() + 1, migration.version(),
				Objects.requireNonNullElse(migration.info().getDescription(), ""), migration.info().getType().name(),
				migration.info().getScript(), migration.checksum(), null, null, 0, false);
		this.history.add(row);
		return row;
	}

	/**
	 * Wait for the end of the session of a migration that has not ended.
	 * @return {@code false} if there is none, or it has ended before
	 * @throws HeadwayException if it still runs
	 */
	boolean awaitEnd() {
		ScriptRun run = this.latest;
		if (run == null || !run.isOpen(this.history.rank())) {
			return false;
		}
		return ScriptSession.awaitEnd(this.session, run);
	}

}
