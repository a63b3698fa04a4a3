package dev.headway.flyway.internals;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.internal.scanner.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway itself finds in its locations, for settings without a provider. The same on
 * Flyway 11.14, 12 and 13.
 */
public final class FlywayScan {

	private final Configuration configuration;

	private @Nullable Scanner<JavaMigration> scanner;

	public FlywayScan(Configuration configuration) {
		this.configuration = configuration;
	}

	public ResourceProvider resources() {
		ResourceProvider provider = this.configuration.getResourceProvider();
		return (provider != null) ? provider : scanner();
	}

	public ClassProvider<JavaMigration> classes() {
		ClassProvider<JavaMigration> provider = this.configuration.getJavaMigrationClassProvider();
		return (provider != null) ? provider : scanner();
	}

	private Scanner<JavaMigration> scanner() {
		if (this.scanner == null) {
			this.scanner = new Scanner<>(JavaMigration.class, this.configuration, this.configuration.getLocations());
		}
		return this.scanner;
	}

}
