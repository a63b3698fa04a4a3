package dev.headway.flyway.service;

import dev.headway.script.Revises;
import dev.headway.testing.flyway.SqlInJava;

/**
 * A migration that Flyway itself instantiates.
 */
@Revises("2")
public final class AddEmails extends SqlInJava {

	/**
	 * Create the migration.
	 */
	public AddEmails() {
		super("7", "add emails", "alter table users add email varchar(100)");
	}

}
