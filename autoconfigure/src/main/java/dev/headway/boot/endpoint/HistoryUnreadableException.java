package dev.headway.boot.endpoint;

import dev.headway.HeadwayException;
import dev.headway.boot.MigrationMonitor.Reading;

/**
 * Thrown if a history cannot be read. Only the cause contains text from the database or
 * its driver.
 */
final class HistoryUnreadableException extends HeadwayException {

	HistoryUnreadableException(Reading reading) {
		super(reading.error(), reading.failure());
	}

}
