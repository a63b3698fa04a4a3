package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.script.ParentRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationListenersTests extends AbstractServiceTests {

	private final List<String> heard = new ArrayList<>();

	private MigrationService listened() {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(), ParentRule.AUTO),
				List.of(new Broken(), new Recorder()));
	}

	@Test
	void upgradeWhenPendingTellsOfEachRevisionInOrder() {
		this.folder.withMerge();
		assertThat(listened().upgrade().applied()).hasSize(4);
		assertThat(this.heard).containsExactly("upgrade from []", "1", "1 done", "2", "2 done", "3", "3 done", "4",
				"4 done", "upgrade done");
	}

	@Test
	void upgradeWhenNothingIsPendingTellsNothing() {
		this.folder.withMerge();
		service().upgrade();
		listened().upgrade();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void upgradeWhenRefusedTellsNothing() {
		this.folder.withConflict();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(listened()::upgrade);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void upgradeWhenARevisionFailsTellsWhich() {
		this.folder.withMerge().with("V4__merge.sql", "-- revises: 2, 3", "insert into nowhere values (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(listened()::upgrade);
		assertThat(this.heard).endsWith("3 done", "4", "4 failed", "upgrade failed");
	}

	/**
	 * Writes down what it hears.
	 */
	private final class Recorder implements MigrationListener {

		@Override
		public void upgradeStarted(MigrationState before) {
			MigrationListenersTests.this.heard.add("upgrade from " + before.current());
		}

		@Override
		public void revisionStarted(String version) {
			MigrationListenersTests.this.heard.add(version);
		}

		@Override
		public void revisionFinished(String version, @Nullable Throwable failure) {
			MigrationListenersTests.this.heard.add(version + outcome(failure));
		}

		@Override
		public void upgradeFinished(@Nullable Throwable failure) {
			MigrationListenersTests.this.heard.add("upgrade" + outcome(failure));
		}

		private static String outcome(@Nullable Throwable failure) {
			return (failure != null) ? " failed" : " done";
		}

	}

	/**
	 * Throws at all it hears.
	 */
	private static final class Broken implements MigrationListener {

		@Override
		public void upgradeStarted(MigrationState before) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void revisionStarted(String version) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void revisionFinished(String version, @Nullable Throwable failure) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void upgradeFinished(@Nullable Throwable failure) {
			throw new IllegalStateException("broken");
		}

	}

}
