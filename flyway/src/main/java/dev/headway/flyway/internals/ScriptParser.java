package dev.headway.flyway.internals;

import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Flyway's parser of one kind of database.
 */
public interface ScriptParser {

	/**
	 * The kind of database.
	 * @return the name that Flyway has for it, such as {@code PostgreSQL}
	 */
	String databaseType();

	/**
	 * Read a script to its end.
	 * @param resource the script
	 * @return the script
	 * @throws org.flywaydb.core.api.FlywayException if it cannot be parsed, or a
	 * placeholder has no value
	 */
	ParsedScript parse(LoadableResource resource);

}
