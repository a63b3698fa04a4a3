package dev.headway.boot.autoconfigure.modulith;

import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.beans.factory.BeanFactory;

/**
 * The histories of the modules of a Spring Modulith application, for {@code db} commands,
 * which do not migrate first: a folder and a table for each module, as Modulith's
 * {@code SpringModulithFlywayMigrationStrategy} derives them. Needs no class of Modulith.
 */
public final class ModulithHistories {

	private static final String IDENTIFIERS = "applicationModuleIdentifiers";

	private static final String ROOT = "__root";

	private final BeanFactory beanFactory;

	public ModulithHistories(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Derive the configuration of each module, whether it has migrations or not.
	 * @param own the configuration of the application
	 * @return the configurations
	 */
	public Stream<Configuration> derive(Configuration own) {
		if (!this.beanFactory.containsBean(IDENTIFIERS)) {
			return Stream.empty();
		}
		Iterable<?> modules = this.beanFactory.getBean(IDENTIFIERS, Iterable.class);
		return Stream.concat(Stream.of(ROOT), StreamSupport.stream(modules.spliterator(), false).map(Object::toString))
			.map((module) -> derive(own, module));
	}

	private static Configuration derive(Configuration own, String module) {
		return Flyway.configure(own.getClassLoader())
			.configuration(own)
			.locations(Arrays.stream(own.getLocations())
				.map(Object::toString)
				.map((location) -> location.endsWith("*") ? location : location + "/" + module.replace('.', '/'))
				.toArray(String[]::new))
			.table(module.equals(ROOT) ? own.getTable() : own.getTable() + "_" + module)
			.baselineVersion("0")
			.baselineOnMigrate(true);
	}

}
