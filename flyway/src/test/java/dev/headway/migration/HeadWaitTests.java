package dev.headway.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.HeadwayException;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeadWait}. What another process does happens between two readings, and
 * so does the passing of time.
 */
class HeadWaitTests extends AbstractDatabaseTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private final List<String> reports = new ArrayList<>();

	private Duration waited = Duration.ZERO;

	@BeforeEach
	void writeScripts() {
		this.folder.withMerge();
	}

	private static MigrationService service(Flyway flyway) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
	}

	private HeadWait wait(DataSource dataSource, Consumer<Duration> between) {
		return new HeadWait(service(flyway((settings) -> settings.dataSource(dataSource))), TIMEOUT,
				() -> this.waited.toNanos(), (pause) -> {
					this.waited = this.waited.plus(pause);
					between.accept(this.waited);
				});
	}

	private HeadWait wait(Consumer<Duration> between) {
		return wait(this.pool, between);
	}

	private static void nothing(Duration waited) {
	}

	/**
	 * Something that happens once.
	 */
	private static Consumer<Duration> after(Duration time, Runnable action) {
		return (waited) -> {
			if (waited.equals(time)) {
				action.run();
			}
		};
	}

	@Test
	void awaitWhenStockFlywayMigratesReturns() {
		HeadWait wait = wait(after(Duration.ofSeconds(31), () -> flyway().migrate()));
		assertThat(wait.await(this.reports::add)).isTrue();
		assertThat(wait.state()).isNotNull().extracting(MigrationState::status).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(this.waited).isEqualTo(Duration.ofSeconds(31));
		assertThat(this.reports).containsExactly("Waiting for another process to apply 1, 2, 3, 4; timeout in 5m",
				"Waiting for another process to apply 1, 2, 3, 4; timeout in 4m30s");
		assertThat(wait.isOver()).isTrue();
	}

	@Test
	void awaitWhenTheDatabaseIsAheadReturnsAtOnce() {
		this.folder.with("V5__e.sql", "-- revises: 4");
		service(flyway()).upgrade();
		this.folder.without("V5__e.sql");
		HeadWait wait = wait(HeadWaitTests::nothing);
		assertThat(wait.await(this.reports::add)).isTrue();
		assertThat(wait.state()).isNotNull().extracting(MigrationState::status).isEqualTo(MigrationStatus.AHEAD);
		assertThat(this.reports).isEmpty();
	}

	@Test
	void awaitWhenNothingHappensEndsWithTheTimeout() {
		service(flyway()).upgrade("3");
		HeadWait wait = wait(HeadWaitTests::nothing);
		assertThat(wait.await(this.reports::add)).isFalse();
		assertThat(wait.isOver()).isFalse();
		assertThat(this.waited).isEqualTo(TIMEOUT);
		assertThat(wait.summary()).isEqualTo("Waited 5m for another process to apply 2, 4.");
		assertThat(this.reports).hasSize(10).last().asString().endsWith("; timeout in 30s");
	}

	@Test
	void awaitOnlySelects() {
		service(flyway()).upgrade("3");
		CountingDataSource counting = new CountingDataSource(this.pool);
		wait(counting, HeadWaitTests::nothing).await(this.reports::add);
		assertThat(counting.statements().stream().map((statement) -> statement.split(" ", 2)[0]).distinct())
			.isSubsetOf("SELECT", "getSchema", "getCatalog");
		assertThat(counting.statements()).hasSize(counting.connections() + 1);
	}

	@Test
	void awaitWhenTheScriptsAreInConflictReturnsAtOnce() {
		this.folder.with("V5__e.sql", "-- revises: 3");
		HeadWait wait = wait(HeadWaitTests::nothing);
		assertThat(wait.await(this.reports::add)).isFalse();
		assertThat(wait.isOver()).isTrue();
		assertThat(this.reports).isEmpty();
		assertThat(this.waited).isZero();
	}

	@Test
	void awaitWhenAMigrationFailedWaitsUntilThatIsFixed() {
		flyway().migrate();
		String mark = "update \"flyway_schema_history\" set \"success\" = ? where \"version\" = '4'";
		sql(mark).param(false).update();
		HeadWait wait = wait(after(Duration.ofSeconds(1), () -> sql(mark).param(true).update()));
		assertThat(wait.await(this.reports::add)).isTrue();
		assertThat(this.reports).singleElement()
			.asString()
			.startsWith("Waiting for another process to fix the database (FAILED: V4__merge.sql failed ");
	}

	@Test
	void awaitWhenTheDatabaseCannotBeReadTriesAgain() {
		HeadWait wait = wait(new DriverManagerDataSource("jdbc:h2:mem:none;IFEXISTS=TRUE"), HeadWaitTests::nothing);
		assertThat(wait.await(this.reports::add)).isFalse();
		assertThat(this.reports).hasSize(10);
		assertThat(wait.state()).isNull();
		assertThat(wait.failure()).isNotNull();
		assertThat(wait.summary()).startsWith("Waited 5m for the database, which cannot be read (Database ")
			.endsWith(").");
	}

	@Test
	void awaitWhenInterruptedFails() {
		HeadWait wait = wait((waited) -> Thread.currentThread().interrupt());
		try {
			assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> wait.await(this.reports::add))
				.withMessage("Interrupted while waiting for another process to apply 1, 2, 3, 4.");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

}
