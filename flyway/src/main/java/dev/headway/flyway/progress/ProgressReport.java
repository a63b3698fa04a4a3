package dev.headway.flyway.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.history.GraphTable;
import dev.headway.flyway.history.TableName;
import dev.headway.flyway.lock.LockWaits;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.revision.Version;

/**
 * Reports while an upgrade runs how far it has got: in the log, and in the graph table
 * for other processes. An upgrade that ends within a second costs nothing but a thread.
 * It writes on a connection of its own, since those of the upgrade are in transactions;
 * if there is none, it writes nothing.
 */
public final class ProgressReport {

	private static final Log logger = LogFactory.getLog(ProgressReport.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	/**
	 * The first pause between two lines of the log, which doubles up to the last one.
	 */
	private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

	private static final Duration LAST_PAUSE = Duration.ofMinutes(5);

	private static final int SECONDS_TO_WRITE = 2;

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "headway-progress");
		thread.setDaemon(true);
		return thread;
	});

	private final DataSource dataSource;

	private final TableName history;

	private final LockWaits waits;

	private final Clock clock = Clock.systemUTC();

	private @Nullable ScheduledFuture<?> task;

	private volatile @Nullable ProgressRow current;

	/**
	 * The script that the lines of the log are about.
	 */
	private String logged = "";

	private Duration pause = FIRST_PAUSE;

	private Instant nextLine = Instant.MAX;

	private @Nullable GraphTable table;

	private boolean written;

	private boolean closed;

	private ProgressReport(DataSource dataSource, TableName history, LockWaits waits) {
		this.dataSource = dataSource;
		this.history = history;
		this.waits = waits;
	}

	/**
	 * Begin to report.
	 * @param dataSource where to get a connection
	 * @param history the schema history
	 * @param waits what the session of the scripts waits for
	 * @return the report, to be ended with the upgrade
	 */
	public static ProgressReport begin(DataSource dataSource, TableName history, LockWaits waits) {
		ProgressReport report = new ProgressReport(dataSource, history, waits);
		report.task = report.scheduler.scheduleWithFixedDelay(report::report, INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
		return report;
	}

	/**
	 * A migration begins, perhaps once more.
	 * @param version its version, or {@code null} if it is repeatable
	 * @param script its script
	 * @param position how many the upgrade has begun
	 * @param total how many it will run
	 */
	public void started(@Nullable Version version, String script, int position, int total) {
		ProgressRow before = this.current;
		if (before == null || !before.script().equals(script)) {
			Instant now = this.clock.instant();
			this.current = new ProgressRow(version, script, position, total, now, now, null);
		}
	}

	private void report() {
		ProgressRow row = this.current;
		if (row == null) {
			return;
		}
		try (Connection connection = this.dataSource.getConnection()) {
			row = row.with(this.clock.instant(), this.waits.find(connection));
			if (connection.getAutoCommit()) {
				write(connection, row);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Only the log shows the progress of the upgrade", ex);
		}
		log(row, this.clock.instant());
	}

	private synchronized void write(Connection connection, ProgressRow row) throws SQLException {
		if (this.closed) {
			return;
		}
		GraphTable table = (this.table != null) ? this.table : GraphTable.writable(connection, this.history);
		this.table = table;
		if (table != null) {
			table.putProgress(connection, row.text(), SECONDS_TO_WRITE);
			this.written = true;
		}
	}

	private void log(ProgressRow row, Instant now) {
		if (!this.logged.equals(row.script())) {
			this.logged = row.script();
			this.pause = FIRST_PAUSE;
			this.nextLine = row.since().plus(this.pause);
		}
		if (now.isAfter(this.nextLine)) {
			this.pause = Collections.min(List.of(this.pause.multipliedBy(2), LAST_PAUSE));
			this.nextLine = now.plus(this.pause);
			Progress progress = new Progress(row.script(), row.position(), row.total(), row.since(), row.waitsFor());
			logger.info(progress.describe(now) + ".");
		}
	}

	/**
	 * End the report when the upgrade has ended. Its thread is not interrupted: H2 would
	 * close the file of its database.
	 * @param connection a connection of the upgrade
	 */
	public void end(Connection connection) {
		if (this.task != null) {
			this.task.cancel(false);
		}
		this.scheduler.shutdown();
		synchronized (this) {
			this.closed = true;
			if (this.table != null && this.written) {
				remove(this.table, connection);
			}
		}
	}

	private static void remove(GraphTable table, Connection connection) {
		try {
			table.removeProgress(connection);
		}
		catch (DataAccessException ex) {
			logger.debug("The last progress stays in the table, where it is not shown any more", ex);
		}
	}

}
