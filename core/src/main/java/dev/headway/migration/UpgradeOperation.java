package dev.headway.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.HistoryMovedException;
import dev.headway.flyway.Upgrade;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;
import dev.headway.script.name.Version;

/**
 * Brings a database up, to the head or to another revision.
 */
final class UpgradeOperation {

	private static final String NOTHING_DONE = "Nothing was applied";

	private final FlywayEngine engine;

	private final MigrationListeners listeners;

	private final FactsReader reader;

	UpgradeOperation(FlywayEngine engine, MigrationListeners listeners, FactsReader reader) {
		this.engine = engine;
		this.listeners = listeners;
		this.reader = reader;
	}

	/**
	 * Apply all that is pending.
	 */
	UpgradeResult toHead() {
		Facts facts = this.reader.read();
		MigrationState state = Assessment.of(facts);
		if (state.status().forbidsUpgrade()) {
			throw Refusal.of(NOTHING_DONE, state);
		}
		if (state.status() == MigrationStatus.AHEAD) {
			return new UpgradeResult(List.of(), state);
		}
		return run(facts, state, whole(facts, state));
	}

	/**
	 * Apply the ancestors of a target and nothing else. Several heads are no obstacle,
	 * since the target says which of them is meant.
	 */
	UpgradeResult to(String target) {
		Facts facts = this.reader.read();
		MigrationState state = Assessment.of(facts);
		RevisionGraph graph = facts.graph().orElseThrow(() -> Refusal.of(NOTHING_DONE, state));
		Refusal.ofUpgrade(NOTHING_DONE, state);
		MigrationPlan plan = new MigrationPlanner(graph).upgrade(facts.applied(graph), target);
		Set<String> steps = new HashSet<>();
		plan.steps().forEach((step) -> steps.add(step.revision().id()));
		Refusal.ofTarget(NOTHING_DONE, state, steps);
		if (plan.currentAfter().equals(graph.heads())) {
			return run(facts, state, whole(facts, state));
		}
		return steps.isEmpty() ? new UpgradeResult(List.of(), state) : run(facts, state, part(facts, steps));
	}

	private UpgradeResult run(Facts facts, MigrationState before, Upgrade upgrade) {
		UpgradeRun run = new UpgradeRun(facts, this.listeners);
		boolean announced = !before.pending().isEmpty();
		if (announced) {
			this.listeners.upgradeStarted(before);
		}
		RuntimeException failure = null;
		try {
			this.engine.migrate(upgrade, run);
		}
		catch (HistoryMovedException ex) {
			failure = new MigrationRefusedException(String.valueOf(ex.getMessage()), this.reader.state());
		}
		catch (RuntimeException ex) {
			failure = new MigrationFailedException(UpgradeFailure.describe(ex, this.reader::refreshOrNull), ex);
		}
		if (announced) {
			this.listeners.upgradeFinished(failure);
		}
		if (failure != null) {
			throw failure;
		}
		return new UpgradeResult(run.applied(), this.reader.conclude(facts));
	}

	private static Upgrade whole(Facts facts, MigrationState state) {
		boolean outOfOrder = anyBelowHighest(facts, state.pending());
		Set<String> hidden = undoScripts(facts);
		if (outOfOrder) {
			state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.IGNORED)
				.forEach((entry) -> hidden.add(entry.script()));
		}
		return new Upgrade(facts.parents(), facts.known(), outOfOrder, hidden, false);
	}

	/**
	 * Hides all that is neither applied nor one of the steps.
	 */
	private static Upgrade part(Facts facts, Set<String> steps) {
		Set<String> hidden = undoScripts(facts);
		Set<Version> applied = facts.history().applied().keySet();
		Stream.concat(facts.scripts().revisions().stream(), facts.scripts().baselines().stream())
			.filter((script) -> !steps.contains(script.id()) && !applied.contains(script.version()))
			.forEach((script) -> hidden.add(script.name()));
		facts.scripts().repeatables().forEach((script) -> hidden.add(script.name()));
		return new Upgrade(facts.parents(), facts.known(), anyBelowHighest(facts, steps), hidden, true);
	}

	private static Set<String> undoScripts(Facts facts) {
		Set<String> names = new HashSet<>();
		facts.scripts().undos().stream().map(Script::name).forEach(names::add);
		return names;
	}

	private static boolean anyBelowHighest(Facts facts, Iterable<String> revisions) {
		Version highest = facts.highestApplied();
		if (highest == null) {
			return false;
		}
		for (String revision : revisions) {
			if (Version.parse(revision).filter((version) -> version.compareTo(highest) < 0).isPresent()) {
				return true;
			}
		}
		return false;
	}

}
