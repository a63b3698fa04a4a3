package dev.headway.boot.endpoint;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import dev.headway.HeadwayException;
import dev.headway.boot.MigrationMonitor.Reading;

/**
 * Thrown if {@link MigrationsEndpoint} cannot answer a request. Only the cause contains
 * text from the database or its driver.
 */
final class MigrationsRequestException extends HeadwayException {

	private final int status;

	MigrationsRequestException(String parameter, String value, String expected) {
		super("The parameter '%s' is '%s'. It must be %s.".formatted(parameter, value, expected));
		this.status = WebEndpointResponse.STATUS_BAD_REQUEST;
	}

	MigrationsRequestException(Reading reading) {
		super(reading.error(), reading.failure());
		this.status = WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
	}

	int status() {
		return this.status;
	}

}
