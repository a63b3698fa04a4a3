package dev.headway.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.HistoryMovedException;
import dev.headway.flyway.HistoryRow;
import dev.headway.flyway.Undo;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;
import dev.headway.script.name.Version;

/**
 * Brings a database down by undo scripts.
 */
final class DowngradeOperation {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private static final String NOTHING_DONE = "Nothing was undone";

	private final FlywayEngine engine;

	private final MigrationListeners listeners;

	private final FactsReader reader;

	DowngradeOperation(FlywayEngine engine, MigrationListeners listeners, FactsReader reader) {
		this.engine = engine;
		this.listeners = listeners;
		this.reader = reader;
	}

	DowngradeResult to(String target) {
		Facts facts = this.reader.read();
		MigrationState state = Assessment.of(facts);
		RevisionGraph graph = facts.graph().orElseThrow(() -> Refusal.of(NOTHING_DONE, state));
		Refusal.ofFailures(NOTHING_DONE, facts, state);
		Refusal.ofStrangers(NOTHING_DONE, new DatabaseFindings(facts, graph), state);
		List<String> steps = new MigrationPlanner(graph).downgrade(facts.applied(graph), target)
			.steps()
			.stream()
			.map((step) -> step.revision().id())
			.toList();
		Refusal.ofBaseline(NOTHING_DONE, facts, state, steps);
		List<Undo> undos = undos(facts, state, steps);
		requireHalfUndoneFirst(facts, state, undos);
		return undos.isEmpty() ? new DowngradeResult(List.of(), state) : run(facts, state, undos);
	}

	private static List<Undo> undos(Facts facts, MigrationState state, List<String> steps) {
		Map<Version, Script> scripts = facts.scripts()
			.undos()
			.stream()
			.collect(Collectors.toMap((script) -> Objects.requireNonNull(script.version()), Function.identity()));
		List<Undo> undos = new ArrayList<>();
		List<HistoryRow> irreversible = new ArrayList<>();
		for (HistoryRow row : facts.rows(steps)) {
			Script script = scripts.get(row.requireVersion());
			if (script != null) {
				undos.add(new Undo(row, script));
			}
			else {
				irreversible.add(row);
			}
		}
		if (!irreversible.isEmpty()) {
			throw new MigrationRefusedException(NOTHING_DONE + ": there is no undo script for "
					+ irreversible.stream()
						.map((row) -> facts.id(row.requireVersion()) + " (" + row.script() + ")")
						.collect(Collectors.joining(", "))
					+ ". Write " + undoName(irreversible.get(0))
					+ " beside it (an empty one, if there is nothing to undo), restore a backup, or choose a target"
					+ " above it.", state);
		}
		return undos;
	}

	private static String undoName(HistoryRow row) {
		String version = row.requireVersion().text().replace('.', '_');
		return "U" + version + "__" + row.description().replace(' ', '_') + ".sql";
	}

	private static void requireHalfUndoneFirst(Facts facts, MigrationState state, List<Undo> undos) {
		for (HistoryRow mark : facts.history().halfUndone()) {
			boolean first = !undos.isEmpty() && undos.get(0).applied().requireVersion().equals(mark.requireVersion());
			if (!first) {
				throw Refusal.of(NOTHING_DONE, state);
			}
		}
	}

	private DowngradeResult run(Facts facts, MigrationState before, List<Undo> undos) {
		DowngradeRun run = new DowngradeRun(facts, this.listeners);
		this.listeners.downgradeStarted(before);
		RuntimeException failure = null;
		try {
			this.engine.downgrade(undos, facts.history().rank(), run);
		}
		catch (HistoryMovedException ex) {
			failure = new MigrationRefusedException(moved(run, ex), this.reader.state());
		}
		catch (RuntimeException ex) {
			failure = new MigrationFailedException(DowngradeFailure.describe(ex, run, this.reader::refreshOrNull), ex);
		}
		this.listeners.downgradeFinished(failure);
		if (failure != null) {
			throw failure;
		}
		logger.info("Undid " + String.join(", ", run.undone()) + "."
				+ (facts.scripts().repeatables().isEmpty() ? "" : " Repeatable migrations stay as they are."));
		return new DowngradeResult(run.undone(), this.reader.conclude(facts));
	}

	private static String moved(DowngradeRun run, HistoryMovedException moved) {
		String done = run.undone().isEmpty() ? NOTHING_DONE : "Only " + String.join(", ", run.undone()) + " was undone";
		return done + ". " + moved.getMessage();
	}

}
