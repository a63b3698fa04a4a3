package dev.headway.flyway.service;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.revision.RevisionException;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DowngradeOperation}.
 */
class DowngradeOperationTests extends AbstractServiceTests {

	@Test
	void downgradeToParentOfMergeUndoesMerge() {
		this.folder.withStory();
		service().upgrade();
		DowngradeResult result = service().downgrade("3");
		assertThat(result.undone()).containsExactly("4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(result.state().current()).containsExactlyInAnyOrder("2", "3");
		assertThat(result.state().pending()).containsExactly("4");
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1");
	}

	@Test
	void downgradeByOneUndoesHead() {
		this.folder.withStory().with("V5__more.sql", "-- revises: 4").with("U5__more.sql");
		service().upgrade();
		assertThat(service().downgrade("-1").undone()).containsExactly("5");
		assertThat(service().state().current()).containsExactly("4");
	}

	@Test
	void downgradeToBaseUndoesChildrenBeforeParents() {
		this.folder.withStory();
		service().upgrade();
		DowngradeResult result = service().downgrade("base");
		assertThat(result.undone()).containsExactly("4", "3", "2", "1");
		assertThat(result.state().current()).isEmpty();
		assertThat(tables()).containsExactly("flyway_schema_history", "flyway_schema_history_graph");
		assertThat(storedParents()).isEmpty();
	}

	@Test
	void downgradeTwiceThereAndBackKeepsStockFlywayContent() {
		this.folder.withStory();
		for (int round = 0; round < 2; round++) {
			service().upgrade();
			assertThat(service().downgrade("base").undone()).hasSize(4);
			assertThat(flyway().info().pending()).hasSize(4);
			assertThat(flyway().info().current()).isNull();
		}
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
		assertThat(flyway().repair().repairActions).isEmpty();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).hasSize(20)
			.filteredOn((row) -> row.contains("DELETE"))
			.hasSize(8)
			.allMatch((row) -> row.contains("U"));
		assertThat(sql("select \"installed_by\" from \"flyway_schema_history\" where \"type\" = 'DELETE'"
				+ " and \"installed_on\" is not null and \"execution_time\" >= 0")
			.query(String.class)
			.list()).hasSize(8).doesNotContainNull();
	}

	@Test
	void downgradeTellsWhenRevisionsWereUndone() {
		this.folder.withStory().without("U2__add_password_hashes.sql");
		service().upgrade();
		assertThat(service().state().find("4")).hasValueSatisfying((entry) -> {
			assertThat(entry.reversible()).isTrue();
			assertThat(entry.undoneOn()).isNull();
		});
		MigrationState state = service().downgrade("2").state();
		assertThat(state.find("4")).hasValueSatisfying((entry) -> {
			assertThat(entry.state()).isEqualTo(RevisionState.PENDING);
			assertThat(entry.undoneOn()).isNotNull();
		});
		assertThat(state.find("2")).hasValueSatisfying((entry) -> assertThat(entry.reversible()).isFalse());
	}

	@Test
	void downgradeOnBranchLeavesTheOther() {
		this.folder.withStory();
		service().upgrade("3");
		service().upgrade("2");
		assertThat(service().downgrade("2@1").undone()).containsExactly("2");
		assertThat(service().state().current()).containsExactly("3");
	}

	@Test
	void downgradeWhenTargetIsCurrentDoesNothing() {
		this.folder.withStory();
		service().upgrade();
		List<String> rows = historyRows();
		assertThat(service().downgrade("4").undone()).isEmpty();
		assertThat(historyRows()).isEqualTo(rows);
	}

	@Test
	void downgradeWhenTargetIsUnknownSaysSo() {
		this.folder.withStory();
		service().upgrade();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service().downgrade("77"))
			.withMessageContaining("77");
		assertThat(service().state().current()).containsExactly("4");
	}

	@Test
	void downgradeWhenScriptIsMissingNamesItAndUndoesNothing() {
		this.folder.withStory().without("U2__add_password_hashes.sql");
		service().upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("1"))
			.withMessageContaining("there is no undo script for 2 (V2__add_password_hashes.sql)")
			.withMessageContaining("U2__add_password_hashes.sql");
		assertThat(service().state().current()).containsExactly("4");
	}

	@Test
	void downgradeWhenScriptLacksPlaceholderUndoesNothing() {
		this.folder.withStory().with("U1__create_users.sql", "drop table ${missing};");
		service().upgrade();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().downgrade("base"))
			.withMessageContaining("missing");
		assertThat(service().state().current()).containsExactly("4");
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void downgradeWhenScriptsAreManifoldRunsThem() {
		this.folder.withStory()
			.with("V5__more.sql", "-- revises: 4", "create table more (id int);")
			.with("U5__more.sql", "-- gone", "insert into more values (1);", "delete from ${name}; drop table more;");
		service((settings) -> settings.placeholders(Map.of("name", "more"))).upgrade();
		service((settings) -> settings.placeholders(Map.of("name", "more"))).downgrade("-1");
		assertThat(tables()).doesNotContain("more");
	}

	@Test
	void downgradeWhenVendorSyntaxIsUsedRunsIt() {
		this.folder.withStory().with("V5__code.sql", "-- revises: 4").with("U5__code.sql", vendorScript());
		service().upgrade();
		assertThat(service().downgrade("4").undone()).containsExactly("5");
		assertThat(sql("select count(*) from users where id = 7").query(Integer.class).single()).isEqualTo(1);
	}

	private String[] vendorScript() {
		return switch (this.database) {
			case H2 -> new String[] { "insert into users (id) values (7);" };
			case POSTGRESQL -> new String[] { "do $$ begin", "  insert into users (id) values (7);", "end; $$;" };
			case MARIADB -> new String[] { "DELIMITER //", "create procedure p() begin",
					"  insert into users (id) values (7);", "end//", "DELIMITER ;", "call p();", "drop procedure p;" };
		};
	}

	@Test
	void downgradeWhenScriptForbidsTransactionsRunsIt() {
		boolean postgresql = this.database == TestDatabase.POSTGRESQL;
		this.folder.withStory()
			.with("V5__index.sql", "-- revises: 4", "create index users_name on users (name);")
			.with("U5__index.sql",
					postgresql ? "drop index concurrently users_name;"
							: (this.database == TestDatabase.H2) ? "drop index users_name;"
									: "drop index users_name on users;")
			.with("U5__index.sql.conf", "executeInTransaction=false");
		service().upgrade();
		assertThat(service().downgrade("4").undone()).containsExactly("5");
		assertThat(historyRows()).last().asString().contains("DELETE").endsWith("true]");
		assertThat(service().upgrade().applied()).containsExactly("5");
	}

	@Test
	void downgradeWhenUndoIsEmptyOnlyRecordsIt() {
		this.folder.withStory();
		service().upgrade();
		service().downgrade("2");
		assertThat(flyway().info().pending()).singleElement()
			.satisfies((pending) -> assertThat(pending.getVersion().getVersion()).isEqualTo("4"));
	}

	@Test
	void downgradeLeavesRepeatablesAlone() {
		this.folder.withStory().with("R__names.sql", "create or replace view names as select name from users;");
		service().upgrade();
		service().downgrade("2@1");
		assertThat(tables()).contains("names");
		assertThat(historyRows()).filteredOn((row) -> row.contains("R__names.sql")).hasSize(1);
	}

	@Test
	void downgradeBelowBaselineIsRefused() {
		this.folder.withStory();
		sql("create table users (id int primary key)").update();
		service((settings) -> settings.baselineOnMigrate(true)).upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("base"))
			.withMessageContaining("1 is part of the baseline 1");
		assertThat(service().downgrade("1").undone()).containsExactly("4", "3", "2");
	}

	@Test
	void downgradeOfBaselineScriptIsRefused() {
		this.folder.with("B4__base.sql", "create table users (id int);")
			.with("U4__base.sql", "drop table users;")
			.with("V5__more.sql", "-- revises: 4");
		service().upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("base"))
			.withMessageContaining("4 is part of the baseline 4");
	}

	@Test
	void downgradeWhenNewerBuildWasDeployedIsRefused() {
		this.folder.withStory();
		service().upgrade();
		this.folder.without("V4__merge.sql").without("U4__merge.sql");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("1"))
			.withMessageContaining("4 (V4__merge.sql)")
			.withMessageContaining("Use a build that has it");
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void downgradeWhenHistoryWasUndoneByPaidEditionIsRefused() {
		this.folder.withStory();
		service().upgrade();
		insertRow("4", "UNDO_SQL", "U4__merge.sql", true);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("-1"))
			.withMessageContaining("UNDO_SQL");
	}

	@Test
	void downgradeWhenGraphIsInvalidIsRefused() {
		this.folder.withStory();
		service().upgrade();
		this.folder.with("V5__x.sql", "-- revises: 9");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("-1"))
			.withMessageContaining("V5__x.sql");
	}

	@Test
	void downgradeWhenThereAreTwoHeadsWorks() {
		this.folder.withStory().without("V4__merge.sql").without("U4__merge.sql");
		service().upgrade("heads");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(service().downgrade("3@1").undone()).containsExactly("3");
	}

	@Test
	void downgradeTellsUndoCallbacks() {
		this.pool = newPool(3);
		this.folder.withStory()
			.with("V0__told.sql", "create table told (what varchar(50));")
			.with("beforeUndo.sql", "insert into told values ('before');")
			.with("beforeEachUndo__x.sql", "insert into told values ('before each');")
			.with("afterEachUndo__x.sql", "insert into told values ('after each');")
			.with("afterUndo.sql", "insert into told values ('after');");
		service().upgrade();
		service().downgrade("1");
		assertThat(sql("select what from told").query(String.class).list()).containsExactly("before", "before each",
				"after each", "before each", "after each", "before each", "after each", "after");
	}

}
