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
		FluentConfiguration configuration = Flyway.configure()
			.dataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=0", "sa", "");
		return Arrays.asList(customizer.apply(configuration).load().info().all());
	}

}
