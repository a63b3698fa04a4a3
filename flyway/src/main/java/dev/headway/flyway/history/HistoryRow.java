package dev.headway.flyway.history;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.revision.Version;

/**
 * One row of Flyway's schema history.
 *
 * @param rank its number in the order of installation
 * @param version its version, or {@code null} for a repeatable migration
 * @param description its description
 * @param type Flyway's name for its type, such as {@code SQL} or {@code BASELINE}
 * @param script the file name, or the class name of a Java migration
 * @param checksum its checksum, or {@code null} if its type has none
 * @param installedOn when it was written
 * @param installedBy the database user who wrote it
 * @param executionTimeMillis how many milliseconds the migration took
 * @param success whether the migration succeeded
 */
public record HistoryRow(int rank, @Nullable Version version, String description, String type, String script,
		@Nullable Integer checksum, @Nullable Instant installedOn, @Nullable String installedBy,
		int executionTimeMillis, boolean success) {

	/**
	 * The columns of the history table in Flyway's order.
	 */
	static final List<String> COLUMNS = List.of("installed_rank", "version", "description", "type", "script",
			"checksum", "installed_on", "installed_by", "execution_time", "success");

	/**
	 * The columns that an insert sets.
	 */
	static final List<String> INSERTED_COLUMNS = COLUMNS.stream()
		.filter((column) -> !column.equals("installed_on"))
		.toList();

	public Version requireVersion() {
		if (this.version == null) {
			throw new IllegalStateException("'%s' is repeatable and has no version".formatted(this.script));
		}
		return this.version;
	}

	/**
	 * Name a row that has a version for people.
	 * @return such as {@code 4 (V4__merge.sql)}
	 */
	public String idAndName() {
		return Printable.line("%s (%s)".formatted(requireVersion(), this.script));
	}

	public int requireChecksum() {
		if (this.checksum == null) {
			throw new IllegalStateException("'%s' has no checksum".formatted(this.script));
		}
		return this.checksum;
	}

	public boolean isSql() {
		return "SQL".equals(this.type);
	}

	boolean isDelete() {
		return "DELETE".equals(this.type);
	}

	boolean isBaselineMarker() {
		return "BASELINE".equals(this.type);
	}

	/**
	 * Whether the row is that of a {@code B} script.
	 * @return {@code false} also for a baseline without a script
	 */
	public boolean isBaselineScript() {
		return this.type.endsWith("_BASELINE");
	}

	/**
	 * Whether a custom resolver provides the migration, which is outside the graph then.
	 * @return {@code true} for type {@code CUSTOM}
	 */
	public boolean isCustom() {
		return "CUSTOM".equals(this.type);
	}

	boolean isSynthetic() {
		return isDelete() || isBaselineMarker() || "SCHEMA".equals(this.type) || "TABLE".equals(this.type);
	}

	boolean isUndo() {
		return this.type.startsWith("UNDO_");
	}

}
