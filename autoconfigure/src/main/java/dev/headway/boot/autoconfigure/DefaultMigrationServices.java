package dev.headway.boot.autoconfigure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.autoconfigure.modulith.ModulithHistories;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.MigrationGuard;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * {@link MigrationServices} that creates a service when it is first requested. The
 * {@link MigrationService} bean, Headway's or the application's, serves the single or
 * primary {@link Flyway} bean. What an application derives from a bean and migrates, such
 * as a history for each module, has a service of its own. Changes are reported to the
 * {@link MigrationMonitor}.
 */
final class DefaultMigrationServices implements MigrationServices {

	private static final String UNNAMED = "unnamed";

	private final ConfigurableListableBeanFactory beanFactory;

	private final FlywayBeans flyways;

	private final HeadwayProperties properties;

	private final Map<String, MigrationService> services = new ConcurrentHashMap<>();

	private final Map<String, Map<String, Configuration>> expected = new ConcurrentHashMap<>();

	DefaultMigrationServices(ConfigurableListableBeanFactory beanFactory, HeadwayProperties properties) {
		this.beanFactory = beanFactory;
		this.flyways = new FlywayBeans(beanFactory);
		this.properties = properties;
	}

	@Override
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		this.flyways.names().stream().filter(this::isHistory).forEach(names::add);
		names.addAll(derived().keySet());
		return names;
	}

	/**
	 * The name of the history to use if none is given, or {@code null} if there are
	 * several and none of them is that of the single or primary {@link Flyway} bean.
	 */
	@Nullable String primary() {
		Set<String> names = names();
		String candidate = this.flyways.singleCandidate();
		return (candidate != null && !names.contains(candidate))
				? ((names.size() == 1) ? names.iterator().next() : null) : candidate;
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
		Configuration configuration = configuration(name);
		return configuration.getResourceProvider() != null || !Arrays.stream(configuration.getLocations())
			.allMatch((location) -> location.toString().startsWith("classpath:"));
	}

	/**
	 * The service of an instance. If that is not a bean, each call creates a new service.
	 */
	Named get(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return (name != null) ? new Named(name, option(name), get(name))
				: new Named(UNNAMED, FlywayOption.NONE, create(UNNAMED, engine(flyway.getConfiguration())));
	}

	/**
	 * Create the service of a bean that may still be on its way into the context.
	 */
	MigrationService create(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return create((name != null) ? name : "flyway", engine(flyway.getConfiguration()));
	}

	private MigrationService find(String name) {
		MigrationService service = name.equals(this.flyways.singleCandidate())
				? this.beanFactory.getBeanProvider(MigrationService.class).getIfUnique() : null;
		return (service != null) ? service : create(name, engine(name));
	}

	private MigrationService create(String name, FlywayEngine engine) {
		List<MigrationListener> listeners = Stream
			.concat(beans(MigrationListenerFactory.class).map((factory) -> factory.create(name)),
					beans(MigrationListener.class))
			.toList();
		return new MonitoredMigrationService(
				FlywayMigrationService.of(engine, listeners, this.properties.readTimeout()), name, option(name),
				this.beanFactory.getBeanProvider(MigrationMonitor.class));
	}

	/**
	 * The engine of a {@link Flyway} bean or of a history that is derived from one.
	 */
	FlywayEngine engine(String name) {
		return engine(configuration(name));
	}

	private FlywayEngine engine(Configuration configuration) {
		return FlywayEngine.of(configuration, this.properties.engine());
	}

	private Configuration configuration(String name) {
		Configuration derived = derived().get(name);
		return (derived != null) ? derived : this.flyways.get(name, names()).getConfiguration();
	}

	/**
	 * Whether a bean's own history is one of the application's, and not only those that
	 * are derived from it.
	 */
	private boolean isHistory(String bean) {
		MigrationGuard guard = guard(bean);
		return guard == null || guard.hasMigratedOwn() || derived(bean).isEmpty();
	}

	private Map<String, Configuration> derived() {
		Set<String> beans = this.flyways.names();
		Map<String, Configuration> all = new LinkedHashMap<>();
		for (String bean : beans) {
			derived(bean).forEach((name, configuration) -> {
				boolean taken = beans.contains(name) || all.containsKey(name);
				all.put(taken ? bean + "." + name : name, configuration);
			});
		}
		return all;
	}

	/**
	 * What was derived from a bean and migrated, or will be if nothing was migrated yet.
	 */
	private Map<String, Configuration> derived(String bean) {
		MigrationGuard guard = guard(bean);
		if (guard == null) {
			return Map.of();
		}
		Map<String, Configuration> derived = guard.derived();
		return (derived.isEmpty() && !guard.hasMigratedOwn()) ? expected(bean) : derived;
	}

	private Map<String, Configuration> expected(String bean) {
		Map<String, Configuration> expected = this.expected.get(bean);
		if (expected == null) {
			expected = bean.equals(this.flyways.singleCandidate()) ? modules(this.flyways.get(bean).getConfiguration())
					: Map.of();
			this.expected.put(bean, expected);
		}
		return expected;
	}

	private Map<String, Configuration> modules(Configuration own) {
		Map<String, Configuration> modules = new LinkedHashMap<>();
		beans(ModulithHistories.class).flatMap((modulith) -> modulith.derive(own))
			.filter((derived) -> engine(derived).hasScripts())
			.forEach((derived) -> modules.put(MigrationGuard.nameOf(own, derived), derived));
		return modules;
	}

	private @Nullable MigrationGuard guard(String bean) {
		Flyway flyway = this.flyways.created(bean);
		return (flyway != null) ? MigrationGuard.of(flyway).orElse(null) : null;
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
