package dev.headway.boot.endpoint;

import dev.headway.HeadwayException;

/**
 * A parameter of a request has a value that means nothing.
 */
final class InvalidSelectionException extends HeadwayException {

	InvalidSelectionException(String parameter, String value, String expected) {
		super("The parameter '%s' is '%s'; it must be %s.".formatted(parameter, value, expected));
	}

}
