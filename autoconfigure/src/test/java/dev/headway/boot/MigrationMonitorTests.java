package dev.headway.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.migration.MigrationState;
import dev.headway.testing.Background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationMonitor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationMonitorTests {

	private final SettableClock clock = new SettableClock();

	private final CountingMigrationService service = new CountingMigrationService(MigrationStates.CONFLICT);

	private final MigrationMonitor monitor = new MigrationMonitor(TestMigrationServices.of(this.service),
			Duration.ofSeconds(5), this.clock);

	@Test
	void readWhenFirstTakesState() {
		Reading reading = this.monitor.read("flyway");
		assertThat(reading.state()).isSameAs(MigrationStates.CONFLICT);
		assertThat(reading.failure()).isNull();
		assertThat(reading.takenAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void readNeverReadsScripts() {
		this.monitor.read("flyway");
		assertThat(this.service.states()).isZero();
	}

	@Test
	void readWithinIntervalReadsOnce() {
		Reading first = this.monitor.read("flyway");
		this.clock.pass(Duration.ofMillis(4999));
		assertThat(this.monitor.read("flyway")).isSameAs(first);
		assertThat(this.service.refreshes()).isOne();
	}

	@Test
	void readWhenIntervalIsOverReadsAgain() {
		this.monitor.read("flyway");
		this.service.answerWith(() -> MigrationStates.UP_TO_DATE);
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void readWhenClockWasSetBackReadsAgain() {
		this.monitor.read("flyway");
		this.clock.pass(Duration.ofHours(-1));
		this.monitor.read("flyway");
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void readWhenIntervalIsZeroReadsEachTime() {
		MigrationMonitor monitor = new MigrationMonitor(TestMigrationServices.of(this.service), Duration.ZERO,
				this.clock);
		monitor.read("flyway");
		monitor.read("flyway");
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void createWhenIntervalIsNegativeThrows() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new MigrationMonitor(TestMigrationServices.of(this.service), Duration.ofSeconds(-1), this.clock))
			.withMessage("'interval' must not be negative");
	}

	@Test
	void readWhenDatabaseFailsKeepsFailureForInterval(CapturedOutput output) {
		DataAccessResourceFailureException failure = new DataAccessResourceFailureException("gone");
		this.service.answerWith(() -> {
			throw failure;
		});
		Reading reading = this.monitor.read("flyway");
		assertThat(reading.state()).isNull();
		assertThat(reading.failure()).isSameAs(failure);
		assertThat(this.monitor.read("flyway")).isSameAs(reading);
		assertThat(this.service.refreshes()).isOne();
		assertThat(output).containsOnlyOnce("Cannot read the migration history of Flyway bean 'flyway'.");
	}

	@Test
	void readWhenDatabaseGoesOnFailingLogsOnce(CapturedOutput output) {
		this.service.answerWith(() -> {
			throw new DataAccessResourceFailureException("gone");
		});
		this.monitor.read("flyway");
		this.clock.pass(Duration.ofSeconds(6));
		this.monitor.read("flyway");
		this.service.answerWith(() -> MigrationStates.UP_TO_DATE);
		this.clock.pass(Duration.ofSeconds(6));
		this.monitor.read("flyway");
		assertThat(output).containsOnlyOnce("Cannot read the migration history of Flyway bean 'flyway'.")
			.containsOnlyOnce("The migration history of Flyway bean 'flyway' can be read again.");
	}

	@Test
	void readWhenManyThreadsAskAtFirstReadsOnce() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(reading, goOn, MigrationStates.UP_TO_DATE));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<CompletableFuture<Reading>> readings = IntStream.range(0, 8)
				.mapToObj((index) -> CompletableFuture.supplyAsync(() -> this.monitor.read("flyway"), executor))
				.toList();
			assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
			goOn.countDown();
			Reading first = readings.get(0).get(10, TimeUnit.SECONDS);
			assertThat(readings).allSatisfy((each) -> assertThat(each.get(10, TimeUnit.SECONDS)).isSameAs(first));
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.service.refreshes()).isOne();
	}

	@Test
	void readWhileAnotherThreadReadsReturnsLastReading() throws Exception {
		Reading last = this.monitor.read("flyway");
		this.clock.pass(Duration.ofSeconds(6));
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(reading, goOn, MigrationStates.UP_TO_DATE));
		CompletableFuture<Reading> slow = Background.call(() -> this.monitor.read("flyway"));
		assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.monitor.read("flyway")).isSameAs(last);
		goOn.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS).state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void readWhenDatabaseDoesNotAnswerAtFirstFails() {
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(new CountDownLatch(1), goOn, MigrationStates.UP_TO_DATE));
		Reading reading = this.monitor.read("flyway");
		assertThat(reading.state()).isNull();
		assertThat(reading.failure()).isInstanceOf(QueryTimeoutException.class);
		assertThat(this.service.refreshes()).isOne();
		goOn.countDown();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE));
	}

	@Test
	void readWhenDatabaseDoesNotAnswerReturnsLastReadingUntilItIsTooOld() {
		Reading last = this.monitor.read("flyway");
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(new CountDownLatch(1), goOn, MigrationStates.UP_TO_DATE));
		this.clock.pass(Duration.ofSeconds(7));
		Reading overdue = this.monitor.read("flyway");
		assertThat(overdue.overdue()).isTrue();
		assertThat(overdue.takenAt()).isEqualTo(last.takenAt());
		assertThat(overdue.state()).isSameAs(MigrationStates.CONFLICT);
		this.clock.pass(Duration.ofSeconds(28));
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.CONFLICT);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(this.monitor.read("flyway").failure()).isInstanceOf(QueryTimeoutException.class);
		assertThat(this.service.refreshes()).isEqualTo(2);
		goOn.countDown();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE));
	}

	@Test
	void readWhenQueryTimesOutKeepsLastReadingAndTriesAgainAfterInterval(CapturedOutput output) {
		this.monitor.read("flyway");
		this.service.answerWith(() -> {
			throw new QueryTimeoutException("locked");
		});
		this.clock.pass(Duration.ofSeconds(7));
		assertThat(this.monitor.read("flyway").overdue()).isTrue();
		assertThat(this.monitor.read("flyway").overdue()).isTrue();
		assertThat(this.service.refreshes()).isEqualTo(2);
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.CONFLICT);
		assertThat(this.service.refreshes()).isEqualTo(3);
		this.service.answerWith(() -> MigrationStates.UP_TO_DATE);
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(output).containsOnlyOnce("Cannot read the migration history of Flyway bean 'flyway'.");
	}

	@Test
	void readOfOneHistoryDoesNotReadAnother() {
		CountingMigrationService other = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		MigrationMonitor monitor = new MigrationMonitor(
				new TestMigrationServices(Map.of("orders", this.service, "users", other)), Duration.ofSeconds(5),
				this.clock);
		assertThat(monitor.names()).containsExactly("orders", "users");
		assertThat(monitor.read("users").state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isZero();
	}

	@Test
	void readWithScriptsWhenTheyMayNotChangeNeverReadsThem() {
		this.monitor.readWithScripts("flyway");
		this.clock.pass(Duration.ofSeconds(5));
		this.monitor.readWithScripts("flyway");
		assertThat(this.service.states()).isZero();
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void readWithScriptsWhenTheyMayChangeReadsThemOncePerInterval() {
		MigrationMonitor monitor = monitorOfChangingScripts();
		Reading first = monitor.readWithScripts("flyway");
		this.clock.pass(Duration.ofMillis(4999));
		assertThat(monitor.readWithScripts("flyway")).isSameAs(first);
		assertThat(monitor.read("flyway")).isSameAs(first);
		this.clock.pass(Duration.ofMillis(1));
		assertThat(monitor.readWithScripts("flyway")).isNotSameAs(first);
		assertThat(this.service.states()).isEqualTo(2);
		assertThat(this.service.refreshes()).isZero();
	}

	@Test
	void readWithScriptsAfterReadWithoutThemReadsThem() {
		MigrationMonitor monitor = monitorOfChangingScripts();
		monitor.readWithScripts("flyway");
		this.clock.pass(Duration.ofSeconds(5));
		monitor.read("flyway");
		monitor.readWithScripts("flyway");
		monitor.readWithScripts("flyway");
		assertThat(this.service.refreshes()).isOne();
		assertThat(this.service.states()).isEqualTo(2);
	}

	@Test
	void readWithScriptsWhenDatabaseFailsAsksOncePerInterval() {
		MigrationMonitor monitor = monitorOfChangingScripts();
		this.service.answerWith(() -> {
			throw new DataAccessResourceFailureException("gone");
		});
		Reading reading = monitor.readWithScripts("flyway");
		assertThat(monitor.readWithScripts("flyway")).isSameAs(reading);
		assertThat(monitor.read("flyway")).isSameAs(reading);
		assertThat(this.service.states()).isOne();
		assertThat(this.service.refreshes()).isZero();
	}

	@Test
	void readAfterChangeShowsItWithoutReading() {
		this.monitor.read("flyway");
		this.monitor.changed("flyway", MigrationStates.UP_TO_DATE);
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isOne();
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.CONFLICT);
	}

	@Test
	void readAfterChangeOfUnknownOutcomeReadsAgain() {
		this.monitor.read("flyway");
		this.service.answerWith(() -> MigrationStates.PENDING);
		this.monitor.changed("flyway", null);
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.PENDING);
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	@Test
	void readThatBeganBeforeChangeIsNotKept() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(reading, goOn, MigrationStates.PENDING));
		CompletableFuture<Reading> slow = Background.call(() -> this.monitor.read("flyway"));
		assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
		this.monitor.changed("flyway", MigrationStates.UP_TO_DATE);
		goOn.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS).state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.monitor.read("flyway").state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isOne();
	}

	@Test
	void readThatBeganBeforeChangeOfUnknownOutcomeIsTakenAgain() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.service.answerWith(() -> waitFor(reading, goOn, MigrationStates.PENDING));
		CompletableFuture<Reading> slow = Background.call(() -> this.monitor.read("flyway"));
		assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
		this.monitor.changed("flyway", null);
		this.service.answerWith(() -> MigrationStates.UP_TO_DATE);
		goOn.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS).state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refreshes()).isEqualTo(2);
	}

	private MigrationMonitor monitorOfChangingScripts() {
		return new MigrationMonitor(new TestMigrationServices(Map.of("flyway", this.service), true),
				Duration.ofSeconds(5), this.clock);
	}

	private static MigrationState waitFor(CountDownLatch reading, CountDownLatch goOn, MigrationState state) {
		reading.countDown();
		try {
			assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return state;
	}

}
