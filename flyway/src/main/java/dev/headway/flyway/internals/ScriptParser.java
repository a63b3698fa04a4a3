package dev.headway.flyway.internals;

import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Flyway's parser for one database type.
 */
public interface ScriptParser {

	/**
	 * Return Flyway's name of the database type.
	 * @return such as {@code PostgreSQL}
	 */
	String databaseType();

	/**
	 * Parse a script completely.
	 * @param resource the script
	 * @return the script
	 * @throws org.flywaydb.core.api.FlywayException if it cannot be parsed, or a
	 * placeholder has no value
	 */
	ParsedScript parse(LoadableResource resource);

}
