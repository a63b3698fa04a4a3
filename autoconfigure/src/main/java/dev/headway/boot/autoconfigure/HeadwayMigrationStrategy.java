package dev.headway.boot.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.event.ApplicationEventMulticaster;

import dev.headway.ProblemType;
import dev.headway.boot.autoconfigure.DefaultMigrationServices.Named;
import dev.headway.boot.autoconfigure.HeadwayProperties.OnProblem;
import dev.headway.flyway.MigrationGuard;
import dev.headway.migration.HeadWait;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

/**
 * {@link FlywayMigrationStrategy} that upgrades, only validates, or waits for another
 * process, through the migration service of the {@link Flyway} instance, as
 * {@link HeadwayProperties} say. A missing location that Flyway should fail on always
 * stops the application, as without Headway.
 */
final class HeadwayMigrationStrategy implements FlywayMigrationStrategy {

	private static final Log logger = LogFactory.getLog(HeadwayMigrationStrategy.class);

	private final DefaultMigrationServices services;

	private final HeadwayProperties properties;

	private final ProblemVisibility visibility;

	private final BlockedHistories blocked;

	private final ObjectProvider<ApplicationEventMulticaster> events;

	HeadwayMigrationStrategy(DefaultMigrationServices services, HeadwayProperties properties,
			ProblemVisibility visibility, BlockedHistories blocked,
			ObjectProvider<ApplicationEventMulticaster> events) {
		this.services = services;
		this.properties = properties;
		this.visibility = visibility;
		this.blocked = blocked;
		this.events = events;
	}

	@Override
	public void migrate(Flyway flyway) {
		MigrationGuard.of(flyway).ifPresent(MigrationGuard::migratesOwn);
		switch (this.properties.startup()) {
			case UPGRADE -> upgrade(flyway);
			case VALIDATE -> validate(flyway);
			case WAIT -> await(flyway);
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

	/**
	 * Wait until another process has upgraded. If it has not, Spring Boot notifies
	 * listeners of the exit code before it uses that, and would create those that are
	 * beans, which fails in a context that is not refreshed.
	 */
	private void await(Flyway flyway) {
		Named named = this.services.get(flyway);
		HeadWait wait = new HeadWait(named.service(), this.properties.waitTimeout());
		boolean reached = await(wait, named.name());
		MigrationState state = wait.state();
		if (state == null || !wait.isOver()) {
			this.events.ifAvailable((multicaster) -> multicaster.removeApplicationListenerBeans((name) -> true));
			throw StartupRefusedException.afterWaiting(named.name(), wait,
					(state != null) ? named.report(state) : null);
		}
		if (reached) {
			warn(named.report(state));
		}
		else {
			refuse(flyway, named.report(state), null);
		}
	}

	/**
	 * Wait unless the process is shut down, which would wait for the start to end.
	 */
	private static boolean await(HeadWait wait, String name) {
		Thread interruption = new Thread(Thread.currentThread()::interrupt, "headway-wait");
		Runtime.getRuntime().addShutdownHook(interruption);
		try {
			return wait.await((report) -> logger.info("%s (Flyway '%s')".formatted(report, name)));
		}
		finally {
			if (!Thread.currentThread().isInterrupted()) {
				Runtime.getRuntime().removeShutdownHook(interruption);
			}
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
			throw StartupRefusedException.of(report, obstacle, cause);
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
