package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.Undo;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.StampResult;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

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
				: run(input, gone, List.of(), come);
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

	/**
	 * Record revisions in place of versions that the database has applied.
	 * @param revisions symbols of the revisions by these versions
	 */
	StampResult replacing(Map<String, String> revisions) {
		StateInput input = this.reader.read();
		Refusal refusal = new Refusal(NOTHING_DONE, input, StateAssessment.of(input));
		RevisionGraph graph = refusal.requireGraph();
		refusal.requireNoFailures();
		Map<Version, List<Version>> parents = input.parents();
		List<Undo> gone = new ArrayList<>();
		List<Replacement> replaced = new ArrayList<>();
		List<Stamp> come = new ArrayList<>();
		revisions.forEach((old, symbol) -> {
			Script script = refusal.requireScript(graph, symbol);
			Version version = Objects.requireNonNull(script.version());
			Stamp stamp = new Stamp(script, version, parents.getOrDefault(version, List.of()));
			HistoryRow row = refusal.requireReplaceable(old, script);
			if (row == null) {
				come.add(stamp);
			}
			else if (input.hasApplied(script) || replaced.stream().anyMatch((other) -> other.now().equals(stamp))) {
				gone.add(new Undo(row, null));
			}
			else {
				replaced.add(new Replacement(row, stamp));
			}
		});
		return run(input, gone, replaced, come);
	}

	private StampResult run(StateInput input, List<Undo> gone, List<Replacement> replaced, List<Stamp> come) {
		try {
			this.engine.stamp(gone, replaced, come, input.history());
		}
		catch (HistoryMovedException ex) {
			throw new MigrationRefusedException(NOTHING_DONE + ". " + ex.getMessage(), this.reader.state());
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException(NOTHING_DONE + " because of an error: " + ex.getMessage(), ex);
		}
		return new StampResult(
				Stream
					.concat(gone.stream().map((undo) -> input.id(undo.applied().requireVersion())),
							replaced.stream().map((replacement) -> replacement.old().script()))
					.toList(),
				Stream.concat(replaced.stream().map(Replacement::now), come.stream())
					.map((stamp) -> stamp.script().id())
					.toList(),
				this.reader.conclude(input));
	}

}
