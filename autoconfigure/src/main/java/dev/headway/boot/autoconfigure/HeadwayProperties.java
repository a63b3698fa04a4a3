package dev.headway.boot.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

import dev.headway.flyway.Runner;
import dev.headway.script.ParentRule;

/**
 * Configuration properties of Headway.
 *
 * @param enabled Whether Headway takes part in the application at all.
 * @param startup What to do with pending revisions when the application starts.
 * @param onProblem What to do when the application starts and its migrations must not be
 * applied, or with startup 'validate' have not been applied.
 * @param parents Which revision a script without a 'revises' header revises.
 * @param runner Who runs pending revisions.
 * @param refreshInterval How long endpoint, health and metrics take the state of the
 * database as they last read it.
 */
@ConfigurationProperties("headway")
record HeadwayProperties(@DefaultValue("true") boolean enabled, @DefaultValue("upgrade") Startup startup,
		@DefaultValue("block") OnProblem onProblem, @DefaultValue("auto") ParentRule parents,
		@DefaultValue("headway") Runner runner, @DefaultValue("5s") Duration refreshInterval) {

	HeadwayProperties {
		Assert.isTrue(!refreshInterval.isNegative(),
				() -> "headway.refresh-interval is %s; it must not be negative".formatted(refreshInterval));
	}

	/**
	 * What a start does with pending revisions.
	 */
	enum Startup {

		/**
		 * Apply them.
		 */
		UPGRADE,

		/**
		 * Apply nothing; that some are pending is a problem.
		 */
		VALIDATE,

		/**
		 * Do not look.
		 */
		NONE

	}

	/**
	 * What a start does when the migrations must not be applied.
	 */
	enum OnProblem {

		/**
		 * Start, apply nothing, be neither healthy nor ready.
		 */
		BLOCK,

		/**
		 * Refuse to start.
		 */
		FAIL

	}

}
