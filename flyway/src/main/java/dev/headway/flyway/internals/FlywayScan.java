package dev.headway.flyway.internals;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.internal.scanner.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway itself finds in its locations, for settings that have no provider of their
 * own. The same on Flyway 11.14, 12 and 13.
 */
public final class FlywayScan {

	private final Configuration configuration;

	private @Nullable Scanner<JavaMigration> scanner;

	/**
	 * Create a scan, which runs when it is first needed.
	 * @param configuration names the locations
	 */
	public FlywayScan(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * The resources that Flyway would see.
	 * @return the user's provider, or Flyway's scanner
	 */
	public ResourceProvider resources() {
		ResourceProvider provider = this.configuration.getResourceProvider();
		return (provider != null) ? provider : scanner();
	}

	/**
	 * The Java migrations that Flyway would see.
	 * @return the user's provider, or Flyway's scanner
	 */
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
