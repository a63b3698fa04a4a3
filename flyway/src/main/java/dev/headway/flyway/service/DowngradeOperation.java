package dev.headway.flyway.service;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.ShortList;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.observer.MigrationListeners;
import dev.headway.flyway.observer.RevisionRecorder;
import dev.headway.flyway.run.ScriptContinuation;
import dev.headway.flyway.run.UndoScriptRunner;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;

/**
 * Undoes revisions by their undo scripts.
 */
final class DowngradeOperation {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private static final String NOTHING_DONE = "Nothing was undone";

	private final FlywayEngine engine;

	private final MigrationListeners listeners;

	private final StateReader reader;

	DowngradeOperation(FlywayEngine engine, MigrationListeners listeners, StateReader reader) {
		this.engine = engine;
		this.listeners = listeners;
		this.reader = reader;
	}

	DowngradeResult to(String target) {
		StateInput input = this.reader.read();
		MigrationState state = StateAssessment.of(input);
		Refusal refusal = new Refusal(NOTHING_DONE, input, state);
		RevisionGraph graph = refusal.requireGraph();
		UndoSelection selection = new UndoSelection(input, refusal);
		selection.requireOpen(graph);
		List<String> steps = new MigrationPlanner(graph).downgrade(input.applied(graph), target)
			.steps()
			.stream()
			.map((step) -> step.revision().id())
			.toList();
		List<Undo> undos = selection.undos(steps);
		if (undos.isEmpty()) {
			return new DowngradeResult(List.of(), state);
		}
		refuseRepetition(input, undos.get(0), refusal);
		return run(input, state, (run) -> this.engine.downgrade(undos, input.history().rank(), run));
	}

	/**
	 * Refuse to run the statements of an undo script again that are done already. It may
	 * be repeated when they have been changed so that they can run twice.
	 */
	private void refuseRepetition(StateInput input, Undo undo, Refusal refusal) {
		Script script = Objects.requireNonNull(undo.script());
		for (HistoryRow mark : input.history().halfUndone()) {
			ScriptRun run = FailedRows.run(input, mark);
			if (run != null && run.isPartial() && mark.requireVersion().equals(undo.applied().version())) {
				this.engine.parse(script, (statements, connection) -> {
					if (new ScriptContinuation(statements).digest(run.begun()).equals(run.digestOfBegun())) {
						throw refusal.because(FailedRows.message(input, mark));
					}
				});
			}
		}
	}

	/**
	 * Run the rest of an undo script.
	 */
	DowngradeResult finish(StateInput input, UndoScriptRunner.Rest rest) {
		return run(input, StateAssessment.of(input), (run) -> this.engine.finish(rest, input.history().rank(), run));
	}

	private DowngradeResult run(StateInput input, MigrationState before, Consumer<RevisionRecorder> work) {
		RevisionRecorder run = RevisionRecorder.ofDowngrade(input::id, this.listeners);
		this.listeners.forEach((listener) -> listener.downgradeStarted(before));
		RuntimeException failure = null;
		try {
			work.accept(run);
		}
		catch (HistoryMovedException ex) {
			failure = new MigrationRefusedException(moved(run, ex), this.reader.state());
		}
		catch (RuntimeException ex) {
			failure = new MigrationFailedException(FailureReport.ofDowngrade(ex, run, this.reader::refreshOrNull), ex);
		}
		notifyFinished(failure);
		if (failure != null) {
			throw failure;
		}
		logger.info("Undid " + ShortList.names(run.succeeded()) + "."
				+ (input.scripts().repeatables().isEmpty() ? "" : " Repeatable migrations are unchanged."));
		return new DowngradeResult(run.succeeded(), this.reader.conclude(input));
	}

	private void notifyFinished(@Nullable RuntimeException failure) {
		this.listeners.forEach((listener) -> listener.downgradeFinished(failure));
	}

	private static String moved(RevisionRecorder run, HistoryMovedException moved) {
		String done = run.succeeded().isEmpty() ? NOTHING_DONE
				: "Only " + ShortList.names(run.succeeded()) + " was undone";
		return done + ". " + moved.getMessage();
	}

}
