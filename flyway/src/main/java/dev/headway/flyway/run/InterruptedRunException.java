package dev.headway.flyway.run;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.ScriptRun;

/**
 * A migration that is not rolled back was interrupted, and the rest of it does not run.
 */
public final class InterruptedRunException extends HeadwayException {

	private final boolean recorded;

	private InterruptedRunException(String message, boolean recorded) {
		super(Printable.line(message));
		this.recorded = recorded;
	}

	static InterruptedRunException recorded(ScriptRun run) {
		return new InterruptedRunException("%s was interrupted.".formatted(run.script()), true);
	}

	static InterruptedRunException ofOtherBuild(ScriptRun run) {
		return new InterruptedRunException(
				"%s of another build was interrupted. Start that build again, which records it."
					.formatted(run.script()),
				false);
	}

	static InterruptedRunException changed(ScriptRun run, String reason) {
		return new InterruptedRunException(
				"%s cannot go on after statement %d: %s".formatted(run.script(), run.done(), reason), false);
	}

	/**
	 * Whether the failed row says everything.
	 * @return {@code false} if the message has a reason that the row does not have
	 */
	public boolean isRecorded() {
		return this.recorded;
	}

}
