package dev.headway.flyway;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.DecoratingProxy;
import org.springframework.util.ClassUtils;

import dev.headway.HeadwayException;
import dev.headway.script.CodeMigration;
import dev.headway.script.Revises;
import dev.headway.script.RevisingMigration;

/**
 * The Java migrations that Flyway would run: those that it is configured with, and those
 * whose classes are in its locations.
 *
 * @param configuration the user's settings
 */
record JavaMigrations(Configuration configuration) {

	Collection<CodeMigration> find(List<String> classNames) {
		return Stream
			.concat(Arrays.stream(this.configuration.getJavaMigrations()).map(JavaMigrations::describe),
					read(classNames))
			.toList();
	}

	private Stream<CodeMigration> read(List<String> classNames) {
		if (this.configuration.isSkipDefaultResolvers()) {
			return Stream.empty();
		}
		ClassProvider<JavaMigration> provider = this.configuration.getJavaMigrationClassProvider();
		return (provider != null) ? provider.getClasses().stream().map(JavaMigrations::provided)
				: classNames.stream().flatMap((name) -> scanned(name).stream());
	}

	private static CodeMigration provided(Class<? extends JavaMigration> type) {
		try {
			return describe(type.getDeclaredConstructor().newInstance());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw new HeadwayException("The Java migration " + type.getName() + " cannot be instantiated ("
					+ rootCause(ex) + "). Add what is missing to the class path, give it a public constructor without"
					+ " parameters, or make it a bean.", ex);
		}
	}

	/**
	 * Read a class in a location. Flyway skips one that cannot be instantiated
	 * ({@code ClassPathScanner}); if it cannot even be loaded, its name shows whether it
	 * is a migration.
	 */
	private Optional<CodeMigration> scanned(String className) {
		boolean migration = className.contains(this.configuration.getSqlMigrationSeparator());
		try {
			Class<?> type = Class.forName(className, false, this.configuration.getClassLoader());
			boolean concrete = !Modifier.isAbstract(type.getModifiers()) && !type.isInterface() && !type.isEnum();
			migration = concrete && JavaMigration.class.isAssignableFrom(type);
			return migration ? Optional.of(describe((JavaMigration) type.getDeclaredConstructor().newInstance()))
					: Optional.empty();
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return migration ? Optional.of(CodeMigration.skipped(className, rootCause(ex))) : Optional.empty();
		}
	}

	/**
	 * What is missing, without what wraps it, and without the class loader's own failure.
	 */
	private static String rootCause(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && !(cause instanceof NoClassDefFoundError)) {
			cause = cause.getCause();
		}
		return cause.getClass().getSimpleName() + ": " + cause.getMessage();
	}

	private static CodeMigration describe(JavaMigration migration) {
		String version = (migration.getVersion() != null) ? migration.getVersion().getVersion() : null;
		CodeMigration described = new CodeMigration(migration.getClass().getName(), version, migration.getDescription(),
				declaringClass(migration).getAnnotation(Revises.class), migration.getChecksum());
		return (migration instanceof RevisingMigration revising) ? described.with(revising) : described;
	}

	/**
	 * The class that has the annotation: that of the migration itself, not of a proxy
	 * that Spring has put around it.
	 */
	private static Class<?> declaringClass(JavaMigration migration) {
		return (migration instanceof DecoratingProxy proxy) ? proxy.getDecoratedClass()
				: ClassUtils.getUserClass(migration);
	}

}
