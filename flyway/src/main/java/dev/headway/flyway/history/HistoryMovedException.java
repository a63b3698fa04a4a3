package dev.headway.flyway.history;

import dev.headway.HeadwayException;

/**
 * Another process changed the database between the check and the operation so that the
 * operation cannot continue. Nothing was done after the change was detected.
 */
public class HistoryMovedException extends HeadwayException {

	public HistoryMovedException(String message) {
		super(message);
	}

}
