package dev.headway.flyway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import dev.headway.revision.Version;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunnerSelection}: who runs migrations, shown by how often the lock is
 * taken.
 */
class RunnerSelectionTests extends AbstractDatabaseTests {

	private static final int MIGRATIONS = 12;

	static final List<Arguments> OF_FLYWAY = List.of(settings("group", (settings) -> settings.group(true), 1),
			settings("recording only", (settings) -> settings.skipExecutingMigrations(true), MIGRATIONS),
			settings("a resolver", (settings) -> settings.resolvers((context) -> List.of()), MIGRATIONS));

	private static Arguments settings(String name, Consumer<FluentConfiguration> settings, int locks) {
		return Arguments.argumentSet(name, settings, locks);
	}

	private int locksOf(Runner runner, Consumer<FluentConfiguration> settings) {
		for (int i = 1; i <= MIGRATIONS; i++) {
			this.folder.with("V" + i + "__m.sql", "create table t" + i + " (id int);");
		}
		CountingDataSource counting = new CountingDataSource(newPool(3));
		FlywayEngine engine = FlywayEngine.of(flyway((configuration) -> {
			configuration.dataSource(counting);
			settings.accept(configuration);
		}), EngineSettings.of(ParentRule.AUTO).with(runner));
		engine.migrate(new Upgrade(Map.of(), versions(), versions(), true, false, Set.of(), false), new Silent());
		assertThat(historyRows()).hasSizeGreaterThanOrEqualTo(MIGRATIONS);
		return (int) counting.statements().stream().filter(RunnerSelectionTests::isLock).count();
	}

	private static Set<Version> versions() {
		return Stream.iterate(1, (version) -> version + 1)
			.limit(MIGRATIONS)
			.map((version) -> Version.parse(version.toString()).orElseThrow())
			.collect(Collectors.toSet());
	}

	private static boolean isLock(String statement) {
		return statement.matches("(?is).*(for update|pg_try_advisory|get_lock).*");
	}

	@Test
	void headwayTakesTheLockOnceForAllMigrations() {
		assertThat(locksOf(Runner.HEADWAY, (settings) -> {
		})).isBetween(1, 4);
	}

	@Test
	void flywayTakesTheLockForEachMigration() {
		assertThat(locksOf(Runner.FLYWAY, (settings) -> {
		})).isGreaterThan(MIGRATIONS);
	}

	@ParameterizedTest
	@FieldSource("OF_FLYWAY")
	void someSettingsAreLeftToFlyway(Consumer<FluentConfiguration> settings, int locks) {
		assertThat(new RunnerSelection(flyway(settings).getConfiguration(), EngineSettings.of(ParentRule.AUTO))
			.supportsSettings()).isFalse();
		assertThat(locksOf(Runner.HEADWAY, settings)).isGreaterThanOrEqualTo(locks);
	}

	@Test
	void databaseWithoutHistoryIsLeftToFlywayIfItIsNotEmpty() {
		sql("create table old (id int)").update();
		assertThat(locksOf(Runner.HEADWAY, (settings) -> settings.baselineOnMigrate(true).baselineVersion("0")))
			.isGreaterThan(MIGRATIONS);
	}

	/**
	 * Wants to know nothing.
	 */
	private static final class Silent implements RevisionObserver {

		@Override
		public void started(Version version) {
		}

		@Override
		public void finished(Version version, @Nullable Throwable failure) {
		}

	}

}
