package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.headway.HeadwayException;
import dev.headway.migration.MigrationFailedException;

/**
 * Shows why migrations prevent an application from starting: the {@link MigrationReport}
 * with the graph, the scripts and the commands that fix it, or the statement that failed
 * and what to do.
 */
final class MigrationsFailureAnalyzer extends AbstractFailureAnalyzer<HeadwayException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, HeadwayException cause) {
		if (cause instanceof StartupRefusedException refused) {
			return new FailureAnalysis(refused.description(), refused.action(), refused);
		}
		return (cause instanceof MigrationFailedException failed)
				? new FailureAnalysis(String.valueOf(failed.getMessage()), null, failed) : null;
	}

}
