package dev.headway.flyway.internals;

import java.util.Collection;
import java.util.List;

import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Resolves no migrations, but keeps the parser and executor of scripts that Flyway passes
 * to a resolver.
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
			throw new IllegalStateException("Flyway has not called its resolvers");
		}
		return this.context;
	}

}
