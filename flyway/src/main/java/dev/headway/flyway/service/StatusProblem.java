package dev.headway.flyway.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationStatus;

/**
 * A problem and the status that follows from it.
 *
 * @param status the status, or {@code null} if the problem is a mere detail
 * @param problem the problem
 */
record StatusProblem(@Nullable MigrationStatus status, MigrationProblem problem) {

	static StatusProblem of(@Nullable MigrationStatus status, String code, String message, List<String> scripts) {
		return new StatusProblem(status, new MigrationProblem(code, message, scripts));
	}

	static StatusProblem of(MigrationStatus status, String code, String message, String script) {
		return of(status, code, message, List.of(script));
	}

}
