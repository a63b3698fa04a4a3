package dev.headway.boot.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.MigrationStates;
import dev.headway.boot.SettableClock;
import dev.headway.boot.TestMigrationServices;
import dev.headway.boot.endpoint.MigrationsEndpoint.ConflictDescriptor;
import dev.headway.boot.endpoint.MigrationsEndpoint.EntryDescriptor;
import dev.headway.boot.endpoint.MigrationsEndpoint.HistoryDescriptor;
import dev.headway.boot.endpoint.MigrationsEndpoint.MigrationsDescriptor;
import dev.headway.boot.endpoint.MigrationsEndpoint.RevisionDescriptor;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationsEndpoint}.
 */
class MigrationsEndpointTests {

	private final SettableClock clock = new SettableClock();

	@Test
	void migrationsWhenConflictShowsIt() {
		HistoryDescriptor history = history(MigrationStates.CONFLICT);
		assertThat(history.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(history.heads()).containsExactly("2", "3");
		assertThat(history.pending()).containsExactly("2", "3");
		assertThat(history.conflict()).isEqualTo(
				new ConflictDescriptor(List.of("2", "3"), List.of("V2__add_password_hashes.sql", "V3__add_avatars.sql"),
						List.of("1"), List.of(), List.of("db merge 2 3", "db rebase 3 --onto 2")));
		assertThat(history.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo("MULTIPLE_HEADS"));
		assertThat(history.history()).hasSize(3);
	}

	@Test
	void migrationsWhileAnUpgradeRunsHaveItsProgress() {
		assertThat(history(MigrationStates.RUNNING).progress()).isEqualTo(MigrationStates.RUNNING.progress());
	}

	@Test
	void migrationsWhenNoConflictHasNone() {
		HistoryDescriptor history = history(MigrationStates.UP_TO_DATE);
		assertThat(history.progress()).isNull();
		assertThat(history.conflict()).isNull();
		assertThat(history.problems()).isEmpty();
	}

	@Test
	void migrationsWhenSeveralHistoriesHasMostSevereStatus() {
		MigrationsDescriptor migrations = endpoint(
				new TestMigrationServices(Map.of("orders", new CountingMigrationService(MigrationStates.UP_TO_DATE),
						"users", new CountingMigrationService(MigrationStates.PENDING))))
			.migrations();
		assertThat(migrations.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(migrations.histories()).containsOnlyKeys("orders", "users");
	}

	@Test
	void migrationsWhenSeveralHistoriesSelectsFromEach() {
		MigrationsDescriptor migrations = endpoint(
				new TestMigrationServices(Map.of("orders", new CountingMigrationService(MigrationStates.UP_TO_DATE),
						"users", new CountingMigrationService(MigrationStates.CONFLICT))))
			.migrations(new HistorySelection(RevisionState.PENDING, 0, 1));
		assertThat(migrations.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(migrations.histories().values()).extracting(HistoryDescriptor::total).containsExactly(0, 2);
		assertThat(migrations.histories().values())
			.extracting((history) -> history.history().stream().map(EntryDescriptor::version).toList())
			.containsExactly(List.of(), List.of("2"));
	}

	@Test
	void migrationsListsRevisionsWithoutChildrenAndLabels() {
		assertThat(history(MigrationStates.CONFLICT).history()).allSatisfy((entry) -> {
			assertThat(entry.revisedBy()).isNull();
			assertThat(entry.dependsOn()).isNull();
			assertThat(entry.labels()).isNull();
		});
	}

	@Test
	void migrationsWithinIntervalReadsOnce() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		MigrationsEndpoint endpoint = endpoint(TestMigrationServices.of(service));
		assertThat(endpoint.migrations()).isEqualTo(endpoint.migrations());
		assertThat(endpoint.revision("1")).isNotNull();
		assertThat(service.refreshes()).isOne();
		assertThat(service.states()).isZero();
		assertThat(service.upgrades()).isZero();
	}

	@Test
	void migrationsWhenIntervalIsOverDescribesWhatIsRead() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		MigrationsEndpoint endpoint = endpoint(TestMigrationServices.of(service));
		assertThat(endpoint.migrations().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		service.answerWith(() -> MigrationStates.CONFLICT);
		this.clock.pass(Duration.ofSeconds(5));
		assertThat(endpoint.migrations().status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(service.refreshes()).isEqualTo(2);
	}

	@Test
	void migrationsWhenScriptsMayChangeReadsThemOncePerInterval() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		MigrationsEndpoint endpoint = endpoint(new TestMigrationServices(Map.of("flyway", service), true));
		endpoint.migrations();
		endpoint.migrations();
		assertThat(service.states()).isOne();
		assertThat(service.refreshes()).isZero();
	}

	@Test
	void migrationsWhenDatabaseFailsThrowsPlainMessage() {
		CountingMigrationService service = new CountingMigrationService(MigrationStates.UP_TO_DATE);
		service.answerWith(() -> {
			throw new DataAccessResourceFailureException("jdbc:secret");
		});
		assertThatExceptionOfType(MigrationsRequestException.class)
			.isThrownBy(() -> endpoint(TestMigrationServices.of(service)).migrations())
			.withMessage("Cannot read the migration history of Flyway bean 'flyway'. See the application's log.");
	}

	@Test
	void revisionShowsItInFull() {
		RevisionDescriptor revision = endpoint(MigrationStates.CONFLICT).revision("1");
		EntryDescriptor entry = Objects.requireNonNull(Objects.requireNonNull(revision).histories().get("flyway"));
		assertThat(entry.version()).isEqualTo("1");
		assertThat(entry.description()).isEqualTo("create users");
		assertThat(entry.revises()).isEmpty();
		assertThat(entry.revisedBy()).containsExactly("2", "3");
		assertThat(entry.state()).isEqualTo(RevisionState.APPLIED);
		assertThat(entry.branchPoint()).isTrue();
		assertThat(entry.installedBy()).isEqualTo("sa");
		assertThat(entry.script()).isEqualTo("V1__create_users.sql");
	}

	@Test
	void revisionWhenOnlyOneHistoryHasItShowsThatOne() {
		RevisionDescriptor revision = endpoint(
				new TestMigrationServices(Map.of("orders", new CountingMigrationService(MigrationStates.UP_TO_DATE),
						"users", new CountingMigrationService(MigrationStates.CONFLICT))))
			.revision("3");
		assertThat(Objects.requireNonNull(revision).histories()).containsOnlyKeys("users");
	}

	@Test
	void revisionWhenUnknownIsNull() {
		assertThat(endpoint(MigrationStates.CONFLICT).revision("4711")).isNull();
	}

	private HistoryDescriptor history(MigrationState state) {
		return Objects.requireNonNull(endpoint(state).migrations().histories().get("flyway"));
	}

	private MigrationsEndpoint endpoint(MigrationState state) {
		return endpoint(TestMigrationServices.of(new CountingMigrationService(state)));
	}

	private MigrationsEndpoint endpoint(MigrationServices services) {
		return new MigrationsEndpoint(new MigrationMonitor(services, Duration.ofSeconds(5), this.clock));
	}

}
