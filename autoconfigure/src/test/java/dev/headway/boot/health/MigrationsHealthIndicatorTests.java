package dev.headway.boot.health;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;

import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationStates;
import dev.headway.boot.SettableClock;
import dev.headway.boot.TestMigrationServices;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsHealthIndicator}.
 */
class MigrationsHealthIndicatorTests {

	@ParameterizedTest
	@CsvSource({ "INVALID, DOWN", "CONFLICT, DOWN", "FAILED, DOWN", "CHANGED, DOWN", "DIVERGED, DOWN",
			"PENDING, OUT_OF_SERVICE", "AHEAD, UP", "UP_TO_DATE, UP" })
	void healthFollowsStatus(MigrationStatus status, String expected) {
		Health health = health(MigrationStates.of(status));
		assertThat(health.getStatus()).isEqualTo(new Status(expected));
		assertThat(health.getDetails()).containsEntry("status", status);
	}

	@Test
	void healthWhenUpToDateHasFourDetails() {
		assertThat(health(MigrationStates.UP_TO_DATE).getDetails()).containsEntry("status", MigrationStatus.UP_TO_DATE)
			.containsEntry("current", List.of("1"))
			.containsEntry("heads", List.of("1"))
			.containsEntry("pending", 0)
			.hasSize(4);
	}

	@Test
	void healthWhenConflictTellsHowToResolveIt() {
		assertThat(health(MigrationStates.CONFLICT).getDetails()).containsEntry("heads", List.of("2", "3"))
			.containsEntry("pending", 2)
			.containsEntry("forkedAt", List.of("1"))
			.containsEntry("resolve", List.of("db merge 2 3", "db rebase 3 --onto 2"))
			.containsEntry("problems", List.of("Two heads, 2 and 3, both revise 1."));
	}

	@Test
	void healthWhileAnUpgradeRunsShowsItsProgress() {
		Health health = health(MigrationStates.RUNNING);
		assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health.getDetails().get("progress")).asString()
			.matches("2 \\(3 of 12\\) has been running for \\d+ s, waiting for a lock on users held by pid 77");
	}

	@Test
	void healthWhenAheadShowsDetail() {
		assertThat(health(MigrationStates.of(MigrationStatus.AHEAD, "The database is 2 revisions ahead.")).getDetails())
			.containsEntry("problems", List.of("The database is 2 revisions ahead."));
	}

	@Test
	void healthWhenDatabaseFailsIsDownWithoutItsWords() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		service.answerWith(() -> {
			throw new DataAccessResourceFailureException("jdbc:secret");
		});
		Health health = health(service);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("error");
		assertThat(health.getDetails().toString()).doesNotContain("secret", "DataAccess");
	}

	private static Health health(MigrationState state) {
		return health(new CountingMigrationService(state));
	}

	private static Health health(CountingMigrationService service) {
		MigrationMonitor monitor = new MigrationMonitor(TestMigrationServices.of(service), Duration.ofSeconds(5),
				new SettableClock());
		return new MigrationsHealthIndicator(monitor, "flyway").health();
	}

}
