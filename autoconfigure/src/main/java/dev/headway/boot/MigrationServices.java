package dev.headway.boot;

import java.util.Set;

import dev.headway.migration.MigrationService;

/**
 * The migration services of an application: one for each {@code Flyway} bean, known by
 * the name of that bean. Where there is a single {@code Flyway} bean or a primary one,
 * its service is the {@code migrationService} bean as well.
 */
public interface MigrationServices {

	/**
	 * The names of the {@code Flyway} beans, those of parent contexts included.
	 * @return the bean names
	 */
	Set<String> names();

	/**
	 * The service of one {@code Flyway} bean.
	 * @param name the name of the {@code Flyway} bean
	 * @return its service, the same for each call
	 * @throws IllegalArgumentException if there is no such bean
	 */
	MigrationService get(String name);

	/**
	 * Whether the scripts of one {@code Flyway} bean may change while the application
	 * runs: those on the class path do not, those in a folder may.
	 * @param name the name of the {@code Flyway} bean
	 * @return {@code false} if it is enough to read them once
	 */
	default boolean scriptsMayChange(String name) {
		return false;
	}

}
