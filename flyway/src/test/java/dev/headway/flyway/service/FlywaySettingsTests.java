package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.migration.UpgradeResult;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Settings of the user that say how to migrate keep their meaning.
 */
class FlywaySettingsTests extends AbstractServiceTests {

	@Test
	void upgradeWhenValidateOnMigrateIsOffToleratesAnEdit() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V3__add_avatars.sql", "-- revises: 1", "-- edited").with("V5__e.sql", "-- revises: 4");
		MigrationService unvalidated = service((settings) -> settings.validateOnMigrate(false));
		MigrationState state = unvalidated.state();
		assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("CHECKSUM_MISMATCH");
		assertThatRevision(state, "3", RevisionState.CHANGED);
		assertThat(unvalidated.upgrade().applied()).containsExactly("5");
	}

	@Test
	void upgradeWhenATargetIsSetStopsThere() {
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.target("2")).upgrade();
		assertThat(result.applied()).containsExactly("1", "2");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatRevision(result.state(), "3", RevisionState.ABOVE_TARGET);
	}

	@Test
	void upgradeWhenTheTargetIsNextTakesOneStep() {
		this.folder.withMerge();
		Consumer<FluentConfiguration> next = (settings) -> settings.target(MigrationVersion.NEXT);
		assertThat(service(next).state().pending()).containsExactly("1");
		assertThat(service(next).upgrade().applied()).containsExactly("1");
		assertThat(service(next).upgrade().applied()).containsExactly("2");
	}

	@Test
	void upgradeWhenTheTargetIsCurrentStays() {
		this.folder.withMerge();
		service((settings) -> settings.target("1")).upgrade();
		UpgradeResult result = service((settings) -> settings.target(MigrationVersion.CURRENT)).upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).hasSize(1);
	}

	@Test
	void upgradeWhenTwoHeadsIsRefusedWhateverTheTarget() {
		this.folder.withConflict();
		MigrationService service = service((settings) -> settings.target("2"));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(service::upgrade);
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenInstalledByIsSetKeepsIt() {
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.installedBy("mary")).upgrade();
		assertThat(result.state().history()).extracting(HistoryEntry::installedBy).containsOnly("mary");
	}

	@Test
	void upgradeWhenGroupIsSetAppliesAllOrNothing() {
		this.folder.withMerge().with("V5__e.sql", "-- revises: 4", "insert into nowhere values (1);");
		MigrationService service = service((settings) -> settings.group(true));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade);
		if (this.database == TestDatabase.POSTGRESQL) {
			assertThat(historyRows()).isEmpty();
			assertThat(service.state().pending()).hasSize(5);
			this.folder.with("V5__e.sql", "-- revises: 4");
			assertThat(service.upgrade().applied()).containsExactly("1", "2", "3", "4", "5");
			assertThat(storedParents()).hasSize(5);
		}
		else {
			assertThat(service.state().status()).isEqualTo(MigrationStatus.FAILED);
		}
	}

	@Test
	void upgradeWhenMixedIsSetAllowsStatementsOutsideOfATransaction() {
		String alone = (this.database == TestDatabase.POSTGRESQL) ? "vacuum users;" : "delete from users;";
		this.folder.withMerge().with("V5__e.sql", "-- revises: 4", "insert into users (id) values (1);", alone);
		UpgradeResult result = service((settings) -> settings.mixed(true)).upgrade();
		assertThat(result.applied()).hasSize(5);
		assertThat(storedParents()).hasSize(5);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> {
			this.folder.with("V6__f.sql", "-- revises: 5", "insert into users (id) values (2);", "vacuum users;");
			service().upgrade();
		});
	}

	@Test
	void upgradeWhenPlaceholdersAreSetReplacesThem() {
		this.folder.with("V1__a.sql", "create table ${name} (id int);").with("V2__b.sql", "drop table #[name];");
		service((settings) -> settings.target("1").placeholders(Map.of("name", "told"))).upgrade();
		assertThat(tables()).contains("told");
		service((settings) -> settings.placeholderPrefix("#[")
			.placeholderSuffix("]")
			.placeholders(Map.of("name", "told"))).upgrade();
		assertThat(tables()).doesNotContain("told");
	}

	@Test
	void upgradeWhenSqlCallbacksAreThereRunsThem() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("beforeEachMigrate__x.sql", "select 1;")
			.with("afterEachMigrate__x.sql", "insert into a values (8);")
			.with("afterMigrate__x.sql", "insert into a values (7);");
		MigrationService service = service((settings) -> settings.dataSource(newPool(3)));
		service.upgrade();
		service.upgrade();
		assertThat(sql("select id from a order by id").query(Integer.class).list()).containsExactly(7, 7, 8);
	}

	@Test
	void upgradeWhenOutOfOrderIsSetAppliesALateVersion() {
		this.folder.with("V1__a.sql").with("V3__c.sql");
		service().upgrade();
		this.folder.with("V2__b.sql", "create table b (id int);");
		MigrationService late = service((settings) -> settings.outOfOrder(true));
		assertThat(late.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(late.upgrade().applied()).containsExactly("2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenOutOfOrderIsSetRefusesALateParent() {
		this.folder.with("V1__a.sql").with("V3__c.sql", "-- revises: 1");
		service().upgrade();
		this.folder.with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1, 2");
		flyway((settings) -> settings.outOfOrder(true)).repair();
		assertThat(service((settings) -> settings.outOfOrder(true)).state().status())
			.isEqualTo(MigrationStatus.DIVERGED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void upgradeWhenExecutionIsSkippedRecordsOnly(boolean outOfOrder) {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		if (outOfOrder) {
			service().upgrade();
		}
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.skipExecutingMigrations(true)).upgrade();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).hasSize(4);
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
		assertThat(tables().contains("users")).isEqualTo(outOfOrder);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenInitSqlFailsSaysSo() {
		this.folder.withMerge();
		MigrationService service = service((settings) -> settings.initSql("select what from nowhere"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(service::upgrade);
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenConnectRetriesAreSetWaitsForTheDatabase() {
		this.folder.withMerge();
		DataSource late = new LateDataSource(this.pool);
		assertThat(service((settings) -> settings.dataSource(late).connectRetries(1)).upgrade().applied()).hasSize(4);
	}

	@Test
	void upgradeWhenConnectRetriesAreNotSetFailsAtOnce() {
		this.folder.withMerge();
		DataSource late = new LateDataSource(this.pool);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> service((settings) -> settings.dataSource(late)).upgrade());
	}

	/**
	 * Refuses its first connection once it is in use.
	 */
	private static final class LateDataSource extends DelegatingDataSource {

		private final AtomicInteger toRefuse = new AtomicInteger(1);

		LateDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			boolean loaded = StackWalker.getInstance()
				.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().endsWith("UpgradeOperation")));
			if (loaded && this.toRefuse.getAndDecrement() > 0) {
				throw new SQLException("The database is starting up");
			}
			return super.getConnection();
		}

	}

}
