package dev.headway.flyway.history;

import dev.headway.HeadwayException;

/**
 * The database changed between the check and the upgrade in a way that forbids to go on.
 * Nothing was applied after the change was seen.
 */
public class HistoryMovedException extends HeadwayException {

	public HistoryMovedException(String message) {
		super(message);
	}

}
