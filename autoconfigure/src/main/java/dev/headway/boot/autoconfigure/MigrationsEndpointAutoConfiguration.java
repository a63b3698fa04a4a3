package dev.headway.boot.autoconfigure;

import java.time.Duration;

import org.flywaydb.core.Flyway;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.endpoint.MigrationsEndpoint;
import dev.headway.boot.endpoint.MigrationsEndpointWebExtension;

/**
 * Auto-configuration for {@link MigrationsEndpoint}.
 */
@AutoConfiguration(after = HeadwayAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ Flyway.class, MigrationMonitor.class })
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
public final class MigrationsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MigrationsEndpoint migrationsEndpoint(MigrationMonitor monitor) {
		return new MigrationsEndpoint(monitor);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint endpoint,
			Environment environment) {
		Duration timeToLive = environment.getProperty("management.endpoint.migrations.cache.time-to-live",
				Duration.class, Duration.ZERO);
		return new MigrationsEndpointWebExtension(endpoint, timeToLive);
	}

}
