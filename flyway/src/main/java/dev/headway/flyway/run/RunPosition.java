package dev.headway.flyway.run;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * Follows which statements of a script are done for certain, and which may be. What
 * changes rows is done when the next statement that commits has run.
 */
final class RunPosition {

	private static final Point START = new Point(0, () -> "");

	private final boolean everyCommits;

	private final StatementDigest digest = new StatementDigest();

	private Point done = START;

	/**
	 * The statement that runs and commits.
	 */
	private Point running = START;

	/**
	 * The last statement that may have committed.
	 */
	private Point unclear = START;

	/**
	 * The line of the first statement that is not done for certain.
	 */
	private int line;

	private boolean begun;

	/**
	 * The number of the last statement that was announced.
	 */
	private int announced;

	/**
	 * Computes the digest up to one of those.
	 */
	private IntFunction<String> ahead = (number) -> "";

	/**
	 * Begin before the first statement.
	 * @param everyCommits whether there is no transaction
	 */
	RunPosition(boolean everyCommits) {
		this.everyCommits = everyCommits;
	}

	void read(Statement statement) {
		if (statement.number() > this.announced) {
			this.digest.add(statement);
		}
	}

	/**
	 * The statement that was read last is about to run.
	 * @return what is to be written before
	 */
	Change begin(Statement statement) {
		boolean ended = this.running.statements() > 0;
		this.done = ended ? this.running : this.done;
		if (statement.number() <= this.announced) {
			IntFunction<String> digests = this.ahead;
			this.running = new Point(statement.number(), () -> digests.apply(statement.number()));
			this.line = statement.line();
			return Change.NONE;
		}
		StatementKind kind = StatementKind.ofFirstWords(statement.sql());
		boolean commits = this.everyCommits || kind.commits();
		Point point = (commits || kind.mayCommit()) ? new Point(statement.number(), this.digest.copy()::value) : START;
		this.running = commits ? point : START;
		this.unclear = kind.mayCommit() ? point : this.unclear;
		if (statement.number() == this.done.statements() + 1) {
			this.line = statement.line();
		}
		if (ended && !kind.commits()) {
			return Change.AFTER_COMMIT;
		}
		if (point.statements() > 0 || !this.begun) {
			this.begun = true;
			return Change.OPEN;
		}
		return Change.NONE;
	}

	/**
	 * The statements that follow the one that was read last commit too, and it is written
	 * down with that one that they may be done.
	 * @return the position after them
	 */
	Point announce(List<Statement> following) {
		StatementDigest before = this.digest.copy();
		this.ahead = (number) -> {
			StatementDigest until = before.copy();
			following.stream().takeWhile((statement) -> statement.number() <= number).forEach(until::add);
			return until.value();
		};
		following.forEach(this.digest::add);
		this.announced = following.get(following.size() - 1).number();
		return new Point(this.announced, this.digest.copy()::value);
	}

	/**
	 * Statements have run before this process began.
	 */
	void skip(Point point) {
		this.done = point;
	}

	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * What is done for certain.
	 */
	Point done() {
		return this.done;
	}

	/**
	 * The last statement that may be done.
	 */
	Point begun() {
		return Stream.of(this.running, this.unclear, this.done)
			.max(Comparator.comparingInt(Point::statements))
			.orElseThrow();
	}

	int line() {
		return this.line;
	}

	/**
	 * A position in a script.
	 *
	 * @param statements how many statements there are up to it
	 * @param digests computes a digest of these
	 */
	record Point(int statements, Supplier<String> digests) {

		String digest() {
			return this.digests.get();
		}

	}

	/**
	 * What a statement changes about the position.
	 */
	enum Change {

		/** Nothing that matters. */
		NONE,

		/**
		 * What came before is committed, nothing is open in the transaction, and the
		 * statement does not commit what is written.
		 */
		AFTER_COMMIT,

		/** Something may be open in the transaction, or the statement commits it. */
		OPEN

	}

}
