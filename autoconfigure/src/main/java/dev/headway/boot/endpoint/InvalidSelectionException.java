package dev.headway.boot.endpoint;

import dev.headway.HeadwayException;

/**
 * Thrown if a parameter of a request is invalid.
 */
final class InvalidSelectionException extends HeadwayException {

	InvalidSelectionException(String parameter, String value, String expected) {
		super("The parameter '%s' is '%s'. It must be %s.".formatted(parameter, value, expected));
	}

}
