package dev.headway.boot;

import dev.headway.migration.MigrationListener;

/**
 * Creates a {@link MigrationListener} for each migration service. Use it for listeners
 * that need the name of the {@code Flyway} bean; others can be beans themselves.
 */
@FunctionalInterface
public interface MigrationListenerFactory {

	/**
	 * Create the listener of one service.
	 * @param flyway the name of the {@code Flyway} bean
	 * @return the listener
	 */
	MigrationListener create(String flyway);

}
