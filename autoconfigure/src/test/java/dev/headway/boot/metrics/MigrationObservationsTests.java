package dev.headway.boot.metrics;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.boot.MigrationStates;
import dev.headway.migration.MigrationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationObservations}.
 */
class MigrationObservationsTests {

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Observation.Context> stopped = new ArrayList<>();

	private final MigrationListener listener = new MigrationObservations(this.observations).create("orders");

	@BeforeEach
	void handle() {
		this.observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new Collector());
	}

	@Test
	void upgradeWhenItSucceedsIsTimed() {
		upgrade(null);
		assertThat(timer("upgrade", "success").count()).isOne();
		assertThat(timer("revision", "success").count()).isOne();
	}

	@Test
	void upgradeWhenRevisionFailsIsTimedAsFailure() {
		upgrade(new IllegalStateException("broken"));
		assertThat(timer("upgrade", "failure").count()).isOne();
		assertThat(timer("revision", "failure").count()).isOne();
	}

	@Test
	void revisionIsPartOfUpgrade() {
		upgrade(null);
		assertThat(this.stopped).extracting(Observation.Context::getContextualName)
			.containsExactly("revision 2", "upgrade orders");
		assertThat(this.stopped.get(0).getParentObservation()).isNotNull();
	}

	@Test
	void downgradeIsTimed() {
		this.listener.downgradeStarted(MigrationStates.UP_TO_DATE);
		this.listener.undoStarted("2");
		this.listener.undoFinished("2", null);
		this.listener.undoStarted("1");
		this.listener.undoFinished("1", new IllegalStateException("broken"));
		this.listener.downgradeFinished(new IllegalStateException("broken"));
		assertThat(timer("undo", "success").count()).isOne();
		assertThat(timer("undo", "failure").count()).isOne();
		assertThat(timer("downgrade", "failure").count()).isOne();
		assertThat(this.stopped).extracting(Observation.Context::getContextualName)
			.containsExactly("undo 2", "undo 1", "downgrade orders");
		assertThat(this.observations.getCurrentObservation()).isNull();
	}

	@Test
	void revisionIdIsNoTag() {
		upgrade(null);
		assertThat(this.stopped.get(0).getHighCardinalityKeyValues()).contains(KeyValue.of("revision", "2"));
		assertThat(this.meters.getMeters()).extracting(Meter::getId)
			.flatExtracting(Meter.Id::getTags)
			.extracting(Tag::getKey)
			.containsOnly("flyway", "outcome", "error");
	}

	@Test
	void upgradeLeavesNoObservationBehind() {
		upgrade(null);
		assertThat(this.observations.getCurrentObservation()).isNull();
	}

	@Test
	void upgradeWhenRevisionNeverFinishesLeavesNoObservationBehind() {
		this.listener.upgradeStarted(MigrationStates.PENDING);
		this.listener.revisionStarted("2");
		this.listener.upgradeFinished(new IllegalStateException("broken"));
		assertThat(this.observations.getCurrentObservation()).isNull();
		assertThat(this.stopped).hasSize(2);
	}

	@Test
	void finishWithoutStartIsIgnored() {
		this.listener.revisionFinished("2", null);
		this.listener.upgradeFinished(null);
		assertThat(this.meters.getMeters()).isEmpty();
	}

	private void upgrade(@Nullable Exception failure) {
		this.listener.upgradeStarted(MigrationStates.PENDING);
		this.listener.revisionStarted("2");
		this.listener.revisionFinished("2", failure);
		this.listener.upgradeFinished(failure);
	}

	private Timer timer(String name, String outcome) {
		return this.meters.get("headway.migrations." + name).tag("flyway", "orders").tag("outcome", outcome).timer();
	}

	private final class Collector implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			MigrationObservationsTests.this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
