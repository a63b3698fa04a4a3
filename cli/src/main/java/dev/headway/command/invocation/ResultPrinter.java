package dev.headway.command.invocation;

import java.util.List;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.HistoryLine;
import dev.headway.migration.MigrationState;

/**
 * Prints what a command did to the database, in Alembic's words.
 */
public final class ResultPrinter {

	private final Invocation invocation;

	private final MigrationState state;

	public ResultPrinter(Invocation invocation, MigrationState state) {
		this.invocation = invocation;
		this.state = state;
	}

	/**
	 * Print what was applied, unless that was printed while it happened.
	 * @param ids the revisions
	 */
	public void upgraded(List<String> ids) {
		if (!isReported()) {
			ids.forEach((id) -> print(ConsoleMigrationListener.upgrading(this.state, id)));
		}
	}

	/**
	 * Print what was undone, unless that was printed while it happened.
	 * @param ids the revisions
	 */
	public void downgraded(List<String> ids) {
		if (!isReported()) {
			ids.forEach((id) -> print(ConsoleMigrationListener.downgrading(this.state, id)));
		}
	}

	public void stamped(String id) {
		print(HistoryLine.described("Stamped %s as applied".formatted(id), description(id)));
	}

	public void unstamped(String id) {
		print(HistoryLine.described("Stamped %s as not applied".formatted(id), description(id)));
	}

	public void current() {
		print("The database is at " + HistoryLine.ids(this.state.current()));
	}

	private boolean isReported() {
		ConsoleMigrationListener progress = this.invocation.progress();
		return progress != null && progress.hasReported();
	}

	private String description(String id) {
		return this.state.find(id).map(HistoryEntry::description).orElse("");
	}

	private void print(String line) {
		this.invocation.out().println(line);
	}

}
