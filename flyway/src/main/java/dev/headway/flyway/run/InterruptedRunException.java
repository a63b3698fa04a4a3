package dev.headway.flyway.run;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.ScriptRun;

/**
 * A process was ended while it ran a migration that is not rolled back.
 */
public final class InterruptedRunException extends HeadwayException {

	InterruptedRunException(ScriptRun run, boolean recorded) {
		super(recorded ? "%s was interrupted.".formatted(run.script())
				: "%s of another build was interrupted. Start that build again, which records it."
					.formatted(run.script()));
	}

}
