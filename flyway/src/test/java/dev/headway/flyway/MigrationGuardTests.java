package dev.headway.flyway;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.ParentRule;
import dev.headway.testing.flyway.AbstractDatabaseTests;
import dev.headway.testing.flyway.ClassPathCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class MigrationGuardTests extends AbstractDatabaseTests {

	private Flyway guarded(Consumer<FluentConfiguration> settings) {
		Flyway flyway = flyway(settings);
		MigrationGuard.addTo(flyway, EngineSettings.of(ParentRule.AUTO));
		return flyway;
	}

	private Flyway guarded(boolean validate) {
		return guarded((settings) -> settings.validateOnMigrate(validate));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void migrateWhenTwoHeadsIsVetoed(boolean validate) {
		this.folder.withConflict();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded(validate)::migrate)
			.withStackTraceContaining("2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql)")
			.withStackTraceContaining("db merge 2 3");
		assertThatNothingIsApplied(validate);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void migrateWhenGraphIsInvalidIsVetoed(boolean validate) {
		this.folder.withConflict().with("V4__d.sql", "-- revises: 7");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded(validate)::migrate)
			.withStackTraceContaining("V4__d.sql, line 1")
			.withStackTraceContaining("revises 7");
		assertThatNothingIsApplied(validate);
	}

	/**
	 * Without validation Flyway asks the guard only when it is about to run something, by
	 * which time it has made its table.
	 */
	private void assertThatNothingIsApplied(boolean validate) {
		if (validate) {
			assertThat(tables()).isEmpty();
		}
		else {
			assertThat(tables()).containsExactly("flyway_schema_history");
			assertThat(historyRows()).isEmpty();
		}
	}

	@Test
	void validateWhenTwoHeadsIsVetoed() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		Flyway guarded = guarded(true);
		guarded.migrate();
		assertThatNoException().isThrownBy(guarded::validate);
		this.folder.withConflict();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded::validate)
			.withStackTraceContaining("2 heads");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void migrateWhenOneHeadRunsAllWithTwoConnections(boolean group) {
		this.folder.withMerge();
		assertThat(guarded((settings) -> settings.group(group)).migrate().migrationsExecuted).isEqualTo(4);
	}

	@Test
	void migrateWhenGuardIsUsedAgainReadsTheScriptsAgain() {
		this.folder.withConflict();
		Flyway guarded = guarded(false);
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded::migrate);
		this.folder.withMerge();
		assertThat(guarded.migrate().migrationsExecuted).isEqualTo(4);
		this.folder.with("V5__e.sql", "-- revises: 3");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded::migrate)
			.withStackTraceContaining("2 heads, 4 (");
	}

	@Test
	void migrateWhenAParentIsNotAppliedIsVetoed() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		flyway().migrate();
		this.folder.withMerge();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded(false)::migrate)
			.withStackTraceContaining("V4__merge.sql: it revises 2, which is not applied");
		assertThat(guarded((settings) -> settings.outOfOrder(true)).migrate().migrationsExecuted).isEqualTo(2);
	}

	@Test
	void migrateWhenParentsAreBelowABaselineRuns() {
		this.folder.withMerge();
		sql("create table users (id int, password_hash int)").update();
		Flyway guarded = guarded((settings) -> settings.baselineOnMigrate(true).baselineVersion("2"));
		assertThat(guarded.migrate().migrationsExecuted).isEqualTo(2);
	}

	@Test
	void migrateWhenABaselineScriptBeginsRuns() {
		this.folder.withMerge().with("B4__base.sql", "create table users (id int);").with("V5__e.sql", "-- revises: 4");
		assertThat(guarded(true).migrate().migrationsExecuted).isEqualTo(2);
	}

	@Test
	void migrateWhenOnlyARepeatableIsPendingRuns() {
		this.folder.withMerge();
		flyway().migrate();
		this.folder.with("R__view.sql", "create or replace view v as select id from users;");
		assertThat(guarded(true).migrate().migrationsExecuted).isOne();
	}

	@Test
	void repairAndInfoWhenTwoHeadsAreFree() {
		this.folder.withConflict();
		assertThatNoException().isThrownBy(guarded(true)::repair);
		assertThat(guarded(true).info().pending()).hasSize(3);
	}

	@Test
	void addToWhenThereIsNoConfigurationDoesNothing() {
		Flyway mock = new Flyway(Flyway.configure()) {

			@Override
			public @Nullable Configuration getConfiguration() {
				return null;
			}

		};
		assertThatNoException().isThrownBy(() -> MigrationGuard.addTo(mock, EngineSettings.of(ParentRule.AUTO)));
	}

	@Test
	void addToWhenThereIsAGuardAddsNone() {
		Flyway guarded = guarded(true);
		MigrationGuard.addTo(guarded, EngineSettings.of(ParentRule.AUTO));
		assertThat(guarded.getConfiguration().getCallbacks()).hasSize(1);
	}

	@Test
	void migrateWhenFlywayLoadsCallbacksFromTheClassPathIsVetoed(@TempDir Path classes) {
		this.folder.withConflict();
		try (ClassPathCallback callback = ClassPathCallback.compile(classes)) {
			Flyway guarded = Flyway.configure(callback.loader()).configuration(guarded(true).getConfiguration()).load();
			assertThat(guarded.getConfiguration().getCallbacks()).hasSize(1);
			MigrationGuard.addTo(guarded, EngineSettings.of(ParentRule.AUTO));
			assertThatExceptionOfType(FlywayException.class).isThrownBy(guarded::migrate)
				.withStackTraceContaining("2 heads");
			this.folder.withMerge();
			assertThat(guarded.migrate().migrationsExecuted).isEqualTo(4);
		}
	}

}
