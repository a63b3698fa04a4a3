package dev.headway.testing.flyway;

import java.sql.Statement;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * A migration in Java that runs one statement. A subclass may be annotated.
 */
public class SqlInJava implements JavaMigration {

	private final @Nullable MigrationVersion version;

	private final String description;

	private final String sql;

	/**
	 * Create a migration.
	 * @param version its version, or {@code null} for a repeatable one
	 * @param description its description
	 * @param sql what it runs
	 */
	public SqlInJava(@Nullable String version, String description, String sql) {
		this.version = (version != null) ? MigrationVersion.fromVersion(version) : null;
		this.description = description;
		this.sql = sql;
	}

	@Override
	public @Nullable MigrationVersion getVersion() {
		return this.version;
	}

	@Override
	public String getDescription() {
		return this.description;
	}

	@Override
	public Integer getChecksum() {
		return this.sql.hashCode();
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws Exception {
		try (Statement statement = context.getConnection().createStatement()) {
			statement.execute(this.sql);
		}
	}

}
