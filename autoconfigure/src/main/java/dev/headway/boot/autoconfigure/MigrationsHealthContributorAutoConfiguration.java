package dev.headway.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.health.MigrationsHealthEndpointGroupsPostProcessor;
import dev.headway.boot.health.MigrationsHealthIndicator;

/**
 * Auto-configuration for the {@code migrations} health contributor: a
 * {@link MigrationsHealthIndicator} if there is one history, or a composite with an
 * indicator for each. Which histories there are is known after the initializers.
 */
@AutoConfiguration(after = { HeadwayAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class })
@ConditionalOnClass({ Flyway.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ Flyway.class, MigrationMonitor.class })
@ConditionalOnEnabledHealthIndicator("migrations")
public final class MigrationsHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "migrationsHealthIndicator", "migrationsHealthContributor" })
	HealthContributor migrationsHealthContributor(MigrationMonitor monitor,
			ObjectProvider<FlywayMigrationInitializer> initializers) {
		initializers.forEach((migrated) -> {
		});
		Set<String> names = monitor.names();
		if (names.size() == 1) {
			return new MigrationsHealthIndicator(monitor, names.iterator().next());
		}
		Map<String, HealthContributor> indicators = new LinkedHashMap<>();
		names.forEach((name) -> indicators.put(name, new MigrationsHealthIndicator(monitor, name)));
		return CompositeHealthContributor.fromMap(indicators);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
	static class ReadinessConfiguration {

		@Bean
		MigrationsHealthEndpointGroupsPostProcessor migrationsHealthEndpointGroupsPostProcessor(
				ObjectProvider<HealthEndpointProperties> properties) {
			HealthEndpointProperties endpoint = properties.getIfAvailable();
			HealthEndpointProperties.Group readiness = (endpoint != null) ? endpoint.getGroup().get("readiness") : null;
			Set<String> excludes = (readiness != null) ? readiness.getExclude() : null;
			return new MigrationsHealthEndpointGroupsPostProcessor((excludes != null) ? excludes : Set.of());
		}

	}

}
