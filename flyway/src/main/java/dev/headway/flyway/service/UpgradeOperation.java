package dev.headway.flyway.service;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Upgrade;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.observer.MigrationListeners;
import dev.headway.flyway.observer.RevisionRecorder;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
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
 * Upgrades a database to the head or to another revision.
 */
final class UpgradeOperation {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private static final String NOTHING_DONE = "Nothing was applied";

	private static final Set<MigrationStatus> REPAIRABLE = EnumSet.of(MigrationStatus.FAILED, MigrationStatus.CHANGED,
			MigrationStatus.DIVERGED);

	private static final Set<RevisionState> SETTLED = EnumSet.of(RevisionState.APPLIED, RevisionState.BASELINE);

	private final FlywayEngine engine;

	private final MigrationListeners listeners;

	private final StateReader reader;

	UpgradeOperation(FlywayEngine engine, MigrationListeners listeners, StateReader reader) {
		this.engine = engine;
		this.listeners = listeners;
		this.reader = reader;
	}

	UpgradeResult toHead() {
		this.engine.awaitDatabase();
		StateInput input = follow(this.reader.read(), MigrationStatus::forbidsUpgrade);
		MigrationState state = StateAssessment.of(input);
		if (state.status().forbidsUpgrade() && !mayRepair(input, state)) {
			throw new Refusal(NOTHING_DONE, input, state).becauseOfStatus();
		}
		if (state.status() == MigrationStatus.AHEAD) {
			return new UpgradeResult(List.of(), state);
		}
		if (isAtRest(input, state)) {
			return new UpgradeResult(List.of(), settled(input, state));
		}
		return run(input, state, UpgradeOperation::whole);
	}

	/**
	 * Whether everything is applied and unchanged, and Flyway would do nothing.
	 */
	private boolean isAtRest(StateInput input, MigrationState state) {
		return state.status() == MigrationStatus.UP_TO_DATE && input.history().exists()
				&& state.history().stream().allMatch((entry) -> SETTLED.contains(entry.state()))
				&& this.engine.isAtRest(input.scripts(), input.history());
	}

	/**
	 * Whether callbacks may repair what forbids the upgrade. Then Flyway calls them and
	 * validates the history, and the state is assessed again before anything runs.
	 */
	private boolean mayRepair(StateInput input, MigrationState state) {
		return REPAIRABLE.contains(state.status()) && this.engine.mayRepair(input.scripts())
				&& Replacements.of(input).isEmpty();
	}

	/**
	 * Record what {@code db rebase} has moved since it was applied. No script runs, so
	 * that a target does not matter. If another process is faster, look again.
	 * @return the input afterwards, or the same if nothing was moved or the status
	 * forbids it
	 */
	private StateInput follow(StateInput before, Predicate<MigrationStatus> forbids) {
		StateInput input = before;
		while (true) {
			List<Replacement> replacements = Replacements.of(input).toRecord();
			if (replacements.isEmpty() || forbids.test(StateAssessment.of(input).status())) {
				return input;
			}
			try {
				this.engine.stamp(List.of(), replacements, List.of(), input.history());
				replacements.forEach(this::announce);
			}
			catch (HistoryMovedException ex) {
				logger.debug("Another process has changed the history. Looking again.", ex);
			}
			catch (RuntimeException ex) {
				throw new MigrationFailedException(NOTHING_DONE + " because of an error: " + ex.getMessage(), ex);
			}
			input = this.reader.reread(input);
		}
	}

	private void announce(Replacement replacement) {
		HistoryRow old = replacement.old();
		Script script = replacement.now().script();
		logger.info("Recorded %s, which ran here as %s. It did not run again.".formatted(script.idAndName(),
				old.idAndName()));
		this.listeners.forEach((listener) -> listener.revisionMoved(script.id(), old.requireVersion().text()));
	}

	/**
	 * Apply a target and its ancestors and nothing else. Several heads are allowed, since
	 * the target selects one.
	 */
	UpgradeResult to(String target) {
		this.engine.awaitDatabase();
		StateInput input = follow(this.reader.read(), UpgradeOperation::isForbidden);
		MigrationState state = StateAssessment.of(input);
		Refusal refusal = new Refusal(NOTHING_DONE, input, state);
		RevisionGraph graph = refusal.requireGraph();
		if (!mayRepair(input, state)) {
			refusal.requireUpgradable();
		}
		MigrationPlan plan = new MigrationPlanner(graph).upgrade(input.applied(graph), target);
		Set<String> steps = new HashSet<>();
		plan.steps().forEach((step) -> steps.add(step.revision().id()));
		refusal.requireWithinTarget(steps);
		if (steps.size() + input.applied(graph).size() == graph.revisions().size()) {
			return run(input, state, UpgradeOperation::whole);
		}
		return steps.isEmpty() ? new UpgradeResult(List.of(), state)
				: run(input, state, (current, any) -> part(current, steps));
	}

	private UpgradeResult run(StateInput input, MigrationState before, Scope scope) {
		ScriptRun open = input.history().run();
		if (open != null && open.continues(input.history().rank()) && !this.engine.continuesScripts()) {
			throw new Refusal(NOTHING_DONE, input, before).because(ResolveOperation.needsRunner(open.script()));
		}
		RevisionRecorder run = RevisionRecorder.ofUpgrade(input::id, this.listeners);
		Outcome outcome;
		boolean announced = !before.pending().isEmpty();
		if (announced) {
			this.listeners.forEach((listener) -> listener.upgradeStarted(before));
		}
		try {
			outcome = migrate(input, upgrade(input, before, scope), scope, run);
		}
		catch (RuntimeException ex) {
			if (announced) {
				this.listeners.forEach((listener) -> listener.upgradeFinished(ex));
			}
			throw ex;
		}
		if (announced) {
			this.listeners.forEach((listener) -> listener.upgradeFinished(null));
		}
		return new UpgradeResult(run.succeeded(), settled(outcome.input(), outcome.state()));
	}

	private static Upgrade upgrade(StateInput input, MigrationState state, Scope scope) {
		Upgrade upgrade = scope.of(input, state);
		boolean moved = state.pending()
			.stream()
			.map(input::script)
			.anyMatch((script) -> script != null && input.hasMarker(script));
		Upgrade limited = upgrade
			.limiting(Stream.of(input.scripts().revisions(), input.scripts().baselines(), input.scripts().repeatables())
				.flatMap(Collection::stream));
		return (moved || isForbidden(state)) ? limited.rechecking((history) -> recheck(input, history)) : limited;
	}

	/**
	 * Store the parents that are missing in the graph table, if any.
	 */
	private MigrationState settled(StateInput input, MigrationState state) {
		return this.reader.lacksParents(input) ? this.reader.conclude(input) : state;
	}

	/**
	 * Migrate, and once more if another build has applied a later version in the
	 * meantime: the rest is below it then, and runs only out of order. Likewise if it has
	 * applied what is moved here.
	 */
	private Outcome migrate(StateInput input, Upgrade upgrade, Scope scope, RevisionRecorder run) {
		String veto = run(upgrade, run);
		StateInput after = this.reader.reread(input);
		MigrationState state = StateAssessment.of(after);
		StateInput followed = (veto != null) ? follow(after, UpgradeOperation::isForbidden) : after;
		if (!followed.equals(after)) {
			return migrate(followed, upgrade(followed, StateAssessment.of(followed), scope), scope, run);
		}
		Upgrade rest = upgrade(after, state, scope);
		if (!isForbidden(state) && rest.outOfOrder() && !upgrade.outOfOrder()) {
			return migrate(after, rest, scope, run);
		}
		if (isForbidden(state) && upgrade.recheck() != null && run.succeeded().isEmpty()) {
			throw new Refusal(NOTHING_DONE, after, state).becauseOfStatus();
		}
		if (veto != null) {
			throw new MigrationRefusedException(veto, state);
		}
		if (isForbidden(state)) {
			throw new MigrationRefusedException(
					"Another build has changed the database. The migrations now have " + Refusal.problems(state),
					state);
		}
		return new Outcome(after, state);
	}

	/**
	 * Migrate once.
	 * @return why it was stopped before the end, or {@code null} if it was not
	 */
	private @Nullable String run(Upgrade upgrade, RevisionRecorder run) {
		try {
			this.engine.migrate(upgrade, run);
			return null;
		}
		catch (HistoryMovedException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (RuntimeException ex) {
			if (upgrade.recheck() != null && run.failed() == null && isRefusal(ex)) {
				return String.valueOf(ex.getMessage());
			}
			throw new MigrationFailedException(FailureReport.ofUpgrade(ex, this.reader::refreshOrNull), ex);
		}
	}

	/**
	 * Whether Flyway failed because of what callbacks might have repaired: in its
	 * validation, or without that because of a failed row.
	 */
	private boolean isRefusal(RuntimeException failure) {
		StateInput input = this.reader.refreshOrNull();
		return failure instanceof FlywayValidateException || (input != null && !input.history().failed().isEmpty());
	}

	/**
	 * Assess the state again, when callbacks may have repaired it, or another build may
	 * have applied what is moved here.
	 */
	private static void recheck(StateInput input, SchemaHistory history) {
		StateInput now = StateInput.of(input.scripts(), history, input.rules(), input.origins());
		MigrationState state = StateAssessment.of(now);
		if (isForbidden(state)) {
			throw new HistoryMovedException(NOTHING_DONE + ": the migrations have " + Refusal.problems(state));
		}
		List<Replacement> moved = Replacements.of(now).toRecord();
		if (!moved.isEmpty()) {
			throw new HistoryMovedException(
					"While this upgrade was waiting, another build applied %s, which is %s now. Start again."
						.formatted(moved.get(0).old().idAndName(), moved.get(0).now().script().idAndName()));
		}
	}

	/**
	 * Several heads forbid only an upgrade to the head, which is checked before.
	 */
	private static boolean isForbidden(MigrationState state) {
		return isForbidden(state.status());
	}

	private static boolean isForbidden(MigrationStatus status) {
		return status.forbidsUpgrade() && status != MigrationStatus.CONFLICT;
	}

	private static Upgrade whole(StateInput input, MigrationState state) {
		Set<Version> pending = versions(input, state.pending());
		boolean outOfOrder = isAnyBelowHighest(input, pending);
		Set<String> hidden = neverRun(input);
		if (outOfOrder) {
			state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.IGNORED)
				.forEach((entry) -> hidden.add(entry.script()));
		}
		return new Upgrade(input.parents(), input.known(), required(input, pending), !pending.isEmpty(), outOfOrder,
				hidden, false);
	}

	/**
	 * Hide everything except what is applied or one of the steps.
	 */
	private static Upgrade part(StateInput input, Set<String> steps) {
		Set<String> hidden = neverRun(input);
		Set<Version> applied = input.history().applied().keySet();
		Stream.concat(input.scripts().revisions().stream(), input.scripts().baselines().stream())
			.filter((script) -> !steps.contains(script.id()) && !applied.contains(script.version()))
			.forEach((script) -> hidden.add(script.name()));
		input.scripts().repeatables().forEach((script) -> hidden.add(script.name()));
		Set<Version> pending = versions(input, steps);
		pending.removeIf(input.history()::covers);
		return new Upgrade(input.parents(), input.known(), required(input, pending), !pending.isEmpty(),
				isAnyBelowHighest(input, pending), hidden, true);
	}

	private static Set<Version> required(StateInput input, Set<Version> pending) {
		Set<Version> required = new HashSet<>(pending);
		required.addAll(input.history().applied().keySet());
		return required;
	}

	/**
	 * The undo scripts, and what a newer build has moved.
	 */
	private static Set<String> neverRun(StateInput input) {
		Set<String> names = new HashSet<>();
		input.scripts().undos().stream().map(Script::name).forEach(names::add);
		input.newer().keySet().stream().map(Script::name).forEach(names::add);
		return names;
	}

	private static Set<Version> versions(StateInput input, Collection<String> ids) {
		return ids.stream().flatMap((id) -> input.version(id).stream()).collect(Collectors.toSet());
	}

	private static boolean isAnyBelowHighest(StateInput input, Set<Version> pending) {
		Version highest = input.highestApplied();
		return highest != null && pending.stream().anyMatch((version) -> version.compareTo(highest) < 0);
	}

	/**
	 * Derives what to run from the current input.
	 */
	private interface Scope {

		Upgrade of(StateInput input, MigrationState state);

	}

	/**
	 * The outcome of an upgrade.
	 *
	 * @param input the input after it
	 * @param state the state after it
	 */
	private record Outcome(StateInput input, MigrationState state) {

	}

}
