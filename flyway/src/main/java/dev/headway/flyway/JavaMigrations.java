package dev.headway.flyway;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;

import dev.headway.HeadwayException;
import dev.headway.script.CodeMigration;
import dev.headway.script.Revises;

/**
 * The Java migrations that Flyway would run: those that it is configured with, and those
 * whose classes are in its locations.
 *
 * @param configuration the user's settings
 */
record JavaMigrations(Configuration configuration) {

	Collection<CodeMigration> find(List<String> classNames) {
		List<JavaMigration> migrations = new ArrayList<>(Arrays.asList(this.configuration.getJavaMigrations()));
		classes(classNames).map(JavaMigrations::instantiate).forEach(migrations::add);
		return migrations.stream().map(JavaMigrations::describe).toList();
	}

	private Stream<Class<? extends JavaMigration>> classes(List<String> classNames) {
		if (this.configuration.isSkipDefaultResolvers()) {
			return Stream.empty();
		}
		ClassProvider<JavaMigration> provider = this.configuration.getJavaMigrationClassProvider();
		if (provider != null) {
			return provider.getClasses().stream();
		}
		return classNames.stream().map(this::load).flatMap(Optional::stream);
	}

	private Optional<Class<? extends JavaMigration>> load(String className) {
		try {
			Class<?> type = Class.forName(className, false, this.configuration.getClassLoader());
			boolean concrete = !Modifier.isAbstract(type.getModifiers()) && !type.isInterface() && !type.isEnum();
			return (concrete && JavaMigration.class.isAssignableFrom(type))
					? Optional.of(type.asSubclass(JavaMigration.class)) : Optional.empty();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return Optional.empty();
		}
	}

	private static JavaMigration instantiate(Class<? extends JavaMigration> type) {
		try {
			return type.getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new HeadwayException("The Java migration " + type.getName() + " cannot be instantiated (" + ex
					+ "). Give it a public constructor without parameters, or make it a bean.", ex);
		}
	}

	private static CodeMigration describe(JavaMigration migration) {
		String version = (migration.getVersion() != null) ? migration.getVersion().getVersion() : null;
		return new CodeMigration(migration.getClass().getName(), version, migration.getDescription(),
				migration.getClass().getAnnotation(Revises.class), migration.getChecksum());
	}

}
