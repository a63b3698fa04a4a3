package dev.headway.flyway.service;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code ignoreMigrationPatterns}: what the user ignores is no divergence.
 */
class IgnorePatternsTests extends AbstractServiceTests {

	@BeforeEach
	void deploy() {
		this.folder.withMerge();
		service().upgrade();
	}

	private MigrationService ignoring(String... patterns) {
		return service((settings) -> settings.ignoreMigrationPatterns(patterns));
	}

	@Test
	void stateWhenMissingIsIgnoredIsNotDiverged() {
		this.folder.with("V5__e.sql", "-- revises: 1")
			.without("V2__add_password_hashes.sql")
			.without("V3__add_avatars.sql")
			.without("V4__merge.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		MigrationService tolerant = ignoring("*:missing");
		assertThat(tolerant.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(tolerant.upgrade().applied()).containsExactly("5");
	}

	@Test
	void stateWhenFutureIsNotIgnoredIsDiverged() {
		this.folder.without("V4__merge.sql").without("V3__add_avatars.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(ignoring("versioned:future").state().status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(ignoring("*:missing").state().status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(ignoring("repeatable:future").state().status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(ignoring().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThatExceptionOfType(FlywayValidateException.class)
			.isThrownBy(flyway((settings) -> settings.ignoreMigrationPatterns(new String[0]))::validate);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*:ignored", "versioned:ignored", "*:*" })
	void stateWhenIgnoredIsIgnoredLeavesALateVersionOut(String pattern) {
		this.folder.with("V1_5__late.sql", "-- revises: 1", "create table late (id int);")
			.with("V5__e.sql", "-- revises: 1.5, 4");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		this.folder.with("V4__merge.sql", "-- revises: 1.5, 2, 3").with("V5__e.sql", "-- revises: 4");
		flyway((settings) -> settings.ignoreMigrationPatterns("*:ignored")).repair();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		MigrationService tolerant = ignoring(pattern, "*:future");
		assertThatRevision(tolerant.state(), "1.5", RevisionState.IGNORED);
		assertThat(tolerant.upgrade().applied()).containsExactly("5");
		assertThat(tolerant.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(tables()).doesNotContain("late");
	}

	@Test
	void stateWhenPendingIsIgnoredIsPendingAllTheSame() {
		this.folder.with("V5__e.sql", "-- revises: 4");
		MigrationService tolerant = ignoring("*:pending", "*:future");
		assertThat(tolerant.state().pending()).containsExactly("5");
		assertThat(tolerant.upgrade().applied()).containsExactly("5");
	}

	@Test
	void stateWhenEverythingIsIgnoredToleratesAnEdit() {
		this.folder.with("V3__add_avatars.sql", "-- revises: 1", "-- edited");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.CHANGED);
		MigrationState state = ignoring("*:*").state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("CHECKSUM_MISMATCH");
	}

	@Test
	void stateWhenANewerBuildWasDeployedAndFutureIsNotIgnoredSaysWhatToSet() {
		this.folder.without("V4__merge.sql").without("V3__add_avatars.sql");
		MigrationState state = ignoring("*:missing").state();
		assertThat(state.problems()).extracting(MigrationProblem::message)
			.containsExactly("A newer build has applied 3 (V3__add_avatars.sql), 4 (V4__merge.sql). Flyway accepts that"
					+ " by default, but your spring.flyway.ignore-migration-patterns replaces the default: set it to"
					+ " *:missing,*:future.");
		assertThat(ignoring("*:missing", "*:future").state().status()).isEqualTo(MigrationStatus.AHEAD);
	}

	@Test
	void stateWhenAScriptIsMissingKeepsThePatternsThatAreSet() {
		this.folder.without("V3__add_avatars.sql").with("V4__merge.sql", "-- revises: 2");
		flyway((settings) -> settings.ignoreMigrationPatterns("*:missing")).repair();
		insertRow("3", "SQL", "V3__add_avatars.sql", true);
		assertThatAdvice(service()).contains("to *:missing,*:future.");
		assertThatAdvice(ignoring("*:pending")).contains("to *:pending,*:missing,*:future.");
		assertThat(ignoring("*:pending", "*:missing", "*:future").state().status())
			.isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	private static AbstractStringAssert<?> assertThatAdvice(MigrationService service) {
		return assertThat(service.state().problems()).singleElement()
			.extracting(MigrationProblem::message, InstanceOfAssertFactories.STRING);
	}

}
