package dev.headway.migration;

import dev.headway.HeadwayException;

/**
 * Nothing was applied, because the status forbids it. The message names the problems and
 * what mends them.
 */
public class UpgradeRefusedException extends HeadwayException {

	private final transient MigrationState state;

	UpgradeRefusedException(String message, MigrationState state) {
		super(message);
		this.state = state;
	}

	/**
	 * The state that forbids the upgrade.
	 * @return the state at the time of the refusal
	 */
	public MigrationState state() {
		return this.state;
	}

}
