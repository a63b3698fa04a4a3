package dev.headway.testing;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Unmodified Flyway on an empty database, which decides about names, checksums and
 * locations.
 */
public final class StockFlyway {

	private StockFlyway() {
	}

	/**
	 * Find migrations with Flyway.
	 * @param customizer sets locations and other options
	 * @return all that it finds
	 */
	public static List<MigrationInfo> find(UnaryOperator<FluentConfiguration> customizer) {
		return find(StockFlyway.class.getClassLoader(), customizer);
	}

	/**
	 * Find migrations with Flyway.
	 * @param classLoader where to find class path locations
	 * @param customizer sets locations and other options
	 * @return all that it finds
	 */
	public static List<MigrationInfo> find(ClassLoader classLoader, UnaryOperator<FluentConfiguration> customizer) {
		FluentConfiguration configuration = Flyway.configure(classLoader)
			.dataSource("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
		return Arrays.asList(customizer.apply(configuration).load().info().all());
	}

}
