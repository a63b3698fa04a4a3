package dev.headway.testing.flyway.unlinkable;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * A migration that cannot even be loaded without {@link Library.Use}.
 */
public final class V4__Derived extends BaseJavaMigration implements Library.Use {

	@Override
	public void migrate(Context context) {
	}

}
