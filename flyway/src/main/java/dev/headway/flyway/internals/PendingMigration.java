package dev.headway.flyway.internals;

import java.util.Objects;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.resolver.sql.SqlMigrationExecutor;
import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * A migration that Flyway says is to run next.
 */
public final class PendingMigration {

	private final MigrationInfoImpl info;

	PendingMigration(MigrationInfoImpl info) {
		this.info = info;
	}

	public MigrationInfo info() {
		return this.info;
	}

	/**
	 * Return its version.
	 * @return the version, or {@code null} if it is repeatable
	 */
	public @Nullable Version version() {
		return (this.info.getVersion() != null) ? Version.parse(this.info.getVersion().toString()).orElseThrow() : null;
	}

	public @Nullable Integer checksum() {
		return Objects.requireNonNull(this.info.getResolvedMigration()).getChecksum();
	}

	/**
	 * Whether it is a plain SQL file, not a class or the work of a custom resolver.
	 */
	boolean isScript() {
		return executor() instanceof SqlMigrationExecutor;
	}

	MigrationExecutor executor() {
		return Objects.requireNonNull(this.info.getResolvedMigration()).getExecutor();
	}

	@Override
	public String toString() {
		Version version = version();
		return (version != null) ? version + " (" + this.info.getScript() + ")" : this.info.getScript();
	}

}
