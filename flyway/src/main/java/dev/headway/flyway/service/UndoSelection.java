package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.Undo;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;

/**
 * Finds the undo scripts of revisions, or refuses to undo them.
 */
final class UndoSelection {

	private final StateInput input;

	private final Refusal refusal;

	UndoSelection(StateInput input, Refusal refusal) {
		this.input = input;
		this.refusal = refusal;
	}

	/**
	 * Refuse while the state of the database allows no downgrade at all.
	 */
	void requireOpen(RevisionGraph graph) {
		this.refusal.requireNoFailures();
		this.refusal.requireNoStrangers(graph);
	}

	/**
	 * The undo scripts of the given revisions, in the same order.
	 */
	List<Undo> undos(List<String> steps) {
		this.refusal.requireNoBaseline(steps);
		List<Undo> undos = find(steps);
		requireHalfUndoneFirst(undos);
		return undos;
	}

	private List<Undo> find(List<String> steps) {
		List<Undo> undos = new ArrayList<>();
		List<HistoryRow> irreversible = new ArrayList<>();
		for (HistoryRow row : this.input.rows(steps)) {
			Script script = this.input.scripts().undo(row.requireVersion(), row.description()).orElse(null);
			if (script != null) {
				undos.add(new Undo(row, script));
			}
			else {
				irreversible.add(row);
			}
		}
		if (!irreversible.isEmpty()) {
			throw irreversible(irreversible);
		}
		return undos;
	}

	private MigrationRefusedException irreversible(List<HistoryRow> rows) {
		return this.refusal.because("there is no undo script for "
				+ ShortList.names(rows.stream().map(HistoryRow::idAndName).toList()) + ". Add " + undoName(rows.get(0))
				+ " next to it (an empty one, if there is nothing to undo), restore a backup, or choose a target"
				+ " above it.");
	}

	private static String undoName(HistoryRow row) {
		String version = row.requireVersion().text().replace('.', '_');
		return "U" + version + "__" + row.description().replace(' ', '_') + ".sql";
	}

	private void requireHalfUndoneFirst(List<Undo> undos) {
		for (HistoryRow mark : this.input.history().halfUndone()) {
			boolean first = !undos.isEmpty() && undos.get(0).applied().requireVersion().equals(mark.requireVersion());
			if (!first) {
				throw this.refusal.becauseOfStatus();
			}
		}
	}

}
