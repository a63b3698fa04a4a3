package dev.headway.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.MigrationGuard;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the migration service promises on every database. Pools have two connections,
 * which is what stock Flyway needs.
 */
abstract class AbstractMigrationServiceTests {

	private static final String ROWS = "select version, description, type, script, checksum, success"
			+ " from %s where installed_rank > 0 order by installed_rank";

	private final List<HikariDataSource> pools = new ArrayList<>();

	private HikariDataSource pool;

	private MigrationFolder folder;

	AbstractMigrationServiceTests() {
	}

	abstract TestDatabase database();

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.folder = new MigrationFolder(path.resolve("migrations"));
		this.pool = newPool(2);
	}

	@AfterEach
	void close() {
		this.pools.forEach(HikariDataSource::close);
	}

	private HikariDataSource newPool(int size) {
		HikariDataSource pool = database().create().pool(size);
		this.pools.add(pool);
		return pool;
	}

	private Flyway flyway(Consumer<FluentConfiguration> settings) {
		FluentConfiguration configuration = Flyway.configure().dataSource(this.pool).locations(this.folder.location());
		settings.accept(configuration);
		return configuration.load();
	}

	private Flyway flyway() {
		return flyway((settings) -> {
		});
	}

	private MigrationService service(Consumer<FluentConfiguration> settings) {
		return MigrationService.of(FlywayEngine.of(flyway(settings), ParentRule.AUTO), List.of());
	}

	private MigrationService service() {
		return service((settings) -> {
		});
	}

	private List<String> tables() {
		return JdbcClient.create(this.pool)
			.sql("select lower(table_name) from information_schema.tables where lower(table_schema) in "
					+ "('public', lower(%s)) order by 1"
						.formatted((database() == TestDatabase.MARIADB) ? "database()" : "current_schema"))
			.query(String.class)
			.list();
	}

	private List<String> rows(HikariDataSource pool) {
		String quote = (database() == TestDatabase.MARIADB) ? "`" : "\"";
		String sql = ROWS.formatted(quote + "flyway_schema_history" + quote);
		if (database() != TestDatabase.MARIADB) {
			for (String column : List.of("version", "description", "type", "script", "checksum", "success",
					"installed_rank")) {
				sql = sql.replaceAll("\\b" + column + "\\b", "\"" + column + "\"");
			}
		}
		return JdbcClient.create(pool)
			.sql(sql)
			.query()
			.listOfRows()
			.stream()
			.map((row) -> row.values().toString())
			.toList();
	}

	private void assertStockFlywayIsContent() {
		Flyway stock = flyway();
		stock.validate();
		MigrateResult result = stock.migrate();
		assertThat(result.migrationsExecuted).isZero();
	}

	@Test
	void stateWhenNothingIsAppliedIsPending() {
		this.folder.withMerge();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(state.current()).isEmpty();
		assertThat(state.heads()).containsExactly("4");
		assertThat(state.pending()).containsExactly("1", "2", "3", "4");
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenEmptyAppliesAllAndStoresParents() {
		this.folder.withMerge();
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).containsExactly("1", "2", "3", "4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(result.state().current()).containsExactly("4");
		assertThat(tables()).contains("users", "flyway_schema_history", "flyway_schema_history_graph");
		assertThat(JdbcClient.create(this.pool)
			.sql("select parents from flyway_schema_history_graph where version = '4'"
				.replace("flyway_schema_history_graph", quoted("flyway_schema_history_graph"))
				.replace("parents", quoted("parents"))
				.replace("version", quoted("version")))
			.query(String.class)
			.single()).isEqualTo("2,3");
		assertStockFlywayIsContent();
	}

	private String quoted(String name) {
		return (database() == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	@Test
	void upgradeWhenTwoHeadsAppliesNothing() {
		this.folder.withConflict();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining("V2__add_password_hashes.sql")
			.withMessageContaining("V3__add_avatars.sql")
			.withMessageContaining("db merge 2 3")
			.satisfies((ex) -> assertThat(ex.state().status()).isEqualTo(MigrationStatus.CONFLICT));
		assertThat(tables()).isEmpty();
		MigrationState state = service().state();
		assertThat(state.conflict()).isEqualTo(new MigrationConflict(List.of("2", "3"), List.of("1"),
				List.of("db merge 2 3", "db rebase 3 --onto 2")));
		assertThat(state.pending()).containsExactly("1", "2", "3");
	}

	@Test
	void upgradeWhenTheOtherBranchWasDeployedEndsAtTheMerge() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		this.folder.withConflict();
		assertThat(service().state().conflict()).extracting(MigrationConflict::resolve)
			.isEqualTo(List.of("db merge 2 3", "db rebase 2 --onto 3"));
		this.folder.withMerge();
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).containsExactly("2", "4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertStockFlywayIsContent();
	}

	@Test
	void upgradeWhenTheLowerBranchWasDeployedEndsAtTheMerge() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		service().upgrade();
		this.folder.withMerge();
		assertThat(service().upgrade().applied()).containsExactly("3", "4");
		assertStockFlywayIsContent();
	}

	@Test
	void upgradeOfAHeaderlessProjectLeavesTheRowsOfStockFlyway() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);")
			.with("V10__c.sql", "create table c (id int);")
			.with("R__view.sql", "create or replace view v as select id from a;");
		service().upgrade();
		HikariDataSource stockPool = newPool(2);
		Flyway.configure().dataSource(stockPool).locations(this.folder.location()).load().migrate();
		assertThat(rows(this.pool)).isEqualTo(rows(stockPool)).hasSize(4);
		assertStockFlywayIsContent();
	}

	@Test
	void stateWhenANewerBuildWasDeployedIsAhead() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.without("V4__merge.sql").without("V3__add_avatars.sql");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.current()).containsExactly("4");
		assertThat(state.unknown()).containsExactly("3", "4");
		assertThat(service().upgrade().applied()).isEmpty();
	}

	@Test
	void stateWhenASiblingWasDeployedIsDiverged() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		this.folder.withConflict().without("V3__add_avatars.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining("V3__add_avatars.sql");
	}

	@Test
	void stateWhenAnAppliedScriptWasEditedIsChanged() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V3__add_avatars.sql", "-- revises: 1", "alter table users add avatar varchar(200);");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CHANGED);
		assertThat(state.find("3"))
			.hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(RevisionState.CHANGED));
		MigrationState unvalidated = service((settings) -> settings.validateOnMigrate(false)).state();
		assertThat(unvalidated.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(unvalidated.problems()).extracting(MigrationProblem::code).containsExactly("CHECKSUM_MISMATCH");
	}

	@Test
	void stateWhenALowerVersionCameLateIsDiverged() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V3__c.sql", "create table c (id int);");
		service().upgrade();
		this.folder.with("V2__b.sql", "create table b (id int);");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(service((settings) -> settings.ignoreMigrationPatterns("*:ignored", "*:future")).state().status())
			.isEqualTo(MigrationStatus.UP_TO_DATE);
		MigrationService late = service((settings) -> settings.outOfOrder(true));
		assertThat(late.upgrade().applied()).containsExactly("2");
	}

	@Test
	void upgradeWhenAMigrationFailsSaysWhereTheDatabaseStands() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);", "insert into nowhere values (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining("V2__b.sql")
			.withMessageContaining("the latest applied version is 1");
		boolean transactional = database() == TestDatabase.POSTGRESQL;
		assertThat(service().state().status())
			.isEqualTo(transactional ? MigrationStatus.PENDING : MigrationStatus.FAILED);
	}

	@Test
	void migrateWhenTwoHeadsIsVetoed() {
		this.folder.withConflict();
		Flyway guarded = flyway((settings) -> settings.callbacks(new MigrationGuard(ParentRule.AUTO)));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(guarded::migrate)
			.withStackTraceContaining("2 heads");
		assertThat(tables()).doesNotContain("users");
	}

	@Test
	void migrateWhenAParentIsNotAppliedIsVetoed() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		this.folder.withMerge();
		Flyway guarded = flyway(
				(settings) -> settings.validateOnMigrate(false).callbacks(new MigrationGuard(ParentRule.AUTO)));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(guarded::migrate)
			.withStackTraceContaining("it revises [2], which is not applied");
		assertThat(service().upgrade().applied()).containsExactly("2", "4");
	}

	@Test
	void upgradeWhenUndoScriptsArePresentHidesThemFromFlyway() {
		this.folder.withMerge().with("U4__merge.sql", "select 1;");
		MigrationService service = service((settings) -> settings.validateMigrationNaming(true));
		assertThat(service.upgrade().applied()).hasSize(4);
	}

	@Test
	void upgradeWhenSeveralRaceAppliesEachOnce() throws Exception {
		this.folder.withMerge();
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			TestDatabase.Access access = database().create();
			List<Callable<UpgradeResult>> upgrades = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				HikariDataSource own = access.pool();
				this.pools.add(own);
				Flyway flyway = Flyway.configure().dataSource(own).locations(this.folder.location()).load();
				MigrationService service = MigrationService.of(FlywayEngine.of(flyway, ParentRule.AUTO), List.of());
				upgrades.add(service::upgrade);
			}
			List<String> applied = new ArrayList<>();
			for (Future<UpgradeResult> result : threads.invokeAll(upgrades)) {
				applied.addAll(result.get().applied());
				assertThat(result.get().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			}
			assertThat(applied).containsExactlyInAnyOrder("1", "2", "3", "4");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void upgradeWhenBaselineOnMigrateSkipsWhatTheBaselineCovers() {
		JdbcClient.create(this.pool).sql("create table users (id int primary key)").update();
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.baselineOnMigrate(true)).upgrade();
		assertThat(result.applied()).containsExactly("2", "3", "4");
		assertThat(result.state().find("1"))
			.hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(RevisionState.BASELINE));
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenABaselineScriptIsThereBeginsWithIt() {
		this.folder.withMerge()
			.with("B4__base.sql", "create table users (id int, password_hash int, avatar int);")
			.with("V5__more.sql", "-- revises: 4", "create table more (id int);");
		MigrationService service = service();
		assertThat(service.state().pending()).containsExactly("4", "5");
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("4", "5");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(result.state().current()).containsExactly("5");
	}

	@Test
	void upgradeWhenATargetIsSetStopsThere() {
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.target("2")).upgrade();
		assertThat(result.applied()).containsExactly("1", "2");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(result.state().find("3"))
			.hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(RevisionState.ABOVE_TARGET));
	}

	@Test
	void upgradeWhenGroupMixedAndInstalledByAreSetKeepsThem() {
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.group(true).mixed(true).installedBy("mary")).upgrade();
		assertThat(result.applied()).hasSize(4);
		assertThat(result.state().history()).extracting(HistoryEntry::installedBy).containsOnly("mary");
	}

	@Test
	void upgradeWhenPlaceholdersAndCallbacksAreSetKeepsThem() {
		this.pool = newPool(3);
		this.folder.with("V1__a.sql", "create table ${name} (id int);")
			.with("afterMigrate__x.sql", "insert into ${name} values (7);");
		MigrationService service = service((settings) -> settings.placeholders(Map.of("name", "told")));
		service.upgrade();
		service.upgrade();
		assertThat(JdbcClient.create(this.pool)
			.sql("select count(*) from told where id = 7")
			.query(Integer.class)
			.single()).isEqualTo(2);
	}

	@Test
	void stateWhenPatternsIgnoreMissingIsNotDiverged() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V5__e.sql", "-- revises: 1")
			.without("V2__add_password_hashes.sql")
			.without("V3__add_avatars.sql")
			.without("V4__merge.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
		MigrationService tolerant = service((settings) -> settings.ignoreMigrationPatterns("*:missing"));
		assertThat(tolerant.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(tolerant.upgrade().applied()).containsExactly("5");
	}

	@Test
	void refreshReadsNoFile() {
		this.folder.withMerge();
		MigrationService service = service();
		service.upgrade();
		this.folder.with("V5__e.sql", "-- revises: 4");
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
	}

}
