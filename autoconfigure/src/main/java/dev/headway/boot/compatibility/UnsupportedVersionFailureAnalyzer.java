package dev.headway.boot.compatibility;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows which version Headway needs.
 */
final class UnsupportedVersionFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedVersionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedVersionException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Upgrade to %s, or remove Headway ('headway-spring-boot-starter') from the dependencies of the application."
					.formatted(cause.needed()),
				cause);
	}

}
