package dev.headway.flyway.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;
import dev.headway.flyway.internals.ConnectionLoss;
import dev.headway.flyway.internals.ExecutionListener;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.ParsedScript.Statement;
import dev.headway.flyway.run.RunPosition.Change;
import dev.headway.flyway.run.RunPosition.Point;

/**
 * Writes the row of one migration, and before that into the {@link RunJournal} how far it
 * gets, if a failure does not roll it back.
 */
final class MigrationRecorder implements ExecutionListener {

	/**
	 * How many tables a script has to create one after the other so that a look at the
	 * catalog costs less than to write each of them down.
	 */
	private static final int MANY_TABLES = 10;

	private final ScriptRun start;

	private final @Nullable ScriptRun continued;

	private final Supplier<@Nullable RunJournal> journals;

	private final Rows rows;

	private final BiPredicate<Statement, SQLException> repetition;

	private final LockFailures locks;

	/**
	 * All statements of the script, as soon as they are needed.
	 */
	private List<Statement> all = List.of();

	/**
	 * The number of the last statement that is known to create only a table.
	 */
	private int lastTable = -1;

	private RunPosition position = new RunPosition(false);

	private int statements;

	private @Nullable ParsedScript script;

	/**
	 * The statement that runs.
	 */
	private @Nullable Statement current;

	private @Nullable ScriptRun blocked;

	/**
	 * Only while a migration runs that is not rolled back.
	 */
	private @Nullable RunJournal journal;

	/**
	 * Create a recorder.
	 * @param start the migration, before it has done anything
	 * @param continued what an earlier process has done, or {@code null} if that is
	 * nothing
	 * @param journals the journal, not needed for what is rolled back
	 * @param rows writes the row
	 * @param repetition whether a statement that has failed is to run again
	 * @param locks recognizes statements that have only waited
	 */
	MigrationRecorder(ScriptRun start, @Nullable ScriptRun continued, Supplier<@Nullable RunJournal> journals,
			Rows rows, BiPredicate<Statement, SQLException> repetition, LockFailures locks) {
		this.start = start;
		this.continued = continued;
		this.journals = journals;
		this.rows = rows;
		this.repetition = repetition;
		this.locks = locks;
	}

	@Override
	public void started(@Nullable ParsedScript script, boolean rollsBack) {
		this.rows.started(script);
		this.journal = rollsBack ? null : this.journals.get();
		this.script = script;
		this.statements = (script != null) ? script.count() : 0;
		this.position = new RunPosition(script != null && !script.transactional());
		if (this.continued != null) {
			this.position.skip(new Point(this.continued.done(), this.continued::digestOfDone));
		}
		if (script == null && this.journal != null && this.journal.needsBeginnings()) {
			this.journal.write(run(Phase.RUNNING), false);
		}
	}

	@Override
	public void reading(Statement statement) {
		if (this.journal != null) {
			this.position.read(statement);
		}
	}

	@Override
	public void executing(Statement statement) {
		this.current = statement;
		if (this.journal == null) {
			return;
		}
		Change change = this.position.begin(statement);
		if (change == Change.NONE || !this.journal.needsBeginnings()) {
			return;
		}
		ScriptRun run = run(Phase.RUNNING);
		Map<String, Statement> tables = tables(statement);
		if (tables.size() >= MANY_TABLES && this.journal.willShow(tables.keySet())) {
			Point last = this.position.announce(tables.values().stream().skip(1).toList());
			run = run.begunUntil(last.statements(), last.digest());
		}
		this.journal.write(run, change == Change.AFTER_COMMIT);
	}

	/**
	 * The statement and those after it, as long as each of them only creates a table.
	 * @return the statements by table, empty if the one before it does something else, is
	 * not done for certain, or was looked at together with this one
	 */
	private Map<String, Statement> tables(Statement first) {
		int before = first.number() - 1;
		if (this.script == null || before < this.lastTable || CatalogEvidence.onlyTable(first.sql()) == null) {
			return Map.of();
		}
		boolean follows = before == this.lastTable && before == this.position.done().statements();
		this.lastTable = first.number();
		if (!follows || this.statements < before + MANY_TABLES) {
			return Map.of();
		}
		if (this.all.isEmpty()) {
			this.all = this.script.statements();
		}
		Map<String, Statement> tables = CatalogEvidence.onlyTables(this.all.subList(before, this.all.size()));
		this.lastTable = before + tables.size();
		return tables;
	}

	@Override
	public boolean repeats(Statement statement, SQLException failure) {
		return this.repetition.test(statement, failure);
	}

	@Override
	public void succeeded() {
		this.rows.succeeded();
	}

	@Override
	public void failed(FlywayException failure, boolean rolledBack) {
		if (rolledBack) {
			return;
		}
		this.blocked = (this.journal != null) ? blocked(failure) : null;
		try {
			if (this.blocked == null || this.blocked.isPartial()) {
				this.rows.failed();
			}
			if (this.journal != null) {
				this.journal.write((this.blocked != null) ? this.blocked : run(failed(failure)), false);
			}
		}
		catch (HeadwayException | FlywayException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * If the connection was lost, the statement may be done as after a kill.
	 */
	private static Phase failed(FlywayException failure) {
		return ConnectionLoss.hasCaused(failure) ? Phase.INTERRUPTED : Phase.FAILED;
	}

	private @Nullable ScriptRun blocked(FlywayException failure) {
		Statement statement = this.current;
		if (this.script == null || statement == null || this.locks.reason(statement, failure) == null) {
			return null;
		}
		int done = statement.number() - 1;
		return run(Phase.BLOCKED).blockedAfter(done, ScriptContinuation.of(this.script).digest(done), statement.line());
	}

	/**
	 * Whether the migration has failed, and nothing of it is left.
	 * @return {@code false} if that is not known for certain
	 */
	boolean leftNothing() {
		return this.journal != null && !((this.blocked != null) ? this.blocked : run(Phase.FAILED)).isPartial();
	}

	/**
	 * How far the migration has got, if it has failed because a statement did not get a
	 * lock.
	 * @return the run, or {@code null} if that is not why
	 */
	@Nullable ScriptRun blocked() {
		return this.blocked;
	}

	@Nullable Statement current() {
		return this.current;
	}

	private ScriptRun run(Phase phase) {
		if (this.continued != null && !this.position.hasBegun()) {
			return this.continued.with(phase);
		}
		Point done = this.position.done();
		Point begun = this.position.begun();
		return new ScriptRun(phase, this.start.rank(), this.start.version(), this.start.script(), this.statements,
				done.statements(), begun.statements(), this.position.line(), done.digest(), begun.digest(),
				Objects.requireNonNull(this.journal).session(), this.start.since());
	}

	/**
	 * Writes the row of a migration into the history.
	 */
	interface Rows {

		/**
		 * The migration has begun.
		 * @param script the script, or {@code null} if it is written in Java
		 */
		void started(@Nullable ParsedScript script);

		/** Write that it is applied, in its transaction. */
		void succeeded();

		/** Write that it has failed. */
		void failed();

	}

}
