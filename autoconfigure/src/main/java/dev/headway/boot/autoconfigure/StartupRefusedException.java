package dev.headway.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;

import dev.headway.HeadwayException;
import dev.headway.migration.HeadWait;

/**
 * The application refused to start because of its migrations. Nothing was applied.
 */
class StartupRefusedException extends HeadwayException {

	private final String description;

	private final String action;

	private StartupRefusedException(String message, String description, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Create an exception.
	 * @param report why nothing was applied
	 * @param obstacle why the application does not start nevertheless, or {@code null} if
	 * that is configured
	 * @param cause the cause
	 */
	static StartupRefusedException of(MigrationReport report, @Nullable String obstacle, @Nullable Throwable cause) {
		String reason = (obstacle != null) ? reason(obstacle) : "";
		return new StartupRefusedException((report.summary() + "\n" + reason).strip(), report.description(),
				(report.action() + "\n\n" + reason).strip(), cause);
	}

	/**
	 * Create an exception for a wait that ended with a timeout.
	 * @param flyway the name of the instance
	 * @param wait the wait
	 * @param report the state after it, or {@code null} if the database cannot be read
	 */
	static StartupRefusedException afterWaiting(String flyway, HeadWait wait, @Nullable MigrationReport report) {
		String waited = "%s The property 'headway.wait-timeout' sets the limit (Flyway '%s').".formatted(wait.summary(),
				flyway);
		return (report != null)
				? new Timeout(waited, waited + "\n\n" + report.description(), report.action(), wait.failure())
				: new Timeout(waited, waited, "Make the database available and start the application again.",
						wait.failure());
	}

	String description() {
		return this.description;
	}

	String action() {
		return this.action;
	}

	/**
	 * Why the application does not start, and how it would.
	 */
	static String reason(String obstacle) {
		return "The application does not start because %s and 'headway.on-problem' is not set. To start it anyway, with nothing applied, set 'headway.on-problem=block'."
			.formatted(obstacle);
	}

	/**
	 * Ends the process with the exit code of {@code db wait}.
	 */
	private static final class Timeout extends StartupRefusedException implements ExitCodeGenerator {

		Timeout(String message, String description, String action, @Nullable Throwable cause) {
			super(message, description, action, cause);
		}

		@Override
		public int getExitCode() {
			return 5;
		}

	}

}
