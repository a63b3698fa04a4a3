package dev.headway.boot.endpoint;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * A history cannot be read. The message may be shown to anybody: what the database or its
 * driver had to say is in the cause only.
 */
final class HistoryUnreadableException extends HeadwayException {

	HistoryUnreadableException(String name, @Nullable Throwable cause) {
		super("The migration history of Flyway '%s' cannot be read. The application's log says why.".formatted(name),
				cause);
	}

}
