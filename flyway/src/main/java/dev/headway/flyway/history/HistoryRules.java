package dev.headway.flyway.history;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * What the user's settings tolerate, by the rules of Flyway's own validation.
 */
public final class HistoryRules {

	private static final String FUTURE = "*:future";

	private final Configuration configuration;

	private final boolean followsRebase;

	public HistoryRules(Configuration configuration, boolean followsRebase) {
		this.configuration = configuration;
		this.followsRebase = followsRebase;
	}

	/**
	 * Whether an upgrade records scripts that {@code db rebase} has moved as what they
	 * are now.
	 * @return the setting {@code headway.follow-rebase}
	 */
	public boolean followsRebase() {
		return this.followsRebase;
	}

	/**
	 * Whether an edited script stops an upgrade ({@code validateOnMigrate}, unless the
	 * patterns ignore everything).
	 * @return {@code false} if it is only a detail
	 */
	public boolean validates() {
		return this.configuration.isValidateOnMigrate() && !ignores(true, MigrationState.SUCCESS);
	}

	/**
	 * Whether scripts without a header may be applied after their successors.
	 * @return the setting {@code outOfOrder}
	 */
	public boolean outOfOrder() {
		return this.configuration.isOutOfOrder();
	}

	/**
	 * Whether scripts without a header may be applied late or never.
	 * @return {@code true} with {@code outOfOrder}, or if {@code ignoreMigrationPatterns}
	 * contain them
	 */
	public boolean allowsLate() {
		return outOfOrder() || ignoresIgnored();
	}

	/**
	 * Whether the script of an applied migration below the head may be missing.
	 * @return {@code true} if {@code ignoreMigrationPatterns} contain it
	 */
	public boolean ignoresMissing() {
		return ignores(true, MigrationState.MISSING_SUCCESS);
	}

	/**
	 * Whether the script of an applied migration above the head may be missing.
	 * @return {@code true} if {@code ignoreMigrationPatterns} contain it, as by default
	 */
	public boolean ignoresFuture() {
		return ignores(true, MigrationState.FUTURE_SUCCESS);
	}

	/**
	 * Whether to leave out a script that was added after its successors were applied.
	 * @return {@code true} if {@code ignoreMigrationPatterns} contain it
	 */
	public boolean ignoresIgnored() {
		return ignores(true, MigrationState.IGNORED);
	}

	/**
	 * Whether to ignore the failed row of a newer build's migration. Flyway does if both
	 * versioned and repeatable ones are ignored.
	 * @return {@code true} if {@code ignoreMigrationPatterns} contain both, as by default
	 */
	public boolean ignoresFutureFailure() {
		return ignoresFuture() && ignores(false, MigrationState.FUTURE_SUCCESS);
	}

	/**
	 * What to set {@code ignoreMigrationPatterns} to, so that they contain one more
	 * pattern. The setting replaces Flyway's default, which is kept.
	 * @param pattern the pattern
	 * @return all patterns
	 */
	public String patternsWith(String pattern) {
		Stream<String> own = Arrays.stream(this.configuration.getIgnoreMigrationPatterns())
			.map(ValidatePattern::toString)
			.filter((other) -> !FUTURE.equals(other));
		return Stream.concat(own, Stream.of(pattern, FUTURE)).distinct().collect(Collectors.joining(","));
	}

	private boolean ignores(boolean versioned, MigrationState state) {
		ValidatePattern[] patterns = this.configuration.getIgnoreMigrationPatterns();
		return Arrays.stream(patterns).anyMatch((pattern) -> pattern.matchesMigration(versioned, state));
	}

	/**
	 * Whether a version is above the target that the user set.
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
