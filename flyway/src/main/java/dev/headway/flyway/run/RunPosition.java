package dev.headway.flyway.run;

import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * Follows which statements of a script are done for certain, and which may be. What
 * changes rows is done when the next statement that commits has run.
 */
final class RunPosition {

	private final boolean everyCommits;

	private final StatementDigests digests = new StatementDigests();

	private int done;

	/**
	 * The statement that runs and commits, 0 if there is none.
	 */
	private int running;

	/**
	 * The last statement that may have committed.
	 */
	private int unclear;

	/**
	 * The line of the first statement that is not done for certain.
	 */
	private int line;

	private boolean begun;

	/**
	 * Begin before the first statement.
	 * @param everyCommits whether there is no transaction
	 */
	RunPosition(boolean everyCommits) {
		this.everyCommits = everyCommits;
	}

	void read(Statement statement) {
		this.digests.add(statement);
	}

	/**
	 * A statement is about to run.
	 * @return what is to be written before
	 */
	Change begin(Statement statement) {
		boolean ended = this.running > 0;
		this.done = ended ? this.running : this.done;
		StatementKind kind = StatementKind.of(statement.sql());
		boolean commits = this.everyCommits || kind.commits();
		this.running = commits ? statement.number() : 0;
		this.unclear = kind.mayCommit() ? statement.number() : this.unclear;
		if (statement.number() == this.done + 1) {
			this.line = statement.line();
		}
		if (ended) {
			return Change.AFTER_COMMIT;
		}
		if (commits || kind.mayCommit() || !this.begun) {
			this.begun = true;
			return Change.OPEN;
		}
		return Change.NONE;
	}

	/**
	 * Statements have run before this process began.
	 */
	void skip(int statements) {
		this.done = statements;
	}

	boolean hasBegun() {
		return this.begun;
	}

	int done() {
		return this.done;
	}

	int begun() {
		return Math.max(Math.max(this.running, this.unclear), this.done);
	}

	int line() {
		return this.line;
	}

	String digest(int statements) {
		return this.digests.of(statements);
	}

	/**
	 * What a statement changes about the position.
	 */
	enum Change {

		/** Nothing that matters. */
		NONE,

		/** What came before is committed, and nothing is open in the transaction. */
		AFTER_COMMIT,

		/** Something may be open in the transaction. */
		OPEN

	}

}
