package dev.headway.flyway.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;

/**
 * Looks for more than one head. A rebase leaves those in place that the database already
 * has.
 */
final class HeadChecks {

	private final StateInput input;

	private final RevisionGraph graph;

	HeadChecks(StateInput input, RevisionGraph graph) {
		this.input = input;
		this.graph = graph;
	}

	@Nullable HeadConflict conflict() {
		return HeadConflict.of(this.graph, this.input::covers).orElse(null);
	}

	List<StatusProblem> findings(@Nullable HeadConflict conflict) {
		if (conflict == null) {
			return List.of();
		}
		String message = conflict.describe(this.input::name) + ". Make them one with '"
				+ String.join("' or '", conflict.resolve()) + "'.";
		return List.of(StatusProblem.of(MigrationStatus.CONFLICT, ProblemType.MULTIPLE_HEADS, message,
				this.input.scriptNames(conflict.heads())));
	}

}
