package dev.headway.flyway.internals;

import java.sql.Connection;

/**
 * The two connections of Flyway while it runs scripts.
 */
public interface ScriptConnections {

	/**
	 * The kind of database.
	 * @return the name that Flyway has for it
	 */
	String databaseType();

	/**
	 * The connection that has Flyway's lock.
	 * @return the connection, which stays Flyway's
	 */
	Connection lockConnection();

	/**
	 * The connection that runs scripts.
	 * @return the connection, which stays Flyway's
	 */
	Connection scriptConnection();

}
