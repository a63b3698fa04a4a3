package dev.headway.flyway.service;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;

/**
 * Looks for more than one head, and for the ways to make them one. Of several heads,
 * those that this database already has can stay as they are.
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
		String message = conflict.describe(this::name) + ". Make them one with '"
				+ String.join("' or '", conflict.resolve()) + "'.";
		return List.of(StatusProblem.of(MigrationStatus.CONFLICT, ProblemType.MULTIPLE_HEADS, message,
				scripts(conflict.heads())));
	}

	private String name(String id) {
		Script script = this.input.script(id);
		return (script != null) ? id + " (" + script.name() + ")" : id;
	}

	private List<String> scripts(List<String> ids) {
		return ids.stream().map(this.input::script).flatMap(Stream::ofNullable).map(Script::name).toList();
	}

}
