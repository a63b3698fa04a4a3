package dev.headway.boot.metrics;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.MigrationStates;
import dev.headway.boot.SettableClock;
import dev.headway.boot.TestMigrationServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsMetrics}.
 */
class MigrationsMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void gaugesWhenConflict() {
		bind(TestMigrationServices.of(new CountingMigrationService(MigrationStates.CONFLICT)));
		assertThat(value("heads", "flyway")).isEqualTo(2);
		assertThat(value("pending", "flyway")).isEqualTo(2);
		assertThat(value("applied", "flyway")).isEqualTo(1);
		assertThat(value("conflict", "flyway")).isEqualTo(1);
		assertThat(status("CONFLICT")).isEqualTo(1);
		assertThat(status("UP_TO_DATE")).isZero();
	}

	@Test
	void gaugesWhenUpToDate() {
		bind(TestMigrationServices.of(new CountingMigrationService(MigrationStates.UP_TO_DATE)));
		assertThat(value("heads", "flyway")).isEqualTo(1);
		assertThat(value("pending", "flyway")).isZero();
		assertThat(value("conflict", "flyway")).isZero();
		assertThat(status("UP_TO_DATE")).isEqualTo(1);
		assertThat(status("CONFLICT")).isZero();
	}

	@Test
	void gaugesWhileAnUpgradeRunsShowItsProgress() {
		bind(TestMigrationServices.of(new CountingMigrationService(MigrationStates.RUNNING)));
		assertThat(value("progress.position", "flyway")).isEqualTo(3);
		assertThat(value("progress.migrations", "flyway")).isEqualTo(12);
		assertThat(value("progress.waiting", "flyway")).isEqualTo(1);
		assertThat(value("progress.duration", "flyway")).isGreaterThan(41);
		assertThat(this.registry.get("headway.migrations.progress.duration").gauge().getId().getBaseUnit())
			.isEqualTo("seconds");
	}

	@Test
	void gaugesWhileNoUpgradeRunsAreZero() {
		bind(TestMigrationServices.of(new CountingMigrationService(MigrationStates.PENDING)));
		assertThat(value("progress.position", "flyway")).isZero();
		assertThat(value("progress.duration", "flyway")).isZero();
	}

	@Test
	void gaugesWhenDatabaseFailsHaveNoValue() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		service.answerWith(() -> {
			throw new DataAccessResourceFailureException("gone");
		});
		bind(TestMigrationServices.of(service));
		assertThat(this.registry.getMeters())
			.allSatisfy((meter) -> assertThat(meter.measure().iterator().next().getValue()).isNaN());
		assertThat(service.refreshes()).isOne();
	}

	@Test
	void gaugesReadDatabaseOnceForAllOfThem() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		bind(TestMigrationServices.of(service));
		assertThat(service.refreshes()).isZero();
		this.registry.getMeters().forEach((meter) -> meter.measure().forEach((measurement) -> measurement.getValue()));
		assertThat(service.refreshes()).isOne();
		assertThat(service.states()).isZero();
	}

	@Test
	void gaugesOfSeveralHistoriesHaveTheirNames() {
		bind(new TestMigrationServices(Map.of("orders", new CountingMigrationService(MigrationStates.CONFLICT), "users",
				new CountingMigrationService(MigrationStates.UP_TO_DATE))));
		assertThat(value("conflict", "orders")).isEqualTo(1);
		assertThat(value("conflict", "users")).isZero();
	}

	@Test
	void gaugesAreDescribedAndHaveFewTags() {
		bind(TestMigrationServices.of(new CountingMigrationService(MigrationStates.CONFLICT)));
		assertThat(this.registry.getMeters()).hasSize(16).allSatisfy((meter) -> {
			assertThat(meter.getId().getDescription()).isNotBlank();
			assertThat(meter.getId().getTags()).extracting(Tag::getKey).isSubsetOf("flyway", "status");
		});
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.extracting(Meter.Id::getName)
			.containsOnly("headway.migrations.heads", "headway.migrations.pending", "headway.migrations.applied",
					"headway.migrations.conflict", "headway.migrations.status", "headway.migrations.progress.position",
					"headway.migrations.progress.migrations", "headway.migrations.progress.waiting",
					"headway.migrations.progress.duration");
	}

	private void bind(MigrationServices services) {
		new MigrationsMetrics(new MigrationMonitor(services, Duration.ofSeconds(5), new SettableClock()))
			.bindTo(this.registry);
	}

	private double value(String gauge, String flyway) {
		return this.registry.get("headway.migrations." + gauge).tag("flyway", flyway).gauge().value();
	}

	private double status(String status) {
		return this.registry.get("headway.migrations.status").tag("status", status).gauge().value();
	}

}
