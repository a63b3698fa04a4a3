package dev.headway.flyway.service;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.MigrationGuard;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.script.ParentRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A baseline script in place of deleted migrations, on databases that had applied them.
 * Flyway runs such a script on an empty history only.
 */
class SquashedHistoryTests extends AbstractServiceTests {

	private static final String[] SQUASHED = { "*:missing", "*:future" };

	private void migrateTo(int version) {
		IntStream.rangeClosed(1, version).forEach(this::write);
		flyway().migrate();
		IntStream.rangeClosed(1, version).forEach((number) -> this.folder.without("V" + number + "__t.sql"));
	}

	private void write(int version) {
		this.folder.with("V" + version + "__t.sql", "create table t" + version + " (id int);");
	}

	private void squash(String baseline, String... next) {
		this.folder.with("B" + baseline + "__all.sql", "create table t1 (id int);", "create table t2 (id int);",
				"create table t3 (id int);");
		this.folder.with("V4__t.sql", List.of(next).toArray(String[]::new));
	}

	private MigrationService squashed() {
		return service((settings) -> settings.ignoreMigrationPatterns(SQUASHED));
	}

	@ParameterizedTest
	@CsvSource({ "3.5, 1", "3.5, 2", "3.5, 3", "3, 1", "3, 2", "3, 3", "3, 4", "3.5, 4" })
	void upgradeWhenABaselineScriptReplacesWhatIsAppliedGoesOnAboveIt(String baseline, int applied) {
		migrateTo(applied);
		squash(baseline, "create table t4 (id int);");
		write(5);
		List<String> expected = (applied == 4) ? List.of("5") : List.of("4", "5");
		MigrationState before = squashed().state();
		assertThat(before.pending()).isEqualTo(expected);
		assertThat(before.current()).containsExactly(String.valueOf(applied));
		assertThat(squashed().upgrade().applied()).isEqualTo(expected);
		MigrationState state = squashed().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.current()).containsExactly("5");
		assertThat(storedParents()).contains("5 <- 4").doesNotContain("4 <- " + "3.5");
		assertThat(flyway((settings) -> settings.ignoreMigrationPatterns(SQUASHED)).migrate().migrationsExecuted)
			.isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- revises: 3", "-- revises: 3.5" })
	void upgradeWhenTheNextScriptNamesADeletedParentFollowsWhatIsApplied(String header) {
		migrateTo(3);
		squash("3.5", header, "create table t4 (id int);");
		assertThat(squashed().upgrade().applied()).containsExactly("4");
		assertThat(storedParents()).containsExactly("4 <- 3");
	}

	@Test
	void stateWhenStockFlywayWentPastABaselineScriptIsUpToDate() {
		migrateTo(3);
		squash("3.5", "create table t4 (id int);");
		flyway((settings) -> settings.ignoreMigrationPatterns(SQUASHED)).migrate();
		MigrationState state = squashed().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.problems()).isEmpty();
		assertThat(state.current()).containsExactly("4");
		assertThatRevision(state, "3.5", RevisionState.BASELINE);
	}

	@Test
	void migrateWhenGuardedGoesPastABaselineScriptLikeStockFlyway() {
		migrateTo(3);
		squash("3.5", "create table t4 (id int);");
		assertThat(flyway((settings) -> settings.ignoreMigrationPatterns(SQUASHED)
			.callbacks(new MigrationGuard(EngineSettings.of(ParentRule.AUTO)))).migrate().migrationsExecuted).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "3, 3", "3.5, 3", "3, 0", "3.5, 0" })
	void stateWhenTheApplicationIsRolledBackIsAhead(String baseline, int applied) {
		if (applied > 0) {
			migrateTo(applied);
		}
		squash(baseline, "create table t4 (id int);");
		write(5);
		squashed().upgrade();
		this.folder.without("B" + baseline + "__all.sql").without("V4__t.sql").without("V5__t.sql");
		IntStream.rangeClosed(1, 3).forEach(this::write);
		assertThat(flyway().migrate().migrationsExecuted).isZero();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(service().upgrade().applied()).isEmpty();
	}

	@Test
	void downgradeWhenABaselineScriptIsBelowUndoesWhatIsAboveIt() {
		migrateTo(3);
		squash("3.5", "create table t4 (id int);");
		this.folder.with("U4__t.sql", "drop table t4;");
		squashed().upgrade();
		assertThat(squashed().downgrade("-1").undone()).containsExactly("4");
		assertThat(squashed().state().current()).containsExactly("3");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> squashed().downgrade("base"))
			.withMessageContaining("3.5 (B3.5__all.sql) is a baseline script, which did not run here");
		assertThat(squashed().upgrade().applied()).containsExactly("4");
	}

	@Test
	void upgradeWhenABaselineScriptReplacesABaselineScriptGoesOnAboveIt() {
		squash("3.5", "create table t4 (id int);");
		service().upgrade();
		this.folder.without("B3.5__all.sql").without("V4__t.sql").with("B5__all.sql", "create table t1 (id int);");
		write(6);
		assertThat(squashed().upgrade().applied()).containsExactly("6");
		assertThat(squashed().state().current()).containsExactly("6");
		assertThat(storedParents()).contains("6 <- 4");
	}

}
