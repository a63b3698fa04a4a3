package dev.headway.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * {@link MigrationServices} that creates a service when it is first requested. The
 * {@link MigrationService} bean, Headway's or the application's, serves the single or
 * primary {@link Flyway} bean. Changes are reported to the {@link MigrationMonitor}.
 */
final class DefaultMigrationServices implements MigrationServices {

	private static final String UNNAMED = "unnamed";

	private final ConfigurableListableBeanFactory beanFactory;

	private final FlywayBeans flyways;

	private final HeadwayProperties properties;

	private final Map<String, MigrationService> services = new ConcurrentHashMap<>();

	DefaultMigrationServices(ConfigurableListableBeanFactory beanFactory, HeadwayProperties properties) {
		this.beanFactory = beanFactory;
		this.flyways = new FlywayBeans(beanFactory);
		this.properties = properties;
	}

	@Override
	public Set<String> names() {
		return this.flyways.names();
	}

	@Override
	public MigrationService get(String name) {
		MigrationService service = this.services.get(name);
		if (service == null) {
			MigrationService created = find(name);
			MigrationService earlier = this.services.putIfAbsent(name, created);
			service = (earlier != null) ? earlier : created;
		}
		return service;
	}

	@Override
	public boolean scriptsMayChange(String name) {
		Configuration configuration = this.flyways.get(name).getConfiguration();
		return configuration.getResourceProvider() != null || !Arrays.stream(configuration.getLocations())
			.allMatch((location) -> location.toString().startsWith("classpath:"));
	}

	/**
	 * The service of an instance. If that is not a bean, each call creates a new service.
	 */
	Named get(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return (name != null) ? new Named(name, option(name), get(name))
				: new Named(UNNAMED, FlywayOption.NONE, create(UNNAMED, flyway));
	}

	/**
	 * Create the service of a bean that may still be on its way into the context.
	 */
	MigrationService create(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return create((name != null) ? name : "flyway", flyway);
	}

	private MigrationService find(String name) {
		MigrationService service = name.equals(this.flyways.singleCandidate())
				? this.beanFactory.getBeanProvider(MigrationService.class).getIfUnique() : null;
		return (service != null) ? service : create(name, this.flyways.get(name));
	}

	private MigrationService create(String name, Flyway flyway) {
		List<MigrationListener> listeners = Stream
			.concat(beans(MigrationListenerFactory.class).map((factory) -> factory.create(name)),
					beans(MigrationListener.class))
			.toList();
		FlywayEngine engine = FlywayEngine.of(flyway, this.properties.parents(), this.properties.runner())
			.allowing(this.properties.heads())
			.preferring(this.properties.resolve())
			.followingRebases(this.properties.followRebase());
		return new MonitoredMigrationService(FlywayMigrationService.of(engine, listeners), name, option(name),
				this.beanFactory.getBeanProvider(MigrationMonitor.class));
	}

	private FlywayOption option(String name) {
		return FlywayOption.of(name, names());
	}

	private <T> Stream<T> beans(Class<T> type) {
		return this.beanFactory.getBeanProvider(type).orderedStream();
	}

	record Named(String name, FlywayOption option, MigrationService service) {

		MigrationReport report(MigrationState state) {
			return new MigrationReport(this.name, this.option, state);
		}

	}

}
