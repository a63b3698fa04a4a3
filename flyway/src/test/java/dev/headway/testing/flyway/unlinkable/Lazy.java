package dev.headway.testing.flyway.unlinkable;

import org.flywaydb.core.api.migration.Context;

import dev.headway.testing.flyway.SqlInJava;

/**
 * A migration that needs {@link Library} when it runs.
 */
public final class Lazy extends SqlInJava {

	/**
	 * Create the migration.
	 */
	public Lazy() {
		super("3", "lazy", "create table lazy (id int)");
	}

	@Override
	public void migrate(Context context) throws Exception {
		new Library().use();
		super.migrate(context);
	}

}
