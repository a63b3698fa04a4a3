package dev.headway.flyway.internals;

import java.util.Objects;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.resolver.sql.SqlMigrationExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A migration that Flyway says is to run next.
 */
public final class PendingMigration {

	private final MigrationInfoImpl info;

	PendingMigration(MigrationInfoImpl info) {
		this.info = info;
	}

	/**
	 * What Flyway knows of it.
	 * @return the migration, as callbacks are told of it
	 */
	public MigrationInfo info() {
		return this.info;
	}

	/**
	 * Its version as the file writes it.
	 * @return the version, or {@code null} if it is repeatable
	 */
	public @Nullable String version() {
		return (this.info.getVersion() != null) ? this.info.getVersion().toString() : null;
	}

	/**
	 * The checksum to be recorded.
	 * @return the checksum, or {@code null} if it has none
	 */
	public @Nullable Integer checksum() {
		return Objects.requireNonNull(this.info.getResolvedMigration()).getChecksum();
	}

	/**
	 * Whether a file of SQL is all there is to it, rather than a class or what a custom
	 * resolver makes of it.
	 */
	boolean isScript() {
		return executor() instanceof SqlMigrationExecutor;
	}

	MigrationExecutor executor() {
		return Objects.requireNonNull(this.info.getResolvedMigration()).getExecutor();
	}

	@Override
	public String toString() {
		String version = version();
		return (version != null) ? version + " (" + this.info.getScript() + ")" : this.info.getScript();
	}

}
