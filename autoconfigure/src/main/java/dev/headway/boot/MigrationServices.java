package dev.headway.boot;

import java.util.Set;

import dev.headway.migration.MigrationService;

/**
 * The {@link MigrationService}s of an application: one for each {@code Flyway} bean, by
 * the name of that bean. The service of the single or primary {@code Flyway} bean is also
 * the {@code migrationService} bean.
 */
public interface MigrationServices {

	/**
	 * Return the names of the {@code Flyway} beans, including those of parent contexts.
	 * @return the bean names
	 */
	Set<String> names();

	/**
	 * Return the service of a {@code Flyway} bean.
	 * @param name the name of the {@code Flyway} bean
	 * @return its service, always the same
	 * @throws IllegalArgumentException if there is no such bean
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
