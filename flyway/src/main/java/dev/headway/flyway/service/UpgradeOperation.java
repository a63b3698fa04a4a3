package dev.headway.flyway.service;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Upgrade;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.migration.UpgradeResult;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Brings a database up, to the head or to another revision.
 */
final class UpgradeOperation {

	private static final String NOTHING_DONE = "Nothing was applied";

	private static final Set<RevisionState> SETTLED = EnumSet.of(RevisionState.APPLIED, RevisionState.BASELINE);

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
		this.engine.awaitDatabase();
		Facts facts = this.reader.read();
		MigrationState state = Assessment.of(facts);
		if (state.status().forbidsUpgrade()) {
			throw Refusal.of(NOTHING_DONE, state);
		}
		if (state.status() == MigrationStatus.AHEAD) {
			return new UpgradeResult(List.of(), state);
		}
		if (isAtRest(facts, state)) {
			return new UpgradeResult(List.of(), settled(facts, state));
		}
		return run(facts, state, UpgradeOperation::whole);
	}

	/**
	 * Whether all is applied as it is, and Flyway would do nothing at all.
	 */
	private boolean isAtRest(Facts facts, MigrationState state) {
		return state.status() == MigrationStatus.UP_TO_DATE && state.problems().isEmpty() && facts.history().exists()
				&& state.history().stream().allMatch((entry) -> SETTLED.contains(entry.state()))
				&& this.engine.isAtRest(facts.scripts(), facts.history());
	}

	/**
	 * Apply the ancestors of a target and nothing else. Several heads are no obstacle,
	 * since the target says which of them is meant.
	 */
	UpgradeResult to(String target) {
		this.engine.awaitDatabase();
		Facts facts = this.reader.read();
		MigrationState state = Assessment.of(facts);
		RevisionGraph graph = facts.graph().orElseThrow(() -> Refusal.of(NOTHING_DONE, state));
		Refusal.ofUpgrade(NOTHING_DONE, state);
		MigrationPlan plan = new MigrationPlanner(graph).upgrade(facts.applied(graph), target);
		Set<String> steps = new HashSet<>();
		plan.steps().forEach((step) -> steps.add(step.revision().id()));
		Refusal.ofTarget(NOTHING_DONE, state, steps);
		if (plan.currentAfter().equals(graph.heads())) {
			return run(facts, state, UpgradeOperation::whole);
		}
		return steps.isEmpty() ? new UpgradeResult(List.of(), state)
				: run(facts, state, (current, any) -> part(current, steps));
	}

	private UpgradeResult run(Facts facts, MigrationState before, Scope scope) {
		UpgradeRun run = new UpgradeRun(facts, this.listeners);
		Outcome outcome;
		boolean announced = !before.pending().isEmpty();
		if (announced) {
			this.listeners.upgradeStarted(before);
		}
		try {
			outcome = migrate(facts, scope.of(facts, before), scope, run);
		}
		catch (RuntimeException ex) {
			if (announced) {
				this.listeners.upgradeFinished(ex);
			}
			throw ex;
		}
		if (announced) {
			this.listeners.upgradeFinished(null);
		}
		return new UpgradeResult(run.applied(), settled(outcome.facts(), outcome.state()));
	}

	/**
	 * Store the parents that the graph table lacks, if any.
	 * @return the state after that
	 */
	private MigrationState settled(Facts facts, MigrationState state) {
		return this.reader.lacksParents(facts) ? this.reader.conclude(facts) : state;
	}

	/**
	 * Let Flyway migrate, and once more if another build brought a later version
	 * meanwhile: what is left lies below it then, and Flyway must be told to run it.
	 */
	private Outcome migrate(Facts facts, Upgrade upgrade, Scope scope, UpgradeRun run) {
		String veto = run(upgrade, run);
		Facts after = this.reader.reread(facts);
		MigrationState state = Assessment.of(after);
		Upgrade rest = scope.of(after, state);
		if (!isForbidden(state) && rest.outOfOrder() && !upgrade.outOfOrder()) {
			return migrate(after, rest, scope, run);
		}
		if (veto != null) {
			throw new MigrationRefusedException(veto, state);
		}
		if (isForbidden(state)) {
			throw new MigrationRefusedException(
					"Another build changed the database meanwhile. The migrations are now " + Refusal.problems(state),
					state);
		}
		return new Outcome(after, state);
	}

	/**
	 * Let Flyway migrate once.
	 * @return why it was stopped before the end, or {@code null} if it was not
	 */
	private @Nullable String run(Upgrade upgrade, UpgradeRun run) {
		try {
			this.engine.migrate(upgrade, run);
			return null;
		}
		catch (HistoryMovedException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException(UpgradeFailure.describe(ex, this.reader::refreshOrNull), ex);
		}
	}

	/**
	 * Several heads forbid an upgrade to the head, which is checked before.
	 */
	private static boolean isForbidden(MigrationState state) {
		return state.status().forbidsUpgrade() && state.status() != MigrationStatus.CONFLICT;
	}

	private static Upgrade whole(Facts facts, MigrationState state) {
		Set<Version> pending = versions(facts, state.pending());
		boolean outOfOrder = isAnyBelowHighest(facts, pending);
		Set<String> hidden = undoScripts(facts);
		if (outOfOrder) {
			state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.IGNORED)
				.forEach((entry) -> hidden.add(entry.script()));
		}
		return new Upgrade(facts.parents(), facts.known(), required(facts, pending), !pending.isEmpty(), outOfOrder,
				hidden, false);
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
		Set<Version> pending = versions(facts, steps);
		pending.removeIf(facts.history()::covers);
		return new Upgrade(facts.parents(), facts.known(), required(facts, pending), !pending.isEmpty(),
				isAnyBelowHighest(facts, pending), hidden, true);
	}

	private static Set<Version> required(Facts facts, Set<Version> pending) {
		Set<Version> required = new HashSet<>(pending);
		required.addAll(facts.history().applied().keySet());
		return required;
	}

	private static Set<String> undoScripts(Facts facts) {
		Set<String> names = new HashSet<>();
		facts.scripts().undos().stream().map(Script::name).forEach(names::add);
		return names;
	}

	private static Set<Version> versions(Facts facts, Collection<String> ids) {
		return ids.stream().flatMap((id) -> facts.version(id).stream()).collect(Collectors.toSet());
	}

	private static boolean isAnyBelowHighest(Facts facts, Set<Version> pending) {
		Version highest = facts.highestApplied();
		return highest != null && pending.stream().anyMatch((version) -> version.compareTo(highest) < 0);
	}

	/**
	 * Says what Flyway shall do, given the facts of the moment.
	 */
	private interface Scope {

		Upgrade of(Facts facts, MigrationState state);

	}

	/**
	 * What came of an upgrade.
	 *
	 * @param facts the facts after it
	 * @param state what they amount to
	 */
	private record Outcome(Facts facts, MigrationState state) {

	}

}
