package dev.headway.migration;

import java.util.List;

/**
 * What a repair of the schema history did.
 *
 * @param removed the scripts whose failed rows it removed
 * @param deleted the scripts that it marked as deleted, because this build does not have
 * them
 * @param aligned the scripts whose checksum, description or type it recorded as they are
 * now
 * @param state the history afterwards
 */
public record RepairResult(List<String> removed, List<String> deleted, List<String> aligned, MigrationState state) {

	public RepairResult {
		removed = List.copyOf(removed);
		deleted = List.copyOf(deleted);
		aligned = List.copyOf(aligned);
	}

}
