package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs tests of the migration service on every database.
 */
abstract class AbstractServiceTests extends AbstractDatabaseTests {

	MigrationService service(Consumer<FluentConfiguration> settings) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(settings), ParentRule.AUTO), List.of());
	}

	MigrationService service() {
		return service((settings) -> {
		});
	}

	/**
	 * Upgrade, and make sure that this is refused for a reason.
	 * @param status the status that forbids it
	 * @param words what the message must hold
	 */
	void assertThatUpgradeIsRefused(MigrationStatus status, String... words) {
		assertThatUpgradeIsRefused(service(), status, words);
	}

	void assertThatUpgradeIsRefused(MigrationService service, MigrationStatus status, String... words) {
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade).satisfies((ex) -> {
			assertThat(ex.state().status()).isEqualTo(status);
			assertThat(ex.getMessage()).contains(words);
		});
	}

	/**
	 * Make sure of what became of a revision.
	 * @param state the history
	 * @param version the revision
	 * @param expected what must have become of it
	 */
	static void assertThatRevision(MigrationState state, String version, RevisionState expected) {
		assertThat(state.find(version)).hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(expected));
	}

	/**
	 * Whether a session of this test's database on PostgreSQL or MariaDB waits for a
	 * lock.
	 */
	final boolean isAnyoneWaitingForALock() {
		return sql((this.database == TestDatabase.POSTGRESQL)
				? "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
				: "select count(*) from information_schema.processlist where db = database() and state like 'Waiting for%lock'")
			.query(Integer.class)
			.single() > 0;
	}

}
