package dev.headway.boot;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.headway.migration.MigrationService;

/**
 * Services by name, without Flyway.
 *
 * @param services the services
 * @param scriptsMayChange whether scripts may change
 */
public record TestMigrationServices(Map<String, MigrationService> services,
		boolean scriptsMayChange) implements MigrationServices {

	public TestMigrationServices {
		services = new TreeMap<>(services);
	}

	public TestMigrationServices(Map<String, MigrationService> services) {
		this(services, false);
	}

	public static MigrationServices of(MigrationService service) {
		return new TestMigrationServices(Map.of("flyway", service));
	}

	@Override
	public Set<String> names() {
		return this.services.keySet();
	}

	@Override
	public MigrationService get(String name) {
		return Objects.requireNonNull(this.services.get(name));
	}

	@Override
	public boolean scriptsMayChange(String name) {
		return this.scriptsMayChange;
	}

}
