package dev.headway.boot.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

import dev.headway.ProblemType;
import dev.headway.boot.autoconfigure.DefaultMigrationServices.Named;
import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.flyway.MigrationGuard;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationStatus;

/**
 * {@link FlywayMigrationStrategy} that upgrades, or only validates, through the migration
 * service of the {@link Flyway} instance, as {@link HeadwayProperties} say. A missing
 * location that Flyway should fail on always stops the application, as without Headway.
 */
final class HeadwayMigrationStrategy implements FlywayMigrationStrategy {

	private static final Log logger = LogFactory.getLog(HeadwayMigrationStrategy.class);

	private final DefaultMigrationServices services;

	private final HeadwayProperties properties;

	private final ProblemVisibility visibility;

	private final BlockedHistories blocked;

	HeadwayMigrationStrategy(DefaultMigrationServices services, HeadwayProperties properties,
			ProblemVisibility visibility, BlockedHistories blocked) {
		this.services = services;
		this.properties = properties;
		this.visibility = visibility;
		this.blocked = blocked;
	}

	@Override
	public void migrate(Flyway flyway) {
		MigrationGuard.of(flyway).ifPresent(MigrationGuard::migratesOwn);
		switch (this.properties.startup()) {
			case UPGRADE -> upgrade(flyway);
			case VALIDATE -> validate(flyway);
			case NONE -> logger.debug("Not migrating at startup: headway.startup is 'none'.");
		}
	}

	private void upgrade(Flyway flyway) {
		Named named = this.services.get(flyway);
		try {
			warn(named.report(named.service().upgrade().state()));
		}
		catch (MigrationRefusedException ex) {
			refuse(flyway, named.report(ex.state()), ex);
		}
	}

	private void validate(Flyway flyway) {
		Named named = this.services.get(flyway);
		MigrationReport report = named.report(named.service().state());
		MigrationStatus status = report.state().status();
		if (status.forbidsUpgrade() || status == MigrationStatus.PENDING) {
			refuse(flyway, report, null);
		}
		else {
			warn(report);
		}
	}

	private static void warn(MigrationReport report) {
		if (!report.state().problems().isEmpty()) {
			logger.warn(report.warnings());
		}
	}

	private void refuse(Flyway flyway, MigrationReport report, @Nullable MigrationRefusedException cause) {
		String obstacle = (this.properties.onProblem() == null) ? this.visibility.obstacle() : null;
		if (obstacle != null) {
			logger.warn(StartupRefusedException.reason(obstacle));
		}
		if (obstacle != null || this.properties.onProblem() == OnProblem.FAIL
				|| failsOnMissingLocation(flyway, report)) {
			throw new StartupRefusedException(report, obstacle, cause);
		}
		logger.error(report.forLog());
		this.blocked.add(report);
	}

	private static boolean failsOnMissingLocation(Flyway flyway, MigrationReport report) {
		return flyway.getConfiguration().isFailOnMissingLocations() && report.state()
			.problems()
			.stream()
			.anyMatch((problem) -> problem.type() == ProblemType.MISSING_LOCATION);
	}

}
