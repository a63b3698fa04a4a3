package dev.headway.command.invocation;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;
import dev.headway.migration.RevisionState;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * How many revisions a command is going through, for a person who watches. The service
 * plans anew what it does.
 */
public final class StepCount {

	private final RevisionGraph graph;

	public StepCount(RevisionGraph graph) {
		this.graph = graph;
	}

	public int upgrade(MigrationState before, String target) {
		return steps(before, (planner, applied) -> planner.upgrade(applied, target));
	}

	public int downgrade(MigrationState before, String target) {
		return steps(before, (planner, applied) -> planner.downgrade(applied, target));
	}

	/**
	 * The revisions that the database has applied, as far as the graph has them.
	 * @param state the state of the database
	 * @return their ids
	 */
	public Set<String> applied(MigrationState state) {
		return state.history()
			.stream()
			.filter((entry) -> isApplied(entry) && this.graph.find(entry.version()).isPresent())
			.map(HistoryEntry::version)
			.collect(Collectors.toSet());
	}

	public static boolean isApplied(HistoryEntry entry) {
		return entry.state() == RevisionState.APPLIED || entry.state() == RevisionState.CHANGED
				|| entry.state() == RevisionState.BASELINE;
	}

	private int steps(MigrationState before, BiFunction<MigrationPlanner, Set<String>, MigrationPlan> plan) {
		try {
			return plan.apply(new MigrationPlanner(this.graph), applied(before)).steps().size();
		}
		catch (RevisionException ex) {
			return 0;
		}
	}

}
