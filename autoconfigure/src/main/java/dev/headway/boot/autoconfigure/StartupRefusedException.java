package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * The application refused to start because of its migrations. Nothing was applied.
 */
final class StartupRefusedException extends HeadwayException {

	private final transient MigrationReport report;

	private final @Nullable String obstacle;

	/**
	 * Create an exception.
	 * @param report why nothing was applied
	 * @param obstacle why the application does not start nevertheless, or {@code null} if
	 * that is configured
	 * @param cause the cause
	 */
	StartupRefusedException(MigrationReport report, @Nullable String obstacle, @Nullable Throwable cause) {
		super((obstacle != null) ? report.summary() + "\n" + reason(obstacle) : report.summary(), cause);
		this.report = report;
		this.obstacle = obstacle;
	}

	String description() {
		return this.report.description();
	}

	String action() {
		return (this.obstacle != null) ? this.report.action() + "\n\n" + reason(this.obstacle) : this.report.action();
	}

	/**
	 * Why the application does not start, and how it would.
	 */
	static String reason(String obstacle) {
		return "The application does not start because %s and 'headway.on-problem' is not set. To start it anyway, with nothing applied, set 'headway.on-problem=block'."
			.formatted(obstacle);
	}

}
