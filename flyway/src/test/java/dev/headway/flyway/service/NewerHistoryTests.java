package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A project without headers on a database that another build has taken to a version above
 * its head, while one of its own is not applied: what Flyway's settings allow.
 */
class NewerHistoryTests extends AbstractServiceTests {

	@BeforeEach
	void migrate() {
		this.folder.with("V1__a.sql").with("V3__c.sql");
	}

	private void changeBuild() {
		this.folder.without("V3__c.sql").with("V2__b.sql", "create table b (id int);");
	}

	private static Consumer<FluentConfiguration> settings(boolean outOfOrder, String patterns) {
		return (settings) -> settings.outOfOrder(outOfOrder).ignoreMigrationPatterns(patterns.split(" "));
	}

	@ParameterizedTest
	@CsvSource({ "true, *:future", "true, *:missing *:future", "true, versioned:future", "true, *:future *:ignored",
			"true, *:*" })
	void upgradeWhenOutOfOrderIsSetAppliesWhatIsLate(boolean outOfOrder, String patterns) {
		flyway().migrate();
		changeBuild();
		MigrationService service = service(settings(outOfOrder, patterns));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service.upgrade().applied()).containsExactly("2");
		MigrationState state = service.state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.current()).containsExactly("3");
		assertThat(flyway(settings(outOfOrder, patterns)).migrate().migrationsExecuted).isZero();
	}

	@Test
	void upgradeWhenOutOfOrderIsSetAndParentsAreStoredAppliesWhatIsLate() {
		service().upgrade();
		assertThat(storedParents()).containsExactly("1 <- ", "3 <- 1");
		changeBuild();
		MigrationService service = service((settings) -> settings.outOfOrder(true));
		assertThat(service.upgrade().applied()).containsExactly("2");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.AHEAD);
	}

	@Test
	void upgradeWhenAHeaderNamesAnotherParentThanTheOneAppliedIsDiverged() {
		service().upgrade();
		changeBuild();
		this.folder.with("V2__b.sql", "-- revises: 1", "create table b (id int);");
		assertThat(service((settings) -> settings.outOfOrder(true)).state().status())
			.isEqualTo(MigrationStatus.DIVERGED);
	}

	@ParameterizedTest
	@CsvSource({ "*:future *:ignored", "*:*" })
	void upgradeWhenIgnoredIsIgnoredLeavesItOut(String patterns) {
		flyway().migrate();
		changeBuild();
		MigrationService service = service(settings(false, patterns));
		MigrationState state = service.state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThatRevision(state, "2", RevisionState.IGNORED);
		assertThat(service.upgrade().applied()).isEmpty();
		assertThat(flyway(settings(false, patterns)).migrate().migrationsExecuted).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "false, *:future", "false, *:missing *:future", "false, *:missing", "true, *:missing",
			"true, *:ignored", "false, *:ignored" })
	void upgradeWhenFlywayRefusesIsRefused(boolean outOfOrder, String patterns) {
		flyway().migrate();
		changeBuild();
		assertThatExceptionOfType(FlywayValidateException.class)
			.isThrownBy(flyway(settings(outOfOrder, patterns))::migrate);
		assertThat(service(settings(outOfOrder, patterns)).state().status()).isEqualTo(MigrationStatus.DIVERGED);
	}

	@Test
	void stateWhenAnAdviceIsFollowedAllowsAnUpgrade() {
		flyway().migrate();
		changeBuild();
		assertThat(messages(false, "*:missing")).containsExactly("Another build has applied 3 (V3__c.sql), above the"
				+ " head 2 of this build, but not 2 (V2__b.sql). Deploy a build that has them all, or, if it does not"
				+ " matter that 2 runs late, set spring.flyway.out-of-order=true.",
				"A newer build has applied 3 (V3__c.sql). Flyway accepts that by default, but your"
						+ " spring.flyway.ignore-migration-patterns replaces the default: set it to *:missing,*:future.");
		assertThat(messages(true, "*:missing *:future")).isEmpty();
	}

	private List<String> messages(boolean outOfOrder, String patterns) {
		return service(settings(outOfOrder, patterns)).state()
			.problems()
			.stream()
			.map(MigrationProblem::message)
			.toList();
	}

}
