package dev.headway.flyway.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationStatus;

/**
 * A problem and the status that follows from it.
 *
 * @param status the status, or {@code null} if the problem is only a detail
 * @param problem the problem
 */
record StatusProblem(@Nullable MigrationStatus status, MigrationProblem problem) {

	static StatusProblem of(@Nullable MigrationStatus status, ProblemType type, String message, List<String> scripts) {
		return new StatusProblem(status, new MigrationProblem(type, message, scripts));
	}

	static StatusProblem of(MigrationStatus status, ProblemType type, String message, String script) {
		return of(status, type, message, List.of(script));
	}

}
