package dev.headway.migration;

import dev.headway.HeadwayException;

/**
 * An upgrade, downgrade or stamp began and did not end well. The message says where the
 * database stands and how to go on; the cause is Flyway's.
 */
public class MigrationFailedException extends HeadwayException {

	public MigrationFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
