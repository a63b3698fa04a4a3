package dev.headway.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

import dev.headway.boot.MigrationServices;
import dev.headway.boot.metrics.MigrationObservations;

/**
 * Auto-configuration for {@link MigrationObservations}.
 */
@AutoConfiguration(after = { HeadwayAutoConfiguration.class, ObservationAutoConfiguration.class })
@ConditionalOnClass({ ObservationRegistry.class, ObservationAutoConfiguration.class })
@ConditionalOnBean({ MigrationServices.class, ObservationRegistry.class })
public final class MigrationsObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationObservations migrationObservations(ObservationRegistry registry) {
		return new MigrationObservations(registry);
	}

}
