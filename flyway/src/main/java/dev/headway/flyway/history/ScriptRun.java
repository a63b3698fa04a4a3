package dev.headway.flyway.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * How far a migration has got that a failure does not roll back, as the graph table says.
 * Written before each statement that commits by itself.
 *
 * @param phase what becomes of it
 * @param rank the rank of the row that the history gets when it has ended
 * @param version its version, or {@code null} if it is repeatable
 * @param script its script as in the history, or the class
 * @param statements how many statements it has, 0 if it is written in Java
 * @param done how many statements are done for certain
 * @param begun the number of the last statement that may be done, too; {@code done} if
 * what came after these was rolled back
 * @param line the line of the first statement that is not done for certain
 * @param digestOfDone a digest of the statements that are done
 * @param digestOfBegun a digest of all statements up to {@code begun}
 * @param session the session that ran it
 * @param since when it began
 */
public record ScriptRun(Phase phase, int rank, @Nullable Version version, String script, int statements, int done,
		int begun, int line, String digestOfDone, String digestOfBegun, String session, Instant since) {

	/**
	 * What stands for the version in the graph table. Builds that do not know it skip it.
	 */
	static final String KEY = "<< Headway run >>";

	private static final String SCRIPT = ";script=";

	/**
	 * Describe a migration that begins.
	 * @param rank the rank of its row
	 * @param version its version, or {@code null} if it is repeatable
	 * @param script its script as in the history, or the class
	 * @return a run that has done nothing
	 */
	public static ScriptRun beginning(int rank, @Nullable Version version, String script) {
		return new ScriptRun(Phase.RUNNING, rank, version, script, 0, 0, 0, 0, "", "", "",
				Instant.now().truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * Return the same with another rank, since the history has got more rows.
	 * @param rank the rank of its row
	 * @return a copy
	 */
	public ScriptRun withRank(int rank) {
		return new ScriptRun(this.phase, rank, this.version, this.script, this.statements, this.done, this.begun,
				this.line, this.digestOfDone, this.digestOfBegun, this.session, this.since);
	}

	/**
	 * Whether it has got so far that running it again would repeat something.
	 * @return {@code false} if nothing of it is left
	 */
	public boolean isPartial() {
		return this.begun > 0 || isCode();
	}

	public boolean isCode() {
		return this.statements == 0;
	}

	/**
	 * Whether it began after a row of the history was written, and no row tells its end.
	 * @param rank the rank of the latest row
	 * @return {@code true} if it is still running, or was interrupted
	 */
	public boolean isOpen(int rank) {
		return this.phase == Phase.RUNNING && this.rank > rank;
	}

	/**
	 * Whether it is to go on at the statement after those that are done.
	 * @param rank the rank of the latest row
	 * @return {@code true} if the next upgrade runs the rest
	 */
	public boolean continues(int rank) {
		return this.phase == Phase.CONTINUED && this.rank > rank;
	}

	/**
	 * Return the same in another phase.
	 * @param phase the phase
	 * @return a copy
	 */
	public ScriptRun with(Phase phase) {
		return new ScriptRun(phase, this.rank, this.version, this.script, this.statements, this.done, this.begun,
				this.line, this.digestOfDone, this.digestOfBegun, this.session, this.since);
	}

	/**
	 * Return the same if more statements may be done.
	 * @param begun the number of the last one
	 * @param digest a digest of all statements up to it
	 * @return a copy
	 */
	public ScriptRun begunUntil(int begun, String digest) {
		return new ScriptRun(this.phase, this.rank, this.version, this.script, this.statements, this.done, begun,
				this.line, this.digestOfDone, digest, this.session, this.since);
	}

	/**
	 * Return the same if more statements are done for certain.
	 * @param done how many there are
	 * @param digest a digest of them
	 * @param line the line of the statement after them
	 * @return a copy
	 */
	public ScriptRun doneUntil(int done, String digest, int line) {
		return new ScriptRun(this.phase, this.rank, this.version, this.script, this.statements, done, this.begun, line,
				digest, this.digestOfBegun, this.session, this.since);
	}

	/**
	 * Return the same after a statement did not get a lock.
	 * @param done how many statements come before it
	 * @param digest a digest of them
	 * @param line its line
	 * @return a copy that says that the statement is not done
	 */
	public ScriptRun blockedAfter(int done, String digest, int line) {
		return new ScriptRun(Phase.BLOCKED, this.rank, this.version, this.script, this.statements, done, done, line,
				digest, digest, this.session, this.since);
	}

	/**
	 * Return the same after a decision about the statements that are done.
	 * @param done how many there are
	 * @param digest a digest of them
	 * @param rank the rank of the row that it will get
	 * @return a copy that continues after them
	 */
	public ScriptRun continuedAfter(int done, String digest, int rank) {
		return new ScriptRun(Phase.CONTINUED, rank, this.version, this.script, this.statements, done, done, this.line,
				digest, digest, this.session, this.since);
	}

	public String text() {
		return "phase=" + this.phase + ";rank=" + this.rank + ";statements=" + this.statements + ";done=" + this.done
				+ ";begun=" + this.begun + ";line=" + this.line + ";digestOfDone=" + this.digestOfDone
				+ ";digestOfBegun=" + this.digestOfBegun + ";session=" + this.session + ";since=" + this.since
				+ ";version=" + ((this.version != null) ? this.version.text() : "") + SCRIPT + this.script;
	}

	/**
	 * Read what {@link #text()} has written.
	 * @param text the text
	 * @return the run, empty if it is something else
	 */
	static Optional<ScriptRun> parse(String text) {
		int script = text.indexOf(SCRIPT);
		if (script < 0) {
			return Optional.empty();
		}
		Map<String, String> values = new HashMap<>();
		Stream.of(text.substring(0, script).split(";"))
			.map((pair) -> pair.split("=", 2))
			.filter((pair) -> pair.length == 2)
			.forEach((pair) -> values.put(pair[0], pair[1]));
		try {
			ScriptRun run = new ScriptRun(Phase.valueOf(values.getOrDefault("phase", "")), number(values, "rank"),
					Version.parse(values.getOrDefault("version", "")).orElse(null),
					text.substring(script + SCRIPT.length()), number(values, "statements"), number(values, "done"),
					number(values, "begun"), number(values, "line"), values.getOrDefault("digestOfDone", ""),
					values.getOrDefault("digestOfBegun", ""), values.getOrDefault("session", ""),
					Instant.parse(values.getOrDefault("since", "")));
			return run.isConsistent() ? Optional.of(run) : Optional.empty();
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

	private static int number(Map<String, String> values, String key) {
		return Integer.parseInt(values.getOrDefault(key, ""));
	}

	private boolean isConsistent() {
		return this.rank >= 0 && this.line >= 0 && this.done >= 0 && this.begun >= this.done
				&& this.statements >= this.begun;
	}

	/**
	 * What becomes of a migration.
	 */
	public enum Phase {

		/** It runs, or was interrupted. */
		RUNNING,

		/** It has failed. */
		FAILED,

		/**
		 * Its next statement did not get a lock, and has changed nothing. What came
		 * before is done.
		 */
		BLOCKED,

		/** Its process has ended in the middle of it. */
		INTERRUPTED,

		/** The next upgrade runs what is left of it. */
		CONTINUED

	}

}
