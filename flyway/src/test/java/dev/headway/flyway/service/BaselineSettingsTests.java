package dev.headway.flyway.service;

import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.migration.UpgradeResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Baselines, by setting or by script.
 */
class BaselineSettingsTests extends AbstractServiceTests {

	@Test
	void upgradeWhenSchemaIsNotEmptyFailsAsFlywayDoes() {
		sql("create table users (id int primary key)").update();
		this.folder.withMerge();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining("baselineOnMigrate");
		assertThat(tables()).containsExactly("users");
	}

	@Test
	void upgradeWhenBaselineOnMigrateSkipsWhatTheBaselineCovers() {
		sql("create table users (id int primary key)").update();
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.baselineOnMigrate(true)).upgrade();
		assertThat(result.applied()).containsExactly("2", "3", "4");
		assertThatRevision(result.state(), "1", RevisionState.BASELINE);
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenBaselineVersionIsSetBeginsAboveIt() {
		sql("create table users (id int primary key, password_hash varchar(9))").update();
		this.folder.withMerge();
		MigrationService service = service(
				(settings) -> settings.baselineOnMigrate(true).baselineVersion("2").baselineDescription("before"));
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).containsExactly("3", "4");
		assertThat(result.state().current()).containsExactly("4");
		assertThat(result.state().appliedCount()).isEqualTo(4);
		assertThat(service.upgrade().applied()).isEmpty();
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenBaselineOnMigrateButSchemaIsEmptyRunsAll() {
		this.folder.withMerge();
		UpgradeResult result = service((settings) -> settings.baselineOnMigrate(true)).upgrade();
		assertThat(result.applied()).containsExactly("1", "2", "3", "4");
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
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenABaselineScriptComesLateLeavesItOut() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("B4__base.sql", "create table base (id int);").with("V5__more.sql", "-- revises: 4");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThat(tables()).doesNotContain("base");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenABaselineScriptReplacesItsAncestorsBeginsWithIt() {
		this.folder.with("B4__base.sql", "create table users (id int);").with("V5__more.sql", "-- revises: 4");
		MigrationService service = service();
		assertThat(service.upgrade().applied()).containsExactly("4", "5");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

}
