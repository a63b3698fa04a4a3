package dev.headway.flyway.history;

import java.util.List;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.migration.baseline.BaselineMigrationType;
import org.flywaydb.core.extensibility.MigrationType;

import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.name.ScriptKind;

/**
 * One revision to be recorded as applied, whether it was run or not.
 *
 * @param script its script
 * @param version its version
 * @param parents its parents
 */
public record Stamp(Script script, Version version, List<Version> parents) {

	public Stamp {
		parents = List.copyOf(parents);
	}

	MigrationType type() {
		if (this.script.kind() == ScriptKind.BASELINE) {
			return BaselineMigrationType.SQL_BASELINE;
		}
		return (this.script.resource() != null) ? CoreMigrationType.SQL : CoreMigrationType.JDBC;
	}

	HistoryRow row(int rank) {
		return new HistoryRow(rank, this.version, this.script.description(), type().name(), this.script.relativePath(),
				this.script.checksum(), null, null, 0, true);
	}

}
