package dev.headway.flyway.service;

import java.util.Map;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that fail, and the rows that this leaves.
 */
class FailedMigrationTests extends AbstractServiceTests {

	@Test
	void upgradeWhenAMigrationFailsSaysWhereTheDatabaseStands() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);", "insert into nowhere values (1);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining("V2__b.sql")
			.withMessageContaining("the latest applied version is 1");
		boolean transactional = this.database == TestDatabase.POSTGRESQL;
		assertThat(service().state().status())
			.isEqualTo(transactional ? MigrationStatus.PENDING : MigrationStatus.FAILED);
		assertThat(tables().contains("b")).isNotEqualTo(transactional);
	}

	/**
	 * Flyway has a third connection for such callbacks.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "beforeMigrate", "beforeEachMigrate", "afterEachMigrate", "afterEachMigrateStatement" })
	void upgradeWhenACallbackFailsSaysToFixTheCallback(String callback) {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with(callback + ".sql", "insert into nowhere values (1);");
		MigrationService service = service((settings) -> settings.dataSource(newPool(3)));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade)
			.withMessageContaining("ix the %s callback", callback);
	}

	@Test
	void upgradeWhenAStatementFailsShowsItAsItIsInTheFile() {
		this.folder.with("V1__a.sql", "create table a (id int);", "", "insert into a", "values ('${word}');",
				"select 1;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> service((settings) -> settings.placeholders(Map.of("word", "hunter"))).upgrade())
			.satisfies((ex) -> assertThat(ex.getMessage())
				.startsWith("The upgrade failed at line 3 of V1__a.sql. The database says: ")
				.contains(
						"%n    insert into a%n    values ('${word}');%nIn the database nothing is applied".formatted())
				.doesNotContain("Run Flyway with -X"));
	}

	@Test
	void upgradeWhenFailedRowIsLeftIsRefusedUntilRepaired() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "insert into nowhere values (1);");
		failOutsideOfTransaction("V2__b.sql");
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "V2__b.sql failed", "db resolve");
		assertThatRevision(service().state(), "2", RevisionState.FAILED);
		assertThat(service().state().current()).containsExactly("1");
		flyway().repair();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		this.folder.with("V2__b.sql", "create table b (id int);");
		assertThat(service().upgrade().applied()).containsExactly("2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenRepeatableFailedIsRefusedUntilRepaired() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("R__b.sql", "insert into nowhere values (1);");
		failOutsideOfTransaction("R__b.sql");
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "R__b.sql failed", "db resolve");
		flyway().repair();
		this.folder.with("R__b.sql", "insert into a values (1);");
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	/**
	 * Let a script fail so that it leaves a failed row.
	 */
	private void failOutsideOfTransaction(String script) {
		this.folder.with(script + ".conf", "executeInTransaction=false");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining(script + " failed at statement 1 of 1 (line 1); check whether 1 is. 'db resolve ");
	}

	@ParameterizedTest
	@CsvSource({ "2, *:missing", "2, *:*", "7, *:missing", "7, *:future", "7, *:*", "9, *:missing", "9, *:future",
			"9, versioned:future", "9, *:*", "9, versioned:*", ", *:future", ", *:*" })
	void stateWhenFailedRowIsIgnoredIsAsStockFlywaySees(@Nullable String version, String pattern) {
		this.folder.with("V1__a.sql").with("V2__b.sql").with("V8__d.sql");
		flyway((settings) -> settings.target("2".equals(version) ? "1" : "8")).migrate();
		insertRow(version, "SQL", "failed.sql", false);
		boolean content = isContent(flyway((settings) -> settings.ignoreMigrationPatterns(pattern)));
		MigrationService service = service((settings) -> settings.ignoreMigrationPatterns(pattern));
		assertThat(service.state().status()).isEqualTo(content ? MigrationStatus.UP_TO_DATE : MigrationStatus.FAILED);
		if (content) {
			assertThat(service.upgrade().applied()).isEmpty();
		}
	}

	@Test
	void upgradeWhenANewerBuildFailedAndABranchIsPendingGoesOn() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		insertRow("9", "SQL", "V9__z.sql", false);
		this.folder.withMerge();
		assertThat(service().upgrade().applied()).containsExactly("2", "4");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stateWhenNotValidatedIsFailedAsWithStockFlyway(boolean validate) {
		this.folder.with("V1__a.sql").with("V2__b.sql");
		flyway((settings) -> settings.target("1")).migrate();
		insertRow("2", "SQL", "V2__b.sql", false);
		assertThat(service((settings) -> settings.validateOnMigrate(validate)).state().status())
			.isEqualTo(MigrationStatus.FAILED);
		assertThat(isContent(flyway((settings) -> settings.validateOnMigrate(validate)))).isFalse();
	}

	@Test
	void stateWhenTwoFutureMigrationsFailedIsAsStockFlywaySees() {
		this.folder.with("V1__a.sql");
		flyway().migrate();
		insertRow("8", "SQL", "V8__y.sql", false);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(isContent(flyway())).isTrue();
		insertRow("9", "SQL", "V9__z.sql", false);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.FAILED);
		assertThat(isContent(flyway())).isFalse();
	}

	private static boolean isContent(Flyway stock) {
		try {
			stock.migrate();
			return true;
		}
		catch (FlywayException ex) {
			return false;
		}
	}

}
