package dev.headway.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.script.name.Version;

/**
 * Goes along with one upgrade: before each migration it makes sure, under Flyway's lock,
 * that no other build has brought foreign revisions meanwhile, or later ones that made
 * Flyway leave a parent out; after it, it stores the revision's parents in the
 * transaction of the script.
 */
final class UpgradeCallback implements Callback {

	private static final Log logger = LogFactory.getLog(UpgradeCallback.class);

	private final Upgrade upgrade;

	private final RevisionObserver observer;

	private @Nullable HistoryWatch watch;

	private @Nullable GraphTable graphTable;

	private @Nullable Version running;

	/**
	 * What this run has come to. In a group, the history rows stand in another
	 * transaction.
	 */
	private final Set<Version> begun = new HashSet<>();

	UpgradeCallback(Upgrade upgrade, RevisionObserver observer) {
		this.upgrade = upgrade;
		this.observer = observer;
	}

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		Version version = version(context.getMigrationInfo());
		if (event == Event.BEFORE_EACH_MIGRATE) {
			HistoryWatch history = checkHistory(context);
			if (version != null) {
				if (!isBaseline(context.getMigrationInfo())) {
					checkParents(version, history, context.getConfiguration().isGroup());
				}
				this.begun.add(version);
				this.running = version;
				this.observer.started(version);
			}
		}
		else if (version != null) {
			storeParents(context.getConnection(), version);
			this.running = null;
			this.observer.finished(version, null);
		}
	}

	@Override
	public String getCallbackName() {
		return "headway-upgrade";
	}

	/**
	 * Tell the observer of the migration that was running when the upgrade failed.
	 */
	void failed(Throwable failure) {
		if (this.running != null) {
			this.observer.finished(this.running, failure);
			this.running = null;
		}
	}

	private HistoryWatch checkHistory(Context context) {
		HistoryWatch watch = this.watch;
		if (watch == null) {
			watch = HistoryWatch.of(context.getConfiguration(), context.getConnection());
			this.watch = watch;
		}
		watch.advance(context.getConnection());
		List<Version> foreign = watch.applied()
			.stream()
			.filter((version) -> !this.upgrade.known().contains(version))
			.toList();
		if (!foreign.isEmpty()) {
			throw new HistoryMovedException("Another build applied " + foreign
					+ " while this upgrade was waiting, and this build does not have it. Nothing more was applied."
					+ " Deploy a build that has the revisions of both.");
		}
		return watch;
	}

	private void checkParents(Version version, HistoryWatch history, boolean group) {
		List<Version> missing = this.upgrade.parents()
			.getOrDefault(version, List.of())
			.stream()
			.filter((parent) -> this.upgrade.required().contains(parent) && !history.covers(parent)
					&& !(group && this.begun.contains(parent)))
			.toList();
		if (!missing.isEmpty()) {
			throw new HistoryMovedException("Another process applied a later version than " + missing
					+ ", or undid that, while this upgrade was waiting, and " + version
					+ " builds on it. Nothing more was applied. Start again.");
		}
	}

	private static boolean isBaseline(@Nullable MigrationInfo info) {
		return info != null && info.getType().isBaseline();
	}

	private void storeParents(Connection connection, Version version) {
		List<Version> parents = this.upgrade.parents().get(version);
		if (parents == null || this.watch == null) {
			return;
		}
		try {
			Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
			try {
				graphTable(connection, this.watch.table()).put(connection, version, parents);
			}
			catch (DataAccessException ex) {
				logger.debug("The parents of " + version + " will be stored at the end of the upgrade", ex);
				if (savepoint != null) {
					connection.rollback(savepoint);
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("The parents of " + version + " will be stored at the end of the upgrade", ex);
		}
	}

	private GraphTable graphTable(Connection connection, TableName history) throws SQLException {
		GraphTable table = this.graphTable;
		if (table == null) {
			table = new GraphTable(history.graph());
			if (!history.existing(connection).contains(history.graph())) {
				table.create(connection);
			}
			this.graphTable = table;
		}
		return table;
	}

	private static @Nullable Version version(@Nullable MigrationInfo info) {
		return (info != null && info.getVersion() != null) ? Version.parse(info.getVersion().getVersion()).orElse(null)
				: null;
	}

}
