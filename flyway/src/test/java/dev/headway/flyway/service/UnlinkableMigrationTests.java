package dev.headway.flyway.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.HeadwayException;
import dev.headway.ProblemType;
import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Runner;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;
import dev.headway.testing.flyway.unlinkable.First;
import dev.headway.testing.flyway.unlinkable.Lazy;
import dev.headway.testing.flyway.unlinkable.Needy;
import dev.headway.testing.flyway.unlinkable.V4__Derived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Java migrations that need a class which is missing: those that Flyway skips are a
 * warning, and those that fail in Flyway name what is missing.
 */
class UnlinkableMigrationTests extends AbstractServiceTests {

	private static final String PACKAGE = First.class.getPackageName();

	private static final String LIBRARY = PACKAGE.replace('.', '/') + "/Library";

	@TempDir
	private Path classes;

	@Test
	void upgradeWhenClassesCannotBeLinkedSkipsThemAsFlywayDoes() {
		MigrationService service = service(Needy.class, V4__Derived.class);
		for (MigrationState state : List.of(service.state(), service.upgrade().state())) {
			assertThat(state.problems()).hasSize(2)
				.anySatisfy((problem) -> assertSkipped(problem, Needy.class, LIBRARY))
				.anySatisfy((problem) -> assertSkipped(problem, V4__Derived.class, LIBRARY + "$Use"));
		}
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service.state().current()).containsExactly("1");
		List<String> rows = historyRows();
		useNewDatabase();
		stock(Needy.class, V4__Derived.class).migrate();
		assertThat(historyRows()).isEqualTo(rows).hasSize(1);
	}

	private static void assertSkipped(MigrationProblem problem, Class<?> type, String missing) {
		assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE);
		assertThat(problem.scripts()).containsExactly(type.getName());
		assertThat(problem.message()).startsWith(type.getName() + ": Flyway skips this class")
			.contains("NoClassDefFoundError: " + missing)
			.contains("class path");
	}

	@ParameterizedTest
	@EnumSource
	void upgradeWhenClassFailsAsItRunsAppliesThoseBelowAndSaysWhatIsMissing(Runner runner) {
		MigrationService service = FlywayMigrationService
			.of(FlywayEngine.of(stock(Lazy.class), EngineSettings.of(ParentRule.AUTO).with(runner)), List.of());
		assertThat(service.state().problems()).isEmpty();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade)
			.withMessageContaining("Java migration")
			.withMessageContaining("NoClassDefFoundError: " + LIBRARY)
			.withMessageContaining("the latest applied version is 1")
			.withRootCauseInstanceOf(ClassNotFoundException.class);
		assertThat(service.state().current()).containsExactly("1");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
	}

	@Test
	void stateWhenProviderHasAClassThatCannotBeLinkedNamesIt() {
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> service((settings) -> settings.javaMigrationClassProvider(this::needy)).state())
			.withMessageContaining(Needy.class.getName())
			.withMessageContaining("NoClassDefFoundError: " + LIBRARY);
	}

	private List<Class<? extends JavaMigration>> needy() {
		try {
			Class<?> needy = new WithoutLibrary(this.classes, Needy.class).loadClass(Needy.class.getName());
			return List.of(needy.asSubclass(JavaMigration.class));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MigrationService service(Class<?>... migrations) {
		return FlywayMigrationService.of(FlywayEngine.of(stock(migrations), ParentRule.AUTO), List.of());
	}

	/**
	 * Flyway with the first migration and others on the class path, but not the library.
	 */
	private Flyway stock(Class<?>... migrations) {
		return Flyway.configure(new WithoutLibrary(this.classes, migrations))
			.dataSource(this.pool)
			.locations("classpath:" + PACKAGE.replace('.', '/'))
			.load();
	}

	/**
	 * Finds migrations in a folder that has nothing else.
	 */
	private static final class WithoutLibrary extends URLClassLoader {

		WithoutLibrary(Path folder, Class<?>... migrations) {
			super(new URL[] { url(folder) }, UnlinkableMigrationTests.class.getClassLoader());
			copy(First.class, folder);
			Stream.of(migrations).forEach((migration) -> copy(migration, folder));
		}

		private static URL url(Path folder) {
			try {
				return folder.toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void copy(Class<?> type, Path folder) {
			Path file = folder.resolve(type.getName().replace('.', '/') + ".class");
			try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
				Files.createDirectories(file.getParent());
				Files.write(file, Objects.requireNonNull(bytes).readAllBytes());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(PACKAGE)) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return findResources(name);
		}

	}

}
