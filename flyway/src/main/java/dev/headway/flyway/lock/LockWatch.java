package dev.headway.flyway.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;

/**
 * Finds out on PostgreSQL, while a script runs, which sessions its statements wait for. A
 * statement that has given up no longer tells.
 */
public final class LockWatch implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LockWatch.class);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

	private final ScheduledExecutorService scheduler;

	private final Connection connection;

	private final LockWaits waits;

	private LockWatch(Connection connection, LockWaits waits) {
		this.scheduler = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "headway-locks");
			thread.setDaemon(true);
			return thread;
		});
		this.connection = connection;
		this.waits = waits;
	}

	/**
	 * Start to watch.
	 * @param scripts the connection that runs the scripts
	 * @param idle a connection that is not used while they run
	 * @return the watch
	 */
	public static LockWatch of(Connection scripts, Connection idle) {
		return new LockWatch(idle, LockWaits.of(LockWaits.POSTGRESQL, scripts));
	}

	/**
	 * Prepare to watch one script.
	 * @param script the name of the script
	 * @return what will be found, to be closed when the script has ended
	 */
	public Findings of(String script) {
		return new Findings(script);
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

	/**
	 * The sessions that a script waits for.
	 */
	public final class Findings implements AutoCloseable {

		private final String script;

		private @Nullable ScheduledFuture<?> task;

		private boolean closed;

		private @Nullable String blocking;

		private Findings(String script) {
			this.script = script;
		}

		/**
		 * Begin to watch. Not for scripts that run outside of a transaction: the idle
		 * connection would get a snapshot, for whose end
		 * {@code CREATE INDEX CONCURRENTLY} would wait.
		 * @param timeout how long statements of the script wait
		 */
		public void begin(LockTimeout timeout) {
			long delay = Math.min(LONGEST_DELAY.toMillis(), timeout.duration().dividedBy(2).toMillis() + 1);
			this.task = LockWatch.this.scheduler.scheduleWithFixedDelay(this::look, delay, delay,
					TimeUnit.MILLISECONDS);
		}

		private synchronized void look() {
			if (this.closed) {
				return;
			}
			try {
				String found = findInSavepoint();
				if (found != null && this.blocking == null) {
					logger.info(Printable.line("%s waits for %s.".formatted(this.script, found)));
				}
				this.blocking = (found != null) ? found : this.blocking;
			}
			catch (SQLException ex) {
				logger.debug("Cannot find out what " + this.script + " waits for", ex);
			}
		}

		/**
		 * In a savepoint, a failure does not end the transaction of Flyway's lock, and
		 * the snapshot is released.
		 */
		private @Nullable String findInSavepoint() throws SQLException {
			if (LockWatch.this.connection.getAutoCommit()) {
				return LockWatch.this.waits.find(LockWatch.this.connection);
			}
			execute("SAVEPOINT headway_locks");
			try {
				return LockWatch.this.waits.find(LockWatch.this.connection);
			}
			catch (SQLException ex) {
				execute("ROLLBACK TO SAVEPOINT headway_locks");
				throw ex;
			}
			finally {
				execute("RELEASE SAVEPOINT headway_locks");
			}
		}

		private void execute(String sql) throws SQLException {
			try (Statement statement = LockWatch.this.connection.createStatement()) {
				statement.execute(sql);
			}
		}

		/**
		 * What the script waited for last.
		 * @return the locks and who held them, or {@code null} if that is not known
		 */
		public synchronized @Nullable String blocking() {
			return this.blocking;
		}

		@Override
		public void close() {
			if (this.task != null) {
				this.task.cancel(false);
			}
			synchronized (this) {
				this.closed = true;
			}
		}

	}

}
