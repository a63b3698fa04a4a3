package dev.headway.flyway.lock;

import dev.headway.HeadwayException;

/**
 * A script did not get a lock in time, however often it was tried. Everything that it did
 * was rolled back.
 */
public final class LockTimeoutException extends HeadwayException {

	public LockTimeoutException(String message, Throwable cause) {
		super(message, cause);
	}

}
