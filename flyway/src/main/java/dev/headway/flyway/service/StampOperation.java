package dev.headway.flyway.service;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.Undo;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.StampResult;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;

/**
 * Records revisions as applied or not applied, without running anything.
 */
final class StampOperation {

	private static final String NOTHING_DONE = "Nothing was recorded";

	private final FlywayEngine engine;

	private final StateReader reader;

	StampOperation(FlywayEngine engine, StateReader reader) {
		this.engine = engine;
		this.reader = reader;
	}

	StampResult to(Collection<String> targets, boolean purge) {
		StateInput input = this.reader.read();
		MigrationState state = StateAssessment.of(input);
		Refusal refusal = new Refusal(NOTHING_DONE, input, state);
		RevisionGraph graph = refusal.requireGraph();
		refusal.requireNoFailures();
		Set<String> applied = input.applied(graph);
		Set<String> before = purge ? Set.of() : applied;
		Set<String> after = withAncestors(graph, new MigrationPlanner(graph).stamp(before, targets).currentAfter());
		refusal.requireNoBaseline(applied.stream().filter((id) -> !after.contains(id)).toList());
		List<Undo> gone = gone(input, graph, after, purge);
		List<Stamp> come = input.stamps(after);
		return (gone.isEmpty() && come.isEmpty()) ? new StampResult(List.of(), List.of(), state)
				: run(input, gone, come);
	}

	private static Set<String> withAncestors(RevisionGraph graph, Set<String> revisions) {
		Set<String> all = new HashSet<>(graph.ancestors(revisions));
		all.addAll(revisions);
		return all;
	}

	/**
	 * What will no longer count as applied, latest first: revisions of the graph, and in
	 * a purge also those that this build does not have.
	 */
	private static List<Undo> gone(StateInput input, RevisionGraph graph, Set<String> stays, boolean purge) {
		return input.history().appliedLatestFirst().stream().filter((row) -> {
			String id = input.id(row.requireVersion());
			return !stays.contains(id) && (graph.find(id).isPresent() || (purge && !row.isCustom()));
		}).map((row) -> new Undo(row, null)).toList();
	}

	private StampResult run(StateInput input, List<Undo> gone, List<Stamp> come) {
		try {
			this.engine.stamp(gone, come, input.history().rank());
		}
		catch (HistoryMovedException ex) {
			throw new MigrationRefusedException(NOTHING_DONE + ". " + ex.getMessage(), this.reader.state());
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException(NOTHING_DONE + " because of an error: " + ex.getMessage(), ex);
		}
		return new StampResult(gone.stream().map((undo) -> input.id(undo.applied().requireVersion())).toList(),
				come.stream().map((stamp) -> stamp.script().id()).toList(), this.reader.conclude(input));
	}

}
