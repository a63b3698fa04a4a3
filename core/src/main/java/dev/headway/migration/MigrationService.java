package dev.headway.migration;

import java.util.List;

import dev.headway.flyway.FlywayEngine;

/**
 * The migration history of one Flyway instance: what it is like, and the way to its head.
 * Safe for use by several threads and processes at once.
 */
public interface MigrationService {

	/**
	 * Read the scripts and the database. Never writes and never locks.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	MigrationState state();

	/**
	 * Read the database again, and take the scripts as they were last read by this
	 * service. Cheap enough for a health check: one connection, no file.
	 * @return the state
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	default MigrationState refresh() {
		return state();
	}

	/**
	 * Apply all pending revisions. Only one of several processes applies each of them;
	 * the others wait and find it done.
	 * @return what was done
	 * @throws UpgradeRefusedException if the status forbids it; nothing was applied
	 * @throws UpgradeFailedException if a migration fails
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	UpgradeResult upgrade();

	/**
	 * Create the service of a Flyway instance.
	 * @param engine the Flyway instance
	 * @param listeners hear of upgrades
	 * @return the service
	 */
	static MigrationService of(FlywayEngine engine, List<MigrationListener> listeners) {
		return new DefaultMigrationService(engine, listeners);
	}

}
