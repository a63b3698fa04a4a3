package dev.headway.boot.compatibility;

import dev.headway.HeadwayException;

/**
 * The application has a version of Spring Boot or Flyway that is too old for Headway.
 */
final class UnsupportedVersionException extends HeadwayException {

	private final String needed;

	UnsupportedVersionException(String product, String version, String needed) {
		super("Headway does not work with %s %s, which is on the class path. It needs %s.".formatted(product, version,
				needed));
		this.needed = needed;
	}

	String needed() {
		return this.needed;
	}

}
