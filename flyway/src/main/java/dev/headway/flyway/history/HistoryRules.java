package dev.headway.flyway.history;

import java.util.Arrays;

import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * What the user's Flyway settings tolerate, in the words of Flyway's own validation.
 */
public final class HistoryRules {

	private final Configuration configuration;

	public HistoryRules(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Whether an edited script stops an upgrade ({@code validateOnMigrate}, unless the
	 * user's patterns ignore everything).
	 * @return {@code true} if it does, {@code false} if it is a detail
	 */
	public boolean validates() {
		return this.configuration.isValidateOnMigrate() && !ignores(true, MigrationState.SUCCESS);
	}

	/**
	 * Whether scripts without a header may be applied after their successors
	 * ({@code outOfOrder}).
	 * @return {@code true} if the user asked for it
	 */
	public boolean outOfOrder() {
		return this.configuration.isOutOfOrder();
	}

	/**
	 * Whether an applied migration below the head may lack its script
	 * ({@code ignoreMigrationPatterns}).
	 * @return {@code true} if the user's patterns say so
	 */
	public boolean ignoresMissing() {
		return ignores(true, MigrationState.MISSING_SUCCESS);
	}

	/**
	 * Whether an applied migration above the head may lack its script
	 * ({@code ignoreMigrationPatterns}).
	 * @return {@code true} if the user's patterns say so, as Flyway's default does
	 */
	public boolean ignoresFuture() {
		return ignores(true, MigrationState.FUTURE_SUCCESS);
	}

	/**
	 * Whether a script may be left out that came after its successors were applied
	 * ({@code ignoreMigrationPatterns}).
	 * @return {@code true} if the user's patterns say so
	 */
	public boolean ignoresIgnored() {
		return ignores(true, MigrationState.IGNORED);
	}

	/**
	 * Whether the failed row of a newer build's migration stops nothing
	 * ({@code ignoreMigrationPatterns}). Flyway asks that both versioned and repeatable
	 * ones be ignored.
	 * @return {@code true} if the user's patterns say so, as Flyway's default does
	 */
	public boolean ignoresFutureFailure() {
		return ignoresFuture() && ignores(false, MigrationState.FUTURE_SUCCESS);
	}

	private boolean ignores(boolean versioned, MigrationState state) {
		ValidatePattern[] patterns = this.configuration.getIgnoreMigrationPatterns();
		return Arrays.stream(patterns).anyMatch((pattern) -> pattern.matchesMigration(versioned, state));
	}

	/**
	 * Whether a version lies above the target that the user set.
	 * @param version the version
	 * @param current the highest applied version, or {@code null} if there is none
	 * @return {@code true} if an upgrade leaves it out
	 */
	public boolean isAboveTarget(Version version, @Nullable Version current) {
		MigrationVersion target = this.configuration.getTarget();
		if (MigrationVersion.CURRENT.equals(target)) {
			return current == null || version.compareTo(current) > 0;
		}
		return isVersion(target) && MigrationVersion.fromVersion(version.text()).compareTo(target) > 0;
	}

	/**
	 * Whether only one migration is to run ({@code target=next}).
	 * @return {@code true} if an upgrade takes one step
	 */
	public boolean onlyNext() {
		return MigrationVersion.NEXT.equals(this.configuration.getTarget());
	}

	private static boolean isVersion(@Nullable MigrationVersion target) {
		return target != null && !MigrationVersion.LATEST.equals(target) && !MigrationVersion.NEXT.equals(target);
	}

}
