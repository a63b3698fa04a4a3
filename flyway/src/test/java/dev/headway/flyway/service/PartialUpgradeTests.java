package dev.headway.flyway.service;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.UpgradeResult;
import dev.headway.revision.MultipleHeadsException;
import dev.headway.revision.RevisionException;
import dev.headway.script.ParentRule;
import dev.headway.script.Revises;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an upgrade to a revision applies, and what it leaves.
 */
class PartialUpgradeTests extends AbstractServiceTests {

	private static final String REPEATABLE = "R__names.sql";

	@Test
	void upgradeToRevisionAppliesItsAncestorsOnly() {
		this.folder.withMerge();
		UpgradeResult result = service().upgrade("3");
		assertThat(result.applied()).containsExactly("1", "3");
		assertThat(result.state().pending()).containsExactly("2", "4");
		assertThat(service().upgrade().applied()).containsExactly("2", "4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeToLowerRevisionWhenHigherIsAppliedRunsOutOfOrder() {
		this.folder.withMerge();
		service().upgrade("3");
		assertThat(service().upgrade("2").applied()).containsExactly("2");
		assertThat(service().state().current()).containsExactlyInAnyOrder("2", "3");
	}

	@Test
	void upgradeByStepsCounts() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "").with("V3__c.sql", "");
		assertThat(service().upgrade("+2").applied()).containsExactly("1", "2");
		assertThat(service().upgrade("+1").applied()).containsExactly("3");
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service().upgrade("+1"));
	}

	@Test
	void upgradeToAppliedRevisionDoesNothing() {
		this.folder.withMerge();
		service().upgrade();
		assertThat(service().upgrade("2").applied()).isEmpty();
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void upgradeWhenEngineIsWithoutRepeatablesLeavesThem() {
		this.folder.withMerge().with(REPEATABLE, "create view names as select name from users;");
		FlywayEngine engine = FlywayEngine.of(flyway(), ParentRule.AUTO).withoutRepeatables();
		assertThat(FlywayMigrationService.of(engine, List.of()).upgrade("4").state().pending()).isEmpty();
		assertThat(tables()).doesNotContain("names");
		service().upgrade();
		assertThat(tables()).contains("names");
	}

	@Test
	void upgradeToRevisionLeavesRepeatables() {
		this.folder.withMerge().with(REPEATABLE, "create or replace view names as select id, name from users;");
		service().upgrade("1");
		assertThat(tables()).doesNotContain("names");
		service().upgrade("head");
		assertThat(tables()).contains("names");
		this.folder.with(REPEATABLE, "create or replace view names as select id, name from users where id > 0;")
			.with("V5__more.sql", "-- revises: 4")
			.with("V6__most.sql", "-- revises: 5");
		service().upgrade("5");
		assertThat(historyRows()).filteredOn((row) -> row.contains(REPEATABLE)).hasSize(1);
		service().upgrade("6");
		assertThat(historyRows()).filteredOn((row) -> row.contains(REPEATABLE)).hasSize(2);
	}

	@Test
	void upgradeToRevisionLeavesJavaMigrations() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		MigrationService service = service((settings) -> settings.javaMigrations(new V3__In_java()));
		assertThat(service.upgrade("2").applied()).containsExactly("1", "2");
		assertThat(service.upgrade("3").applied()).containsExactly("3");
	}

	@Test
	void upgradeWhenThereAreTwoHeadsTakesTheOneNamed() {
		this.folder.withConflict();
		assertThatExceptionOfType(MultipleHeadsException.class).isThrownBy(() -> service().upgrade("head"));
		assertThat(tables()).isEmpty();
		assertThat(service().upgrade("3").applied()).containsExactly("1", "3");
		assertThat(service().upgrade("heads").applied()).containsExactly("2");
	}

	@Test
	void upgradeToRevisionBelowBaselineScriptRunsVersionedScripts() {
		this.folder.withMerge()
			.with("B4__base.sql", "create table users (id int, password_hash int, avatar int);")
			.with("V5__more.sql", "-- revises: 4");
		assertThat(service().upgrade("2").applied()).containsExactly("1", "2");
		assertThat(service().upgrade("5").applied()).containsExactly("3", "4", "5");
	}

	@Test
	void upgradeToRevisionAboveBaselineScriptBeginsWithIt() {
		this.folder.withMerge()
			.with("B4__base.sql", "create table users (id int, password_hash int, avatar int);")
			.with("V5__more.sql", "-- revises: 4")
			.with("V6__most.sql", "-- revises: 5");
		assertThat(service().upgrade("5").applied()).containsExactly("4", "5");
	}

	@Test
	void upgradeToRevisionAboveTargetIsRefused() {
		this.folder.withMerge();
		MigrationService service = service((settings) -> settings.target("2"));
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service.upgrade("3"))
			.withMessageContaining("3 is above the target")
			.withMessageContaining("spring.flyway.target");
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeToUnknownRevisionSaysSo() {
		this.folder.withMerge();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service().upgrade("9"))
			.withMessageContaining("9");
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeToRevisionWhenScriptWasEditedIsRefused() {
		this.folder.withMerge();
		service().upgrade("1");
		this.folder.with("V1__create_users.sql", "create table users (id int primary key, name varchar(60));");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().upgrade("2"))
			.withMessageContaining("V1__create_users.sql was edited");
	}

	/**
	 * A revision in Java.
	 */
	@Revises("1")
	public static class V3__In_java extends SqlInJava {

		V3__In_java() {
			super("3", "in java", "alter table users add avatar varchar(100)");
		}

	}

}
