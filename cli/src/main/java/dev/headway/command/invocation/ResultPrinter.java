package dev.headway.command.invocation;

import java.util.List;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;

/**
 * Tells what became of a database, in Alembic's words.
 */
public final class ResultPrinter {

	private final Invocation invocation;

	private final MigrationState state;

	public ResultPrinter(Invocation invocation, MigrationState state) {
		this.invocation = invocation;
		this.state = state;
	}

	/**
	 * Report what was applied, unless that was reported while it happened.
	 * @param ids the revisions
	 */
	public void upgraded(List<String> ids) {
		if (!isReported()) {
			ids.forEach(this::upgraded);
		}
	}

	/**
	 * Report what was undone, unless that was reported while it happened.
	 * @param ids the revisions
	 */
	public void downgraded(List<String> ids) {
		if (!isReported()) {
			ids.forEach(this::downgraded);
		}
	}

	private boolean isReported() {
		ConsoleMigrationListener progress = this.invocation.progress();
		return progress != null && progress.hasReported();
	}

	private void upgraded(String id) {
		print("Running upgrade %s -> %s%s", id, parents(id), id);
	}

	private void downgraded(String id) {
		print("Running downgrade %s -> %s%s", id, id, parents(id));
	}

	public void stamped(String id) {
		print("Stamped %s as applied%s%s", id, id, "");
	}

	public void unstamped(String id) {
		print("Stamped %s as not applied%s%s", id, id, "");
	}

	/**
	 * Tell where the database stands.
	 */
	public void standing() {
		List<String> current = this.state.current();
		this.invocation.out()
			.println(current.isEmpty() ? "The database is at <base>"
					: "The database is at %s".formatted(String.join(", ", current)));
	}

	private void print(String format, String id, String first, String second) {
		String description = this.state.find(id).map(HistoryEntry::description).orElse("");
		this.invocation.out().println(format.formatted(first, second, description.isEmpty() ? "" : ", " + description));
	}

	private String parents(String id) {
		return String.join(", ", this.state.find(id).map(HistoryEntry::revises).orElse(List.of()));
	}

}
