package dev.headway.boot.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

import dev.headway.boot.autoconfigure.DefaultMigrationServices.Named;
import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.boot.autoconfigure.HeadwayProperties.Startup;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationStatus;

/**
 * {@link FlywayMigrationStrategy} that leaves the start of an application to the
 * migration service of the {@link Flyway} instance.
 */
final class HeadwayMigrationStrategy implements FlywayMigrationStrategy {

	private static final Log logger = LogFactory.getLog(HeadwayMigrationStrategy.class);

	private final DefaultMigrationServices services;

	private final Startup startup;

	private final OnProblem onProblem;

	HeadwayMigrationStrategy(DefaultMigrationServices services, Startup startup, OnProblem onProblem) {
		this.services = services;
		this.startup = startup;
		this.onProblem = onProblem;
	}

	@Override
	public void migrate(Flyway flyway) {
		switch (this.startup) {
			case UPGRADE -> upgrade(this.services.get(flyway));
			case VALIDATE -> validate(this.services.get(flyway));
			case NONE -> logger.debug("Not looking at pending migrations, as headway.startup is 'none'");
		}
	}

	private void upgrade(Named flyway) {
		try {
			flyway.service().upgrade();
		}
		catch (MigrationRefusedException ex) {
			check(new MigrationReport(flyway.name(), ex.state()), ex);
		}
	}

	private void validate(Named flyway) {
		check(new MigrationReport(flyway.name(), flyway.service().state()), null);
	}

	private void check(MigrationReport report, @Nullable MigrationRefusedException cause) {
		MigrationStatus status = report.state().status();
		if (!status.forbidsUpgrade() && status != MigrationStatus.PENDING) {
			return;
		}
		if (this.onProblem == OnProblem.FAIL) {
			throw new StartupRefusedException(report, cause);
		}
		logger.error(report.forLog());
	}

}
