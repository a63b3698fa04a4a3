package dev.headway.flyway.lock;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A session of PostgreSQL that has a lock.
 *
 * @param pid the process ID of its server process
 * @param application the name that the application has set, may be empty
 * @param state what it does, such as {@code idle in transaction}, or {@code null} if this
 * user must not know
 * @param seconds the age of its transaction
 */
public record DatabaseSession(int pid, String application, @Nullable String state, long seconds) {

	/**
	 * The first columns of a query of {@code pg_stat_activity a}.
	 */
	public static final String COLUMNS = """
			a.pid, coalesce(a.application_name, ''), a.state,
			  extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.query_start))::bigint""";

	public static DatabaseSession of(ResultSet row) throws SQLException {
		return new DatabaseSession(row.getInt(1), row.getString(2), row.getString(3), row.getLong(4));
	}

	@Override
	public String toString() {
		return "pid %d ('%s'%s)".formatted(this.pid, this.application,
				(this.state != null) ? ", %s for %d s".formatted(this.state, this.seconds) : "");
	}

}
