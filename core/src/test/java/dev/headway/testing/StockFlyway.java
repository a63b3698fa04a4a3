package dev.headway.testing;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway as it comes, on an empty database: the judge in matters of names, checksums and
 * locations.
 */
public final class StockFlyway {

	private StockFlyway() {
	}

	/**
	 * Let Flyway find migrations.
	 * @param customizer sets locations and whatever else
	 * @return all that it finds
	 */
	public static List<MigrationInfo> find(UnaryOperator<FluentConfiguration> customizer) {
		return find(StockFlyway.class.getClassLoader(), customizer);
	}

	/**
	 * Let Flyway find migrations.
	 * @param classLoader where to find class path locations
	 * @param customizer sets locations and whatever else
	 * @return all that it finds
	 */
	public static List<MigrationInfo> find(ClassLoader classLoader, UnaryOperator<FluentConfiguration> customizer) {
		FluentConfiguration configuration = Flyway.configure(classLoader)
			.dataSource("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
		return Arrays.asList(customizer.apply(configuration).load().info().all());
	}

}
