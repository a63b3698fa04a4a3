package dev.headway.script.index;

import dev.headway.HeadwayException;

/**
 * Thrown when an index cannot be used as it is. The scripts can be read all the same.
 */
public final class UnusableIndexException extends HeadwayException {

	UnusableIndexException(String reason) {
		super(reason);
	}

}
