package dev.headway.flyway;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.pattern.ValidatePattern;

import dev.headway.flyway.internals.FlywayScan;
import dev.headway.flyway.internals.UpgradeSession;

/**
 * Carries an upgrade out, by the linear runner or by Flyway itself, each with a copy of
 * the user's settings.
 *
 * @param configuration the user's settings
 * @param runner who is to run migrations
 */
record RunnerSelection(Configuration configuration, Runner runner) {

	void run(Upgrade upgrade, RevisionObserver observer) {
		if (!runLinear(upgrade, observer)) {
			runFlyway(upgrade, observer);
		}
	}

	/**
	 * Run what is pending, unless Flyway has to.
	 */
	private boolean runLinear(Upgrade upgrade, RevisionObserver observer) {
		if (this.runner == Runner.FLYWAY || !upgrade.pending()) {
			return false;
		}
		RunnerSupport support = new RunnerSupport(this.configuration);
		if (!support.ofSettings()) {
			return false;
		}
		FlywayScan scan = new FlywayScan(this.configuration);
		FluentConfiguration derived = derive(upgrade, scan, Stream.of());
		if (derived.getResourceProvider() == null) {
			derived.resourceProvider(scan.resources());
		}
		if (derived.getJavaMigrationClassProvider() == null) {
			derived.javaMigrationClassProvider(scan.classes());
		}
		return UpgradeSession.open(derived, (session) -> {
			if (!support.ofDatabase(session)) {
				return false;
			}
			new HeadwayRunner(session, derived, upgrade, observer).run();
			return true;
		});
	}

	private void runFlyway(Upgrade upgrade, RevisionObserver observer) {
		UpgradeCallback callback = new UpgradeCallback(upgrade, observer);
		try {
			derive(upgrade, new FlywayScan(this.configuration), Stream.of(callback)).load().migrate();
		}
		catch (FlywayException ex) {
			callback.failed(ex);
			throw ex;
		}
	}

	private FluentConfiguration derive(Upgrade upgrade, FlywayScan scan, Stream<Callback> more) {
		Callback[] callbacks = Stream
			.concat(Arrays.stream(this.configuration.getCallbacks())
				.filter((other) -> !(other instanceof MigrationGuard)), more)
			.toArray(Callback[]::new);
		FluentConfiguration derived = Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.callbacks(callbacks);
		if (upgrade.outOfOrder()) {
			derived.outOfOrder(true);
		}
		if (!upgrade.hidden().isEmpty()) {
			derived.resourceProvider(new VisibleResources(scan.resources(), upgrade.hidden()))
				.javaMigrationClassProvider(new VisibleClasses(scan.classes(), upgrade.hidden()))
				.javaMigrations(visible(this.configuration.getJavaMigrations(), upgrade.hidden()));
		}
		if (upgrade.partial()) {
			derived.ignoreMigrationPatterns(alsoMissingRepeatables(this.configuration.getIgnoreMigrationPatterns()));
		}
		return derived;
	}

	private static JavaMigration[] visible(JavaMigration[] migrations, Set<String> hidden) {
		return Arrays.stream(migrations)
			.filter((migration) -> !hidden.contains(migration.getClass().getName()))
			.toArray(JavaMigration[]::new);
	}

	private static ValidatePattern[] alsoMissingRepeatables(ValidatePattern[] patterns) {
		return Stream.concat(Arrays.stream(patterns), Stream.of(ValidatePattern.fromPattern("repeatable:missing")))
			.toArray(ValidatePattern[]::new);
	}

}
