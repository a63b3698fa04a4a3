package dev.headway.boot;

import java.util.Set;

import dev.headway.migration.MigrationService;

/**
 * The {@link MigrationService}s of an application: one for each {@code Flyway} bean, by
 * the name of that bean, or for each history that the application's own strategy derives
 * from a bean and migrates, such as those of modules. The service of the single or
 * primary {@code Flyway} bean is also the {@code migrationService} bean.
 */
public interface MigrationServices {

	/**
	 * Return the names of the {@code Flyway} beans, including those of parent contexts. A
	 * bean from which other histories are derived, and whose own is not migrated, is left
	 * out in favor of these.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Return the service of a {@code Flyway} bean or of a derived history.
	 * @param name the name of the {@code Flyway} bean or the history
	 * @return its service, always the same
	 * @throws IllegalArgumentException if there is none
	 */
	MigrationService get(String name);

	/**
	 * Whether the scripts of a {@code Flyway} bean may change while the application runs:
	 * those in a folder may, those on the class path do not.
	 * @param name the name of the {@code Flyway} bean
	 * @return whether they may change
	 */
	default boolean scriptsMayChange(String name) {
		return false;
	}

}
