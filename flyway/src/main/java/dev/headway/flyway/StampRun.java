package dev.headway.flyway;

import java.util.List;

import dev.headway.flyway.history.HistoryWriter;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.internals.FlywaySession;

/**
 * Records revisions as applied or no longer applied, all in one transaction, and runs
 * none of them.
 *
 * @param session the session to write in
 * @param writer writes the rows
 */
record StampRun(FlywaySession session, HistoryWriter writer) {

	void run(List<Undo> gone, List<Stamp> come) {
		this.session.lock(() -> {
			this.writer.requireUnmoved();
			this.session.atomically(() -> {
				gone.forEach((undo) -> this.writer.addDeletion(undo, 0));
				come.forEach(this.writer::add);
			});
		});
	}

}
