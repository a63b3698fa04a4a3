package dev.headway.flyway.internals;

import java.util.Collection;
import java.util.List;

import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Finds no migrations, but keeps what Flyway hands to a resolver: its parser and its
 * executor of scripts.
 */
final class ScriptContext implements MigrationResolver {

	private @Nullable Context context;

	@Override
	public Collection<ResolvedMigration> resolveMigrations(Context context) {
		this.context = context;
		return List.of();
	}

	Context require() {
		if (this.context == null) {
			throw new IllegalStateException("Flyway has not asked its resolvers");
		}
		return this.context;
	}

}
