package dev.headway.command.invocation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.HistoryLine;
import dev.headway.migration.MigrationProblem;
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
	 * Describe what a command did to the database.
	 * @param done names and values that come first
	 * @param state the state afterwards
	 * @return names and values, those of the state as the endpoint has them
	 */
	public static Map<String, Object> describe(Map<String, ?> done, MigrationState state) {
		Map<String, Object> values = new LinkedHashMap<>(done);
		values.put("status", state.status());
		values.put("current", state.current());
		values.put("heads", state.heads());
		values.put("pending", state.pending());
		values.put("problems", describe(state.problems()));
		return values;
	}

	/**
	 * Describe problems.
	 * @param problems the problems
	 * @return names and values of each
	 */
	public static List<Map<String, Object>> describe(List<MigrationProblem> problems) {
		return problems.stream().map((problem) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("code", problem.code());
			values.put("message", problem.message());
			values.put("scripts", problem.scripts());
			return values;
		}).toList();
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
