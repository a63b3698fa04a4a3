package dev.headway.flyway.lock;

import dev.headway.HeadwayException;

/**
 * A script did not get a lock in time, however often it was tried. On PostgreSQL
 * everything that it did was rolled back, on MariaDB it has failed at a statement.
 */
public final class LockTimeoutException extends HeadwayException {

	public LockTimeoutException(String message, Throwable cause) {
		super(message, cause);
	}

}
