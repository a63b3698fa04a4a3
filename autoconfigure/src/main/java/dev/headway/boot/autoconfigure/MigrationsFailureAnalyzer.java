package dev.headway.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows the {@link MigrationReport} when migrations prevent an application from starting:
 * the graph, the scripts and the commands that fix it.
 */
final class MigrationsFailureAnalyzer extends AbstractFailureAnalyzer<StartupRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartupRefusedException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
