package dev.headway.migration;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * An upgrade, downgrade or stamp was refused because of the state. The message names the
 * problems, how to fix them, and anything that was done before the refusal.
 */
public class MigrationRefusedException extends HeadwayException {

	private final transient MigrationState state;

	public MigrationRefusedException(String message, MigrationState state) {
		this(message, state, null);
	}

	public MigrationRefusedException(String message, MigrationState state, @Nullable Throwable cause) {
		super(message, cause);
		this.state = state;
	}

	/**
	 * Return the state that forbids the operation.
	 * @return the state at the time of the refusal
	 */
	public MigrationState state() {
		return this.state;
	}

}
