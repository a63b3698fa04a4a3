package dev.headway.testing.flyway.unlinkable;

import org.flywaydb.core.api.migration.Context;

import dev.headway.testing.flyway.SqlInJava;

/**
 * A migration that needs {@link Library} as soon as it is created.
 */
public final class Needy extends SqlInJava {

	private final Library library = new Library();

	/**
	 * Create the migration.
	 */
	public Needy() {
		super("2", "needy", "create table needy (id int)");
	}

	@Override
	public void migrate(Context context) throws Exception {
		this.library.use();
		super.migrate(context);
	}

}
