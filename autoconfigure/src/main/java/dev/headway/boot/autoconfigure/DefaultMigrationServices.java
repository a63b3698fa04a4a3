package dev.headway.boot.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.Assert;

import dev.headway.boot.MigrationServices;
import dev.headway.migration.MigrationService;

/**
 * {@link MigrationServices} that makes a service when it is first asked for. The
 * {@link MigrationService} bean, be it ours or the application's own, serves the single
 * or primary {@link Flyway} bean.
 */
final class DefaultMigrationServices implements MigrationServices {

	private static final String UNNAMED = "unnamed";

	private final FlywayBeans flyways;

	private final MigrationServiceFactory factory;

	private final ObjectProvider<MigrationService> serviceBean;

	private final Map<String, MigrationService> services = new ConcurrentHashMap<>();

	DefaultMigrationServices(FlywayBeans flyways, MigrationServiceFactory factory,
			ObjectProvider<MigrationService> serviceBean) {
		this.flyways = flyways;
		this.factory = factory;
		this.serviceBean = serviceBean;
	}

	@Override
	public Set<String> names() {
		return this.flyways.names();
	}

	@Override
	public MigrationService get(String name) {
		MigrationService service = this.services.get(name);
		if (service == null) {
			Assert.isTrue(names().contains(name),
					() -> "'%s' is no Flyway bean; there are %s".formatted(name, names()));
			MigrationService made = find(name);
			MigrationService earlier = this.services.putIfAbsent(name, made);
			service = (earlier != null) ? earlier : made;
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
	 * The service of an instance that may be no bean; its service is then made anew.
	 * @param flyway the instance
	 * @return its service and the name to call it
	 */
	Named get(Flyway flyway) {
		String name = this.flyways.nameOf(flyway);
		return (name != null) ? new Named(name, get(name)) : new Named(UNNAMED, this.factory.create(UNNAMED, flyway));
	}

	private MigrationService find(String name) {
		MigrationService service = name.equals(this.flyways.singleCandidate()) ? this.serviceBean.getIfUnique() : null;
		return (service != null) ? service : this.factory.createWatched(name, this.flyways.get(name));
	}

	record Named(String name, MigrationService service) {

	}

}
