package dev.headway.flyway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.internals.FlywayScan;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.revision.Version;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeadwayRunner}: what it does each time it gets the lock.
 */
class HeadwayRunnerTests extends AbstractDatabaseTests {

	private static final int MIGRATIONS = 6;

	private final List<String> heard = new ArrayList<>();

	private final Set<Version> known = IntStream.rangeClosed(1, MIGRATIONS)
		.mapToObj(HeadwayRunnerTests::version)
		.collect(Collectors.toSet());

	private static Version version(int number) {
		return Version.parse(String.valueOf(number)).orElseThrow();
	}

	private long locksOf(Duration slice) {
		for (int i = 1; i <= MIGRATIONS; i++) {
			this.folder.with("V" + i + "__m.sql", "create table t" + i + " (id int);");
		}
		CountingDataSource counting = new CountingDataSource(this.pool);
		FluentConfiguration configuration = Flyway.configure()
			.dataSource(counting)
			.locations(this.folder.location())
			.outOfOrder(true)
			.ignoreMigrationPatterns("*:missing");
		FlywayScan scan = new FlywayScan(configuration);
		configuration.resourceProvider(scan.resources()).javaMigrationClassProvider(scan.classes());
		Upgrade upgrade = new Upgrade(Map.of(version(2), List.of(version(1))), this.known, this.known, true, false,
				Set.of(), false);
		UpgradeSession.open(configuration, (session) -> {
			new HeadwayRunner(session, configuration, upgrade, EngineSettings.of(ParentRule.AUTO), new Hearer(), slice)
				.run();
			return true;
		});
		return counting.statements()
			.stream()
			.filter((sql) -> sql.matches("(?is).*(for update|pg_try_advisory\\w*\\(\\d|get_lock\\(\\?, ?[1-9]).*"))
			.count();
	}

	@Test
	void runTakesTheLockAgainWhenItsTimeIsOver() {
		assertThat(locksOf(Duration.ZERO)).isBetween((long) MIGRATIONS, MIGRATIONS + 2L);
		assertThat(this.heard).containsExactly("1", "2", "3", "4", "5", "6");
		assertThat(historyRows()).hasSize(MIGRATIONS);
		assertThat(storedParents()).containsExactly("2 <- 1");
		assertThatStockFlywayIsContent();
	}

	@Test
	void runLeavesOutWhatOthersAppliedBetweenItsTurns() {
		this.folder.with("V4__m.sql", "create table t4 (id int);");
		flyway().migrate();
		locksOf(Duration.ZERO);
		assertThat(this.heard).containsExactly("1", "2", "3", "5", "6");
	}

	@Test
	void runEndsWhenOthersAppliedWhatThisBuildDoesNotHave() {
		this.folder.with("V1__m.sql", "create table t1 (id int);");
		flyway().migrate();
		insertRow("0.5", "SQL", "V0_5__other.sql", true);
		assertThatExceptionOfType(HistoryMovedException.class).isThrownBy(() -> locksOf(Duration.ofDays(1)))
			.withMessageContaining("another build applied 0.5");
		assertThat(this.heard).isEmpty();
	}

	/**
	 * Keeps what has run.
	 */
	private final class Hearer implements RevisionObserver {

		@Override
		public void started(Version version) {
		}

		@Override
		public void finished(Version version, @Nullable Throwable failure) {
			HeadwayRunnerTests.this.heard.add(version.text());
		}

	}

}
