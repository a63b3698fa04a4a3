package dev.headway.migration;

import dev.headway.HeadwayException;

/**
 * An upgrade, downgrade or stamp failed after it started. The message describes the
 * database and how to continue; the cause is Flyway's.
 */
public class MigrationFailedException extends HeadwayException {

	public MigrationFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
