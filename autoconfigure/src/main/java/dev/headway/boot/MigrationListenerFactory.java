package dev.headway.boot;

import dev.headway.migration.MigrationListener;

/**
 * Makes a listener for each migration service, for listeners that must know which
 * {@code Flyway} bean they listen to. One that need not know is better a bean of type
 * {@link MigrationListener}.
 */
@FunctionalInterface
public interface MigrationListenerFactory {

	/**
	 * Make the listener of one service.
	 * @param flyway the name of the {@code Flyway} bean
	 * @return a listener
	 */
	MigrationListener create(String flyway);

}
