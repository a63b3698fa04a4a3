package dev.headway.flyway;

import java.time.Duration;

import dev.headway.flyway.lock.LockTimeout;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;

/**
 * The settings of a {@link FlywayEngine} beside those of Flyway.
 *
 * @param parentRule the parent of a script without a header
 * @param headRule how many heads there may be
 * @param resolution the way to resolve a conflict that messages name first
 * @param runner what runs migrations
 * @param followsRebase whether upgrades record what {@code db rebase} has moved under its
 * new version
 * @param lockTimeout how long statements of scripts wait for locks
 * @param statementTimeout how long statements of scripts may run, without limit if zero
 */
public record EngineSettings(ParentRule parentRule, HeadRule headRule, Resolution resolution, Runner runner,
		boolean followsRebase, LockTimeout lockTimeout, Duration statementTimeout) {

	/**
	 * The defaults, and no limit for locks.
	 * @param parentRule the parent of a script without a header
	 * @return the settings
	 */
	public static EngineSettings of(ParentRule parentRule) {
		return new EngineSettings(parentRule, HeadRule.ONE, Resolution.AUTO, Runner.HEADWAY, true, LockTimeout.NONE,
				Duration.ZERO);
	}

	/**
	 * Replace the number of heads.
	 * @param headRule how many heads there may be
	 * @return these settings otherwise
	 */
	public EngineSettings with(HeadRule headRule) {
		return new EngineSettings(this.parentRule, headRule, this.resolution, this.runner, this.followsRebase,
				this.lockTimeout, this.statementTimeout);
	}

	/**
	 * Replace the runner.
	 * @param runner what runs migrations
	 * @return these settings otherwise
	 */
	public EngineSettings with(Runner runner) {
		return new EngineSettings(this.parentRule, this.headRule, this.resolution, runner, this.followsRebase,
				this.lockTimeout, this.statementTimeout);
	}

	/**
	 * Replace the timeout.
	 * @param lockTimeout how long statements of scripts wait for locks
	 * @return these settings otherwise
	 */
	public EngineSettings with(LockTimeout lockTimeout) {
		return new EngineSettings(this.parentRule, this.headRule, this.resolution, this.runner, this.followsRebase,
				lockTimeout, this.statementTimeout);
	}

	/**
	 * Record nothing of what {@code db rebase} has moved.
	 * @return these settings otherwise
	 */
	public EngineSettings withoutFollowing() {
		return new EngineSettings(this.parentRule, this.headRule, this.resolution, this.runner, false, this.lockTimeout,
				this.statementTimeout);
	}

}
