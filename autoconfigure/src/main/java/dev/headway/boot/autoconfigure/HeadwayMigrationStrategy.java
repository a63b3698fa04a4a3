package dev.headway.boot.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

import dev.headway.boot.autoconfigure.DefaultMigrationServices.Named;
import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationStatus;

/**
 * {@link FlywayMigrationStrategy} that upgrades, or only validates, through the migration
 * service of the {@link Flyway} instance, as {@link HeadwayProperties} say.
 */
final class HeadwayMigrationStrategy implements FlywayMigrationStrategy {

	private static final Log logger = LogFactory.getLog(HeadwayMigrationStrategy.class);

	private final DefaultMigrationServices services;

	private final HeadwayProperties properties;

	HeadwayMigrationStrategy(DefaultMigrationServices services, HeadwayProperties properties) {
		this.services = services;
		this.properties = properties;
	}

	@Override
	public void migrate(Flyway flyway) {
		switch (this.properties.startup()) {
			case UPGRADE -> upgrade(this.services.get(flyway));
			case VALIDATE -> validate(this.services.get(flyway));
			case NONE -> logger.debug("Not migrating at startup: headway.startup is 'none'.");
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
		if (this.properties.onProblem() == OnProblem.FAIL) {
			throw new StartupRefusedException(report, cause);
		}
		logger.error(report.forLog());
	}

}
