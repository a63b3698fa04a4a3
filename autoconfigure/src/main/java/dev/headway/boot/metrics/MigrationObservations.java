package dev.headway.boot.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import dev.headway.boot.MigrationListenerFactory;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationState;

/**
 * {@link MigrationListenerFactory} that records each upgrade or downgrade as an
 * {@link Observation}, and each of its revisions as a child of that.
 */
public class MigrationObservations implements MigrationListenerFactory {

	private final ObservationRegistry registry;

	/**
	 * Create the factory.
	 * @param registry the registry to record in
	 */
	public MigrationObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public MigrationListener create(String flyway) {
		return new ObservingListener(this.registry, flyway);
	}

	private static final class ObservingListener implements MigrationListener {

		private final ObservationRegistry registry;

		private final String flyway;

		private final ThreadLocal<Deque<Observation.Scope>> open = ThreadLocal.withInitial(ArrayDeque::new);

		ObservingListener(ObservationRegistry registry, String flyway) {
			this.registry = registry;
			this.flyway = flyway;
		}

		@Override
		public void upgradeStarted(MigrationState before) {
			start(create("upgrade", this.flyway));
		}

		@Override
		public void revisionStarted(String version) {
			start(create("revision", version).highCardinalityKeyValue("revision", version));
		}

		@Override
		public void revisionFinished(String version, @Nullable Throwable failure) {
			stop(failure);
		}

		@Override
		public void upgradeFinished(@Nullable Throwable failure) {
			stopAll(failure);
		}

		@Override
		public void downgradeStarted(MigrationState before) {
			start(create("downgrade", this.flyway));
		}

		@Override
		public void undoStarted(String version) {
			start(create("undo", version).highCardinalityKeyValue("revision", version));
		}

		@Override
		public void undoFinished(String version, @Nullable Throwable failure) {
			stop(failure);
		}

		@Override
		public void downgradeFinished(@Nullable Throwable failure) {
			stopAll(failure);
		}

		private Observation create(String kind, String subject) {
			return Observation.createNotStarted("headway.migrations." + kind, this.registry)
				.contextualName(kind + " " + subject)
				.lowCardinalityKeyValue("flyway", this.flyway);
		}

		private void start(Observation observation) {
			this.open.get().push(observation.start().openScope());
		}

		private void stop(@Nullable Throwable failure) {
			Observation.Scope scope = this.open.get().poll();
			if (scope == null) {
				return;
			}
			Observation observation = scope.getCurrentObservation();
			scope.close();
			if (failure != null) {
				observation.error(failure);
			}
			observation.lowCardinalityKeyValue("outcome", (failure != null) ? "failure" : "success").stop();
		}

		private void stopAll(@Nullable Throwable failure) {
			while (!this.open.get().isEmpty()) {
				stop(failure);
			}
			this.open.remove();
		}

	}

}
