package dev.headway.flyway.run;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;

/**
 * Says how far a migration has got that is not rolled back, and how to go on.
 *
 * @param run how far it has got
 * @param symbol what names it in commands
 * @param stamp the command that records that an undo script was completed, {@code null}
 * for the script of a migration
 */
public record RunText(ScriptRun run, String symbol, @Nullable String stamp) {

	private static final int LONGEST_LIST = 3;

	/**
	 * What happened, where, and what is done.
	 * @param when when it happened, empty or with a space before
	 * @return the rest of a sentence that begins with the name of the script
	 */
	public String event(String when) {
		if (isBlocked()) {
			return "did not get a lock at statement %d of %d (line %d)%s; %s".formatted(next(), this.run.statements(),
					this.run.line(), when, blocked());
		}
		String verb = switch (this.run.phase()) {
			case INTERRUPTED -> "was interrupted";
			case RUNNING -> "is running or was interrupted";
			default -> "failed";
		};
		if (this.run.isCode()) {
			return verb + when + "; check what it has done";
		}
		if (this.run.begun() == 0) {
			return verb + when + ", and nothing of it is left";
		}
		String where = isOneOfSeveral()
				? "one of statements %d to %d of %d (from line %d)".formatted(next(), this.run.begun(),
						this.run.statements(), this.run.line())
				: "statement %d of %d (line %d)".formatted(next(), this.run.statements(), this.run.line());
		return "%s at %s%s; %s".formatted(verb, where, when, done());
	}

	private boolean isBlocked() {
		return this.run.phase() == Phase.BLOCKED;
	}

	private String blocked() {
		return (this.run.done() == 0) ? "nothing of it is done" : "%s %s done, %d is not"
			.formatted(numbers(1, this.run.done()), (this.run.done() == 1) ? "is" : "are", next());
	}

	/**
	 * The first statement that is not done for certain.
	 */
	private int next() {
		return this.run.done() + 1;
	}

	/**
	 * Whether several statements may be done.
	 */
	private boolean isOneOfSeveral() {
		return this.run.begun() > next();
	}

	private String done() {
		String done = numbers(1, this.run.done());
		String unclear = numbers(this.run.done() + 1, this.run.begun());
		String open = (this.run.begun() == this.run.done()) ? "what came after was rolled back"
				: "check whether %s %s".formatted(unclear, isOneOfSeveral() ? "are" : "is");
		return (this.run.done() == 0) ? open
				: "%s %s done; %s".formatted(done, (this.run.done() == 1) ? "is" : "are", open);
	}

	private static String numbers(int from, int to) {
		if (to - from >= LONGEST_LIST) {
			return "%d to %d".formatted(from, to);
		}
		String all = IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(", "));
		int last = all.lastIndexOf(", ");
		return (last < 0) ? all : all.substring(0, last) + " and" + all.substring(last + 1);
	}

	/**
	 * The command that shows what else is known.
	 * @return a sentence and a space, empty if nothing else is known
	 */
	public String pointer() {
		return (this.run.isPartial() && !this.run.isCode() && !isBlocked())
				? "'%s' shows what the database says about it. ".formatted(command(this.symbol)) : "";
	}

	/**
	 * The commands that go on.
	 * @return a sentence
	 */
	public String advice() {
		String command = command(this.symbol);
		if (!this.run.isPartial() && this.stamp != null) {
			return "Run the downgrade again, or keep the revision and remove the mark with '%s --rolled-back'."
				.formatted(command);
		}
		if (!this.run.isPartial()) {
			return "%s the failed row with '%s --rolled-back', and start again."
				.formatted(isBlocked() ? "Remove" : "Fix the cause, remove", command);
		}
		String begin = switch (this.run.phase()) {
			case FAILED -> "Fix the cause, and run ";
			case BLOCKED -> "When the lock is free, run ";
			case RUNNING -> "If it is not still running, run ";
			default -> "Run ";
		};
		String rest = (!this.run.isCode() && next() <= this.run.statements())
				? "'%s --continue-at %d' to run the rest%s, ".formatted(command, next(), following()) : "";
		String complete = (this.stamp != null) ? this.stamp : command + " --applied";
		return "%s%s'%s' if you have completed it, or '%s --rolled-back' if you have reverted it.".formatted(begin,
				rest, complete, command);
	}

	/**
	 * A statement that failed is not done, one that was interrupted may be.
	 */
	private String following() {
		if (isOneOfSeveral()) {
			return " (use the first one that is not done)";
		}
		boolean unclear = (this.run.phase() == Phase.INTERRUPTED || this.run.phase() == Phase.RUNNING)
				&& this.run.begun() == next() && next() < this.run.statements();
		return unclear ? " (use %d if %d is done)".formatted(next() + 1, next()) : "";
	}

	/**
	 * The commands that go on where it is not known how far a migration has got.
	 * @param symbol what names it in commands
	 * @return a sentence
	 */
	public static String advice(String symbol) {
		String command = command(symbol);
		return "Its changes before the failure may still be there: revert them and run '%s --rolled-back', or complete them and run '%s --applied'."
			.formatted(command, command);
	}

	/**
	 * The commands that go on where it is not known how far an undo script has got.
	 * @param script the undo script
	 * @param symbol what names the revision in commands
	 * @param stamp the command that records that it is undone
	 * @return a sentence
	 */
	public static String adviceAfterUndo(String script, String symbol, String stamp) {
		return "%s may be half done, and counts as not done. Either fix it so that it can run again, and repeat the downgrade; or finish it manually, and record that with '%s'; or revert its changes, and remove the mark with '%s --rolled-back'."
			.formatted(script, stamp, command(symbol));
	}

	private static String command(String symbol) {
		return "db resolve " + ShellWord.of(symbol);
	}

}
