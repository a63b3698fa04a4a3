package dev.headway.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationStates;
import dev.headway.boot.SettableClock;
import dev.headway.boot.TestMigrationServices;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MonitoredMigrationService}.
 */
class MonitoredMigrationServiceTests {

	private final CountingMigrationService plain = new CountingMigrationService(MigrationStates.PENDING);

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final MigrationService service = new MonitoredMigrationService(this.plain, "flyway", FlywayOption.NONE,
			this.beanFactory.getBeanProvider(MigrationMonitor.class));

	private final MigrationMonitor monitor = new MigrationMonitor(TestMigrationServices.of(this.plain),
			Duration.ofHours(1), new SettableClock());

	@BeforeEach
	void readOnce() {
		this.beanFactory.registerSingleton("migrationMonitor", this.monitor);
		this.monitor.read("flyway");
		this.plain.answerWith(() -> MigrationStates.UP_TO_DATE);
	}

	@Test
	void upgradeReportsStateAfterwardsWithoutReading() {
		assertThat(this.service.upgrade().state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(monitored()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.plain.refreshes()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "upgrade", "downgrade", "stamp", "resolve", "repair" })
	void changeWhenItFailsMakesTheMonitorReadAgain(String operation) {
		ThrowingCallable change = switch (operation) {
			case "upgrade" -> () -> this.service.upgrade("1");
			case "downgrade" -> () -> this.service.downgrade("1");
			case "resolve" -> () -> this.service.resolve("1", FailureOutcome.APPLIED);
			case "repair" -> this.service::repair;
			default -> () -> this.service.stamp(List.of("1"), true);
		};
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
		assertThat(monitored()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.plain.refreshes()).isEqualTo(2);
	}

	@Test
	void stateAndRefreshLeaveTheMonitorAlone() {
		assertThat(this.service.state()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(this.service.refresh()).isSameAs(MigrationStates.UP_TO_DATE);
		assertThat(monitored()).isSameAs(MigrationStates.PENDING);
	}

	private MigrationState monitored() {
		return Objects.requireNonNull(this.monitor.read("flyway").state());
	}

}
