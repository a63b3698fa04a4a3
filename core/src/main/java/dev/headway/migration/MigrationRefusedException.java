package dev.headway.migration;

import dev.headway.HeadwayException;

/**
 * An upgrade, downgrade or stamp was refused, because the state forbids it. The message
 * names the problems and what mends them, and says so if anything was done before it.
 */
public class MigrationRefusedException extends HeadwayException {

	private final transient MigrationState state;

	public MigrationRefusedException(String message, MigrationState state) {
		super(message);
		this.state = state;
	}

	/**
	 * The state that forbids it.
	 * @return the state at the time of the refusal
	 */
	public MigrationState state() {
		return this.state;
	}

}
