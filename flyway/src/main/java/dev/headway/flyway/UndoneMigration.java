package dev.headway.flyway;

import java.util.Date;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.Undo;

/**
 * The revision that is being undone, as callbacks are told of it.
 *
 * @param undo the revision
 */
record UndoneMigration(Undo undo) implements MigrationInfo {

	@Override
	public MigrationType getType() {
		return CoreMigrationType.DELETE;
	}

	@Override
	public @Nullable Integer getChecksum() {
		return (this.undo.script() != null) ? this.undo.script().checksum() : this.undo.applied().checksum();
	}

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion(this.undo.applied().requireVersion().text());
	}

	@Override
	public String getDescription() {
		return this.undo.applied().description();
	}

	@Override
	public String getScript() {
		return (this.undo.script() != null) ? this.undo.script().relativePath() : this.undo.applied().script();
	}

	@Override
	public MigrationState getState() {
		return MigrationState.SUCCESS;
	}

	@Override
	public @Nullable Date getInstalledOn() {
		return (this.undo.applied().installedOn() != null) ? Date.from(this.undo.applied().installedOn()) : null;
	}

	@Override
	public @Nullable String getInstalledBy() {
		return this.undo.applied().installedBy();
	}

	@Override
	public Integer getInstalledRank() {
		return this.undo.applied().rank();
	}

	@Override
	public Integer getExecutionTime() {
		return this.undo.applied().executionTimeMillis();
	}

	@Override
	public @Nullable String getPhysicalLocation() {
		return (this.undo.script() != null) ? this.undo.script().path() : null;
	}

	@Override
	public int compareVersion(MigrationInfo other) {
		return getVersion().compareTo(other.getVersion());
	}

	@Override
	public int compareTo(MigrationInfo other) {
		return getInstalledRank().compareTo(other.getInstalledRank());
	}

}
