package dev.headway.flyway.service;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.internals.ParsedScript.Statement;
import dev.headway.flyway.run.CatalogEvidence;
import dev.headway.flyway.run.FailureResolution;
import dev.headway.flyway.run.ScriptContinuation;
import dev.headway.flyway.run.UndoScriptRunner;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.UpgradeResult;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Describes a migration that failed or was interrupted, and records what became of it.
 */
final class ResolveOperation {

	private static final String NOTHING_DONE = "Nothing was recorded";

	private final FlywayEngine engine;

	private final StateReader reader;

	private final UpgradeOperation upgrade;

	private final DowngradeOperation downgrade;

	ResolveOperation(FlywayEngine engine, StateReader reader, UpgradeOperation upgrade, DowngradeOperation downgrade) {
		this.engine = engine;
		this.reader = reader;
		this.upgrade = upgrade;
		this.downgrade = downgrade;
	}

	FailedMigration describe(String symbol) {
		StateInput input = this.reader.read();
		HistoryRow row = latest(requireRows(input, symbol, refusal(input)));
		ScriptRun run = run(input, row);
		Script script = script(input, row);
		List<String> findings = new ArrayList<>();
		String[] statement = new String[1];
		if (run != null && script != null && script.resource() != null && run.isPartial()) {
			this.engine.parse(script, (statements, connection) -> {
				statement[0] = statement(statements, run.done() + 1);
				findings.addAll(findings(statements, run, new CatalogEvidence(connection)));
			});
		}
		return new FailedMigration(FailedRows.symbol(input, row), row.script(), FailedRows.happened(input, row),
				statement[0], findings, FailedRows.advice(input, row));
	}

	private static @Nullable String statement(List<Statement> statements, int number) {
		return (number <= statements.size()) ? Printable.lines(statements.get(number - 1).sql().strip()) : null;
	}

	private static List<String> findings(List<Statement> statements, ScriptRun run, CatalogEvidence catalog) {
		List<String> findings = new ArrayList<>();
		for (Statement statement : statements) {
			if (statement.number() > run.done() && statement.number() <= run.begun()) {
				try {
					catalog.of(statement.sql())
						.map((finding) -> Printable.line(
								"Statement %d (line %d): %s.".formatted(statement.number(), statement.line(), finding)))
						.ifPresent(findings::add);
				}
				catch (SQLException ex) {
					findings.add(Printable.line("The catalog cannot be read: %s".formatted(ex.getMessage())));
				}
			}
		}
		return findings;
	}

	FailureOutcome.Resolved resolve(String symbol, FailureOutcome outcome) {
		StateInput input = this.reader.read();
		Refusal refusal = refusal(input);
		List<HistoryRow> rows = requireRows(input, symbol, refusal);
		HistoryRow row = latest(rows);
		Script script = script(input, row);
		if (outcome.statement() != null) {
			ScriptRun run = requireContinuation(input, row, script, outcome.statement(), refusal);
			if (FailedRows.isMark(input, row)) {
				return FailureOutcome.Resolved.of(this.downgrade.finish(input, rest(input, row, script, run)));
			}
			record(FailureResolution.continued(rows, run), input);
			return FailureOutcome.Resolved.of(upgrade(input, row));
		}
		if (outcome.applied()) {
			refuseMark(input, row, refusal);
			record(FailureResolution.applied(rows, (script != null) ? script.checksum() : row.checksum(),
					(row.version() != null) ? input.parents().get(row.version()) : null), input);
			return new FailureOutcome.Resolved(List.of(FailedRows.symbol(input, row)), List.of(),
					this.reader.conclude(input));
		}
		record(FailureResolution.rolledBack(rows), input);
		return new FailureOutcome.Resolved(List.of(), List.of(), this.reader.state());
	}

	/**
	 * Upgrade to what is to be continued: to the head if it is repeatable, or counts as
	 * an ancestor of what is applied, because {@code db rebase} has moved that.
	 */
	private UpgradeResult upgrade(StateInput input, HistoryRow row) {
		if (row.version() == null) {
			return this.upgrade.toHead();
		}
		String id = input.id(row.version());
		UpgradeResult result = this.upgrade.to(id);
		return result.state().pending().contains(id) ? this.upgrade.toHead() : result;
	}

	private static UndoScriptRunner.Rest rest(StateInput input, HistoryRow mark, @Nullable Script script,
			ScriptRun continued) {
		HistoryRow applied = Objects.requireNonNull(input.history().applied().get(mark.requireVersion()));
		return new UndoScriptRunner.Rest(new Undo(applied, script), Objects.requireNonNull(run(input, mark)),
				continued);
	}

	private static void refuseMark(StateInput input, HistoryRow row, Refusal refusal) {
		if (FailedRows.isMark(input, row)) {
			throw refusal.because("%s was being undone. %s".formatted(row.idAndName(), FailedRows.advice(input, row)));
		}
	}

	private ScriptRun requireContinuation(StateInput input, HistoryRow row, @Nullable Script script, int statement,
			Refusal refusal) {
		ScriptRun run = run(input, row);
		boolean mark = FailedRows.isMark(input, row);
		String others = mark ? FailedRows.others(input, row)
				: "Complete or revert it yourself, and use '--applied' or '--rolled-back'.";
		if (run == null || script == null || script.resource() == null) {
			throw refusal.because("it is not known how far %s got. %s".formatted(row.script(), others));
		}
		if (!mark && !this.engine.continuesScripts()) {
			throw refusal.because(needsRunner(row.script()) + " " + others);
		}
		ScriptRun[] continued = new ScriptRun[1];
		this.engine.parse(script, (statements, connection) -> {
			ScriptContinuation continuation = new ScriptContinuation(statements);
			String reason = (statement > statements.size())
					? "it has only %s.".formatted(ScriptContinuation.number(statements.size()))
					: changed(continuation, statements, run, statement);
			continued[0] = run.continuedAfter(statement - 1,
					continuation.digest(Math.min(statement - 1, statements.size())),
					mark ? row.rank() : input.history().rank() + 1);
			reason = (reason != null) ? reason : continuation.reasonAgainst(continued[0]);
			if (reason != null) {
				throw refusal.because(
						"%s cannot go on at statement %d: %s %s".formatted(row.script(), statement, reason, others));
			}
		});
		return continued[0];
	}

	/**
	 * Why a script cannot go on with Flyway's own runner, which would begin at its start.
	 */
	static String needsRunner(String script) {
		return "only Headway's runner can run the rest of %s, and the settings select Flyway's own. Set headway.runner=headway, and remove the settings that the log names."
			.formatted(script);
	}

	/**
	 * Whether statements have changed that were done for certain.
	 */
	private static @Nullable String changed(ScriptContinuation continuation, List<Statement> statements, ScriptRun run,
			int statement) {
		boolean same = run.done() <= statements.size() && continuation.digest(run.done()).equals(run.digestOfDone());
		boolean sameBegun = statement <= run.begun()
				|| (run.begun() <= statements.size() && continuation.digest(run.begun()).equals(run.digestOfBegun()));
		return (same && sameBegun) ? null : ScriptContinuation.changed(same ? run.begun() : run.done());
	}

	private void record(FailureResolution resolution, StateInput input) {
		try {
			this.engine.resolve(resolution, input.history());
		}
		catch (HistoryMovedException ex) {
			throw new MigrationRefusedException(NOTHING_DONE + ". " + ex.getMessage(), this.reader.state());
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException(NOTHING_DONE + " because of an error: " + ex.getMessage(), ex);
		}
	}

	private Refusal refusal(StateInput input) {
		MigrationState state = StateAssessment.of(input);
		return new Refusal(NOTHING_DONE, input, state);
	}

	/**
	 * The failed rows and marks that a symbol names, in order.
	 */
	private static List<HistoryRow> requireRows(StateInput input, String symbol, Refusal refusal) {
		Optional<Version> version = Version.parse(symbol);
		List<HistoryRow> rows = Stream.concat(input.history().failed().stream(), input.history().halfUndone().stream())
			.filter((row) -> row.script().equals(symbol) || FailedRows.symbol(input, row).equals(symbol)
					|| (row.version() != null && version.filter(row.version()::equals).isPresent()))
			.toList();
		if (rows.isEmpty()) {
			throw refusal.because("the schema history has no failed row of '%s'. 'db check' shows those that it has."
				.formatted(symbol));
		}
		return rows;
	}

	private static HistoryRow latest(List<HistoryRow> rows) {
		return rows.get(rows.size() - 1);
	}

	private static @Nullable ScriptRun run(StateInput input, HistoryRow row) {
		return FailedRows.run(input, row);
	}

	/**
	 * The script of a row in this build.
	 */
	private static @Nullable Script script(StateInput input, HistoryRow row) {
		if (FailedRows.isMark(input, row)) {
			return input.scripts().undo(row.requireVersion(), row.description()).orElse(null);
		}
		return Stream.of(input.scripts().revisions(), input.scripts().baselines(), input.scripts().repeatables())
			.flatMap(List::stream)
			.filter((script) -> script.relativePath().equals(row.script()) || script.name().equals(row.script()))
			.findFirst()
			.orElse(null);
	}

}
