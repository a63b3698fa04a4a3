package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * The application refused to start because of its migrations. Nothing was applied.
 */
final class StartupRefusedException extends HeadwayException {

	private final transient MigrationReport report;

	StartupRefusedException(MigrationReport report, @Nullable Throwable cause) {
		super(report.summary(), cause);
		this.report = report;
	}

	MigrationReport report() {
		return this.report;
	}

}
