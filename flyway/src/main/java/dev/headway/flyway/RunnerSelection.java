package dev.headway.flyway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.pattern.ValidatePattern;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.flyway.internals.FlywayScan;
import dev.headway.flyway.internals.UpgradeSession;

/**
 * Selects what runs an upgrade, {@link HeadwayRunner} or Flyway itself, and runs it with
 * a copy of the user's settings. Flyway runs what Headway's runner does not support, and
 * the log shows why.
 */
final class RunnerSelection {

	private static final Log logger = LogFactory.getLog(RunnerSelection.class);

	private final Configuration configuration;

	private final EngineSettings settings;

	RunnerSelection(Configuration configuration, EngineSettings settings) {
		this.configuration = configuration;
		this.settings = settings;
	}

	void run(Upgrade upgrade, RevisionObserver observer) {
		if (!runHeadway(upgrade, observer)) {
			runFlyway(upgrade, observer);
		}
	}

	/**
	 * Run what is pending, unless Flyway has to.
	 */
	private boolean runHeadway(Upgrade upgrade, RevisionObserver observer) {
		if (this.settings.runner() == Runner.FLYWAY || !upgrade.pending() || !supportsSettings()) {
			return false;
		}
		FlywayScan scan = new FlywayScan(this.configuration);
		FluentConfiguration derived = derive(upgrade, scan);
		if (derived.getResourceProvider() == null) {
			derived.resourceProvider(scan.resources());
		}
		if (derived.getJavaMigrationClassProvider() == null) {
			derived.javaMigrationClassProvider(scan.classes());
		}
		return UpgradeSession.open(derived, (session) -> {
			if (!supportsDatabase(session)) {
				return false;
			}
			new HeadwayRunner(session, derived, upgrade, this.settings, observer).run();
			return true;
		});
	}

	private void runFlyway(Upgrade upgrade, RevisionObserver observer) {
		UpgradeCallback callback = new UpgradeCallback(upgrade, observer);
		try {
			FluentConfiguration derived = derive(upgrade, new FlywayScan(this.configuration));
			derived.callbacks(
					Stream.concat(Arrays.stream(derived.getCallbacks()), Stream.of(callback)).toArray(Callback[]::new));
			FlywayConventions.load(derived).migrate();
		}
		catch (FlywayException ex) {
			callback.failed(ex);
			throw ex;
		}
		catch (LinkageError ex) {
			callback.failed(ex);
			throw new HeadwayException(
					"A Java migration cannot be run (" + ex + "). Add what is missing to the class path.", ex);
		}
	}

	private FluentConfiguration derive(Upgrade upgrade, FlywayScan scan) {
		Callback[] callbacks = Arrays.stream(this.configuration.getCallbacks())
			.filter((callback) -> !(callback instanceof MigrationGuard))
			.toArray(Callback[]::new);
		FluentConfiguration derived = Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.callbacks(callbacks);
		if (upgrade.outOfOrder()) {
			derived.outOfOrder(true);
		}
		if (!upgrade.hidden().isEmpty()) {
			HiddenMigrations hidden = new HiddenMigrations(upgrade.hidden());
			derived.resourceProvider(hidden.resources(scan.resources()))
				.javaMigrationClassProvider(hidden.classes(scan.classes()))
				.javaMigrations(hidden.migrations(this.configuration.getJavaMigrations(), upgrade.required()));
		}
		if (upgrade.partial()) {
			derived.ignoreMigrationPatterns(alsoMissingRepeatables(this.configuration.getIgnoreMigrationPatterns()));
		}
		return derived;
	}

	private static ValidatePattern[] alsoMissingRepeatables(ValidatePattern[] patterns) {
		return Stream.concat(Arrays.stream(patterns), Stream.of(ValidatePattern.fromPattern("repeatable:missing")))
			.toArray(ValidatePattern[]::new);
	}

	boolean supportsSettings() {
		if (this.configuration.isGroup()) {
			return leave("spring.flyway.group is enabled");
		}
		if (this.configuration.isSkipExecutingMigrations()) {
			return leave("spring.flyway.skip-executing-migrations is enabled");
		}
		if (this.configuration.isSkipDefaultResolvers() || this.configuration.getResolvers().length > 0) {
			return leave("the configuration has its own migration resolvers");
		}
		return true;
	}

	/**
	 * Whether the runner is tested on the database, and no baseline comes first.
	 */
	private boolean supportsDatabase(UpgradeSession session) {
		if (!SqlDialect.isKnown(session.databaseType())) {
			return leave("the database is " + session.databaseType());
		}
		if (SqlDialect.MARIADB.toString().equals(session.databaseType()) && isCluster(session)) {
			return leave("the database is a cluster");
		}
		return !session.lacksBaseline() || leave("the database is not empty and has no schema history");
	}

	/**
	 * On a cluster, Flyway's lock consists of the rows of the history, and only its own
	 * connection can write there.
	 */
	private static boolean isCluster(UpgradeSession session) {
		List<String> values = HistoryReader.client(session.lockConnection())
			.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'pxc_strict_mode')")
			.query((row, number) -> row.getString(2).toUpperCase(Locale.ROOT))
			.list();
		return values.stream().anyMatch((value) -> !value.equals("OFF") && !value.equals("DISABLED"));
	}

	private static boolean leave(String reason) {
		logger.info(Printable.line("Using Flyway's own runner because " + reason));
		return false;
	}

}
