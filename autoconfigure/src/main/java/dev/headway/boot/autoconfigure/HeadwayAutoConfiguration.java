package dev.headway.boot.autoconfigure;

import java.time.Clock;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;

/**
 * Auto-configuration for the migration services and for what a start does with them.
 * Boot's {@code flywayInitializer} calls the strategy, so what waits for Flyway waits for
 * Headway. Where there are several {@link Flyway} beans and none is primary, there is no
 * {@code migrationService} bean: ask {@link MigrationServices} for the one by name.
 */
@AutoConfiguration(after = FlywayAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
@ConditionalOnBooleanProperty(name = "headway.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HeadwayProperties.class)
public final class HeadwayAutoConfiguration {

	private final HeadwayProperties properties;

	private final FlywayBeans flyways;

	private final MigrationServiceFactory factory;

	HeadwayAutoConfiguration(HeadwayProperties properties, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<MigrationListener> listeners, ObjectProvider<MigrationListenerFactory> listenerFactories,
			ObjectProvider<MigrationMonitor> monitor) {
		this.properties = properties;
		this.flyways = new FlywayBeans(beanFactory);
		this.factory = new MigrationServiceFactory(properties.parents(), properties.runner(), listeners,
				listenerFactories, monitor);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnSingleCandidate(Flyway.class)
	MigrationService migrationService(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return this.factory.createWatched((name != null) ? name : "flyway", flyway);
	}

	@Bean
	DefaultMigrationServices migrationServices(ObjectProvider<MigrationService> serviceBean) {
		return new DefaultMigrationServices(this.flyways, this.factory, serviceBean);
	}

	@Bean
	MigrationMonitor migrationMonitor(MigrationServices services) {
		return new MigrationMonitor(services, this.properties.refreshInterval(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(value = FlywayMigrationStrategy.class, ignored = HeadwayMigrationStrategy.class)
	HeadwayMigrationStrategy headwayMigrationStrategy(DefaultMigrationServices services) {
		return new HeadwayMigrationStrategy(services, this.properties.startup(), this.properties.onProblem());
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	FlywayConfigurationCustomizer migrationGuardCustomizer() {
		return (configuration) -> configuration
			.callbacks(Stream.concat(Stream.of(configuration.getCallbacks()), Stream.of(this.factory.guard()))
				.toArray(Callback[]::new));
	}

	@Bean
	SmartInitializingSingleton foreignStrategyNotice(ObjectProvider<FlywayMigrationStrategy> strategies) {
		return () -> strategies.stream()
			.filter((strategy) -> !(strategy instanceof HeadwayMigrationStrategy))
			.forEach((strategy) -> LogFactory.getLog(HeadwayAutoConfiguration.class)
				.info("Headway upgrades nothing at start, it only watches: migrations are up to the application's own "
						+ strategy.getClass().getName()));
	}

}
