package dev.headway.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.Assert;

import dev.headway.boot.model.ModelComparison;
import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.Runner;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;

/**
 * Configuration properties of Headway.
 *
 * @param enabled Whether to enable Headway.
 * @param startup Action to take at startup when revisions are pending.
 * @param onProblem Action to take at startup when migrations cannot be applied or, with
 * 'validate', are pending. By default 'block', but 'fail' in tests and in applications
 * whose health endpoint cannot report the problem over HTTP.
 * @param hold Whether an application that started although its migrations were not
 * applied holds back message listeners, schedulers and runners until its database is at
 * the head. Only in applications that run their own web server.
 * @param waitTimeout How long startup waits with 'wait' before it fails.
 * @param parents Parent of a script without a 'revises' header.
 * @param heads Number of heads that migrations may have.
 * @param followRebase Whether an upgrade records what 'db rebase' has moved under its new
 * version, without running it again.
 * @param resolve Way to resolve a conflict that messages name first.
 * @param runner Runner that applies pending revisions.
 * @param refreshInterval How long the endpoint, health and metrics reuse the last state
 * read from the database.
 * @param readTimeout How long the database may take to answer when the state is read.
 * Rounded up to seconds; with 0 there is no limit.
 * @param lockTimeout How long a statement of a script waits for a lock on PostgreSQL and
 * MariaDB, unless that is set elsewhere. With 0 there is no limit.
 * @param lockRetries How often a script that waited for a lock in vain is tried again, or
 * on MariaDB its statement.
 * @param statementTimeout How long a statement of a script may run on PostgreSQL and
 * MariaDB, unless that is set elsewhere. With 0 there is no limit.
 * @param migrate Comparison of the JPA model with the database.
 */
@ConfigurationProperties("headway")
record HeadwayProperties(@DefaultValue("true") boolean enabled, @DefaultValue("upgrade") Startup startup,
		@Nullable OnProblem onProblem, @DefaultValue("true") boolean hold, @DefaultValue("5m") Duration waitTimeout,
		@DefaultValue("auto") ParentRule parents, @DefaultValue("one") HeadRule heads,
		@DefaultValue("true") boolean followRebase, @DefaultValue("auto") Resolution resolve,
		@DefaultValue("headway") Runner runner, @DefaultValue("5s") Duration refreshInterval,
		@DefaultValue("2s") Duration readTimeout, @DefaultValue("4s") Duration lockTimeout,
		@DefaultValue("10") int lockRetries, @DefaultValue("0s") Duration statementTimeout,
		@DefaultValue Migrate migrate) {

	HeadwayProperties {
		requireNotNegative("headway.wait-timeout", waitTimeout);
		requireNotNegative("headway.refresh-interval", refreshInterval);
		requireNotNegative("headway.read-timeout", readTimeout);
		requireNotNegative("headway.lock-timeout", lockTimeout);
		requireNotNegative("headway.statement-timeout", statementTimeout);
		Assert.isTrue(lockRetries >= 0,
				() -> "headway.lock-retries is %d. It must not be negative.".formatted(lockRetries));
	}

	EngineSettings engine() {
		return new EngineSettings(this.parents, this.heads, this.resolve, this.runner, this.followRebase,
				new LockTimeout(this.lockTimeout, this.lockRetries), this.statementTimeout);
	}

	private static void requireNotNegative(String name, Duration value) {
		Assert.isTrue(!value.isNegative(), () -> "%s is %s. It must not be negative.".formatted(name, value));
	}

	/**
	 * What to do with pending revisions at startup.
	 */
	enum Startup {

		/** Apply them. */
		UPGRADE,

		/** Apply nothing, and treat pending revisions as a problem. */
		VALIDATE,

		/** Apply nothing, and wait until another process has applied them. */
		WAIT,

		/** Do nothing. */
		NONE

	}

	/**
	 * What to do at startup when migrations cannot be applied.
	 */
	enum OnProblem {

		/** Start, apply nothing, and report the application as not ready. */
		BLOCK,

		/** Refuse to start. */
		FAIL

	}

	/**
	 * How 'db migrate' compares the JPA model with the database.
	 *
	 * @param scratch Database in which the model is built for the comparison, instead of
	 * the database of the migrations.
	 * @param include Patterns of the names of tables and sequences that are compared. All
	 * if empty.
	 * @param exclude Patterns of the names of tables and sequences that are not compared.
	 */
	record Migrate(@DefaultValue Scratch scratch, @DefaultValue List<String> include,
			@DefaultValue List<String> exclude) {

		ModelComparison.Settings settings() {
			return new ModelComparison.Settings(this.scratch.dataSource(), this.include, this.exclude);
		}

	}

	/**
	 * A database for schemas that exist for a moment.
	 *
	 * @param url JDBC URL of a database of the same product and major version.
	 * @param username User who may create schemas there, on MariaDB databases.
	 * @param password Password of the user.
	 */
	record Scratch(@Nullable String url, @Nullable String username, @Nullable String password) {

		private @Nullable DataSource dataSource() {
			if (this.url == null || this.url.isBlank()) {
				return null;
			}
			DriverManagerDataSource dataSource = new DriverManagerDataSource(this.url);
			dataSource.setUsername(this.username);
			dataSource.setPassword(this.password);
			return dataSource;
		}

	}

}
