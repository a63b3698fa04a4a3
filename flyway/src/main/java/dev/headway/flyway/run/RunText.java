package dev.headway.flyway.run;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.headway.ShellWord;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;

/**
 * Says how far a migration has got that is not rolled back, and how to go on.
 *
 * @param run how far it has got
 * @param symbol what names it in commands
 */
public record RunText(ScriptRun run, String symbol) {

	private static final int LONGEST_LIST = 3;

	/**
	 * What happened, where, and what is done.
	 * @return the rest of a sentence that begins with the name of the script
	 */
	public String event() {
		String verb = (this.run.phase() == Phase.INTERRUPTED) ? "was interrupted" : "failed";
		if (this.run.isCode()) {
			return verb + "; look at what it has done";
		}
		if (this.run.begun() == 0) {
			return verb + ", and nothing of it is left";
		}
		return "%s at statement %d of %d (line %d); %s".formatted(verb, next(), this.run.statements(), this.run.line(),
				done());
	}

	/**
	 * The statement that may be done, or else the first that is not.
	 */
	private int next() {
		return (this.run.begun() > this.run.done()) ? this.run.begun() : this.run.done() + 1;
	}

	private String done() {
		String done = numbers(1, this.run.done());
		String unclear = numbers(this.run.done() + 1, this.run.begun());
		String open = (this.run.begun() == this.run.done()) ? "what came after was rolled back"
				: "look whether %s %s".formatted(unclear, (this.run.begun() == this.run.done() + 1) ? "is" : "are");
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
	 * The commands that go on.
	 * @return sentences
	 */
	public String advice() {
		String command = "db resolve " + ShellWord.of(this.symbol);
		if (!this.run.isPartial()) {
			return "Fix it, remove the failed row with '%s --rolled-back', and start again.".formatted(command);
		}
		String rest = (!this.run.isCode() && next() <= this.run.statements())
				? "'%s --continue-at %d' runs it from there, ".formatted(command, next()) : "";
		String begin = (this.run.phase() == Phase.FAILED) ? "When it is fixed, " : "Then ";
		return "'%s' shows what the database says about it. %s%s'%s --applied' records that you have completed it, or '%s --rolled-back' that you have reverted it."
			.formatted(command, begin, rest, command, command);
	}

	/**
	 * The commands that go on where it is not known how far a migration has got.
	 * @param symbol what names it in commands
	 * @return sentences
	 */
	public static String advice(String symbol) {
		String command = "db resolve " + ShellWord.of(symbol);
		return "Its changes before the failure may still be there: revert them and use '%s --rolled-back', or complete them and use '%s --applied'."
			.formatted(command, command);
	}

}
