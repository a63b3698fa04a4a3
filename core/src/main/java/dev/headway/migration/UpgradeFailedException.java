package dev.headway.migration;

import dev.headway.HeadwayException;

/**
 * An upgrade began and did not end well. The message says where the database stands and
 * how to go on; the cause is Flyway's.
 */
public class UpgradeFailedException extends HeadwayException {

	UpgradeFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
