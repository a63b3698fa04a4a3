package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.UpgradeSession;

/**
 * Limits how long statements of scripts may run, on PostgreSQL and MariaDB, unless that
 * is limited already. On PostgreSQL not outside of a transaction: an index that is built
 * concurrently would stay behind invalid.
 */
final class StatementTimeout implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StatementTimeout.class);

	private final Connection connection;

	private final String databaseType;

	private final Duration duration;

	private final boolean limits;

	StatementTimeout(UpgradeSession session, Duration duration) {
		this.connection = session.scriptConnection();
		this.databaseType = session.databaseType();
		this.duration = duration;
		this.limits = !duration.isZero() && isUnlimited();
	}

	private boolean isUnlimited() {
		if (isOn(SqlDialect.POSTGRESQL)) {
			return HistoryReader.client(this.connection)
				.sql("SELECT source = 'default' FROM pg_settings WHERE name = 'statement_timeout'")
				.query(Boolean.class)
				.single();
		}
		return isOn(SqlDialect.MARIADB) && HistoryReader.client(this.connection)
			.sql("SELECT @@SESSION.max_statement_time")
			.query(Double.class)
			.single() == 0;
	}

	private boolean isOn(SqlDialect dialect) {
		return dialect.toString().equals(this.databaseType);
	}

	/**
	 * Limit the statements of a script.
	 * @param transactional whether its transaction has begun
	 */
	void begin(boolean transactional) {
		if (!this.limits) {
			return;
		}
		if (isOn(SqlDialect.MARIADB)) {
			execute("SET SESSION max_statement_time = %d.%03d".formatted(this.duration.toSeconds(),
					this.duration.toMillisPart()));
		}
		else if (transactional) {
			execute("SET LOCAL statement_timeout = " + this.duration.toMillis());
		}
	}

	private void execute(String sql) {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new HeadwayException("The statement timeout cannot be set: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Reset the session, which goes back to the pool.
	 */
	@Override
	public void close() {
		if (this.limits && isOn(SqlDialect.MARIADB)) {
			try {
				execute("SET SESSION max_statement_time = 0");
			}
			catch (HeadwayException ex) {
				logger.debug("The connection of the scripts is broken", ex);
			}
		}
	}

}
