package dev.headway.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.history.GraphTable;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.NestedTransaction;
import dev.headway.flyway.history.TableName;
import dev.headway.revision.Version;

/**
 * Accompanies an upgrade that Flyway runs: a {@link ParentCheck} before each migration,
 * and after it the revision's parents are stored in the transaction of the script.
 */
final class UpgradeCallback implements Callback {

	private static final Log logger = LogFactory.getLog(UpgradeCallback.class);

	private final Upgrade upgrade;

	private final RevisionObserver observer;

	private @Nullable ParentCheck watch;

	private @Nullable GraphTable graphTable;

	private @Nullable Version running;

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
			ParentCheck watch = watch(context);
			watch.advance(context.getConnection());
			if (version != null) {
				watch.begin(version, isBaseline(context.getMigrationInfo()), context.getConfiguration().isGroup());
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
	 * Notify the observer of the migration that was running when the upgrade failed.
	 */
	void failed(Throwable failure) {
		if (this.running != null) {
			this.observer.finished(this.running, failure);
			this.running = null;
		}
	}

	private ParentCheck watch(Context context) {
		ParentCheck watch = this.watch;
		if (watch == null) {
			watch = new ParentCheck(this.upgrade, HistoryTail.of(context.getConfiguration(), context.getConnection()));
			this.watch = watch;
		}
		return watch;
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
			GraphTable table = graphTable(connection, this.watch.history().table());
			if (table != null) {
				NestedTransaction.run(connection, () -> {
					table.put(connection, version, parents);
					return version;
				});
			}
		}
		catch (SQLException | DataAccessException ex) {
			logger.debug("The parents of " + version + " will be stored at the end of the upgrade", ex);
		}
	}

	private @Nullable GraphTable graphTable(Connection connection, TableName history) throws SQLException {
		GraphTable table = this.graphTable;
		if (table == null) {
			table = GraphTable.ensure(connection, history);
			this.graphTable = table;
		}
		return table;
	}

	private static @Nullable Version version(@Nullable MigrationInfo info) {
		return (info != null && info.getVersion() != null) ? Version.parse(info.getVersion().getVersion()).orElse(null)
				: null;
	}

}
