package dev.headway.testing.flyway.unlinkable;

import dev.headway.testing.flyway.SqlInJava;

/**
 * A migration that needs nothing.
 */
public final class First extends SqlInJava {

	/**
	 * Create the migration.
	 */
	public First() {
		super("1", "first", "create table first (id int)");
	}

}
