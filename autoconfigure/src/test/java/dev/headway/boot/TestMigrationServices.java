package dev.headway.boot;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.headway.migration.MigrationService;

/**
 * Services by name without any Flyway.
 *
 * @param services the services
 */
public record TestMigrationServices(Map<String, MigrationService> services) implements MigrationServices {

	public TestMigrationServices(Map<String, MigrationService> services) {
		this.services = new TreeMap<>(services);
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

}
