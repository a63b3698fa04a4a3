package dev.headway.flyway.service;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.HeadwayException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.edit.RebaseRequest;
import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.file.FileMover;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the SQL preview does when the database's own client runs it: the same as Headway.
 */
class SqlPreviewRunTests extends AbstractServiceTests {

	private static void adjust(FluentConfiguration settings) {
		settings.outOfOrder(true).placeholders(Map.of("who", "D'Arcy", "log", "log_entries"));
	}

	private MigrationService rich() {
		this.folder.withStory()
			.with("V5__it's_\"quoted\"_ünder.sql", "-- revises: 4", "-- it's; \"odd", "",
					"create table ${log} (id int primary key, who varchar(50)); -- for '${who}'",
					"insert into ${log} values (1, 'O''Hara; ä') -- no end; here", ";", "/* and */ insert into ${log}",
					"  values (2, 'x')")
			.with("U5__x.sql", "drop table ${log};")
			.with("V6__code.sql", code("-- revises: 5"))
			.with("U6__code.sql", uncode())
			.with("V7__index.sql", "-- revises: 6", "create index ${log}_who on ${log} (who);")
			.with("V7__index.sql.conf", "executeInTransaction=false")
			.with("U7__index.sql", unindex("${log}_who"))
			.with("U7__index.sql.conf", "executeInTransaction=false")
			.with("R__names.sql", "create or replace view names as select id, name from users where name <> '${log}';")
			.with("R__all_ids.sql", "create or replace view ids as select id from users;");
		return service(SqlPreviewRunTests::adjust);
	}

	private String[] code(String header) {
		return switch (this.database) {
			case H2 ->
				new String[] { header, "create alias twice as $$", "int twice(int x) { int y = x + x; return y; } $$;",
						"insert into log_entries values (7, 'seven');" };
			case POSTGRESQL -> new String[] { header, "create function add_entry() returns void as $$", "begin",
					"  insert into ${log} values (7, 'it''s; seven');", "end;", "$$ language plpgsql;",
					"select add_entry();" };
			case MARIADB -> new String[] { header, "create procedure add_plain() begin",
					"  insert into ${log} values (8, 'back\\\\slash'); -- done", "end;", "DELIMITER //",
					"create procedure add_entry() begin", "  insert into ${log} values (7, 'http://x');",
					"  insert into ${log} values (9, 'nine');", "end//", "DELIMITER ;", "call add_entry();",
					"call add_plain();" };
		};
	}

	private String[] uncode() {
		return switch (this.database) {
			case H2 -> new String[] { "drop alias twice;" };
			case POSTGRESQL ->
				new String[] { "do $body$ begin", "  perform 1;", "end; $body$;", "drop function add_entry();" };
			case MARIADB -> new String[] { "drop procedure add_entry;", "drop procedure add_plain;" };
		};
	}

	private String unindex(String name) {
		return switch (this.database) {
			case H2 -> "drop index " + name + ";";
			case POSTGRESQL -> "drop index concurrently " + name + ";";
			case MARIADB -> "drop index " + name + " on ${log};";
		};
	}

	private void run(String sql) {
		this.database.run(this.access, sql);
	}

	private List<String> entries() {
		return sql("select id, who from log_entries order by id")
			.query((row, number) -> row.getInt(1) + " " + row.getString(2))
			.list();
	}

	private void assertThatStockFlywayIsContentWithSettings() {
		Flyway stock = flyway(SqlPreviewRunTests::adjust);
		stock.validate();
		assertThat(stock.migrate().migrationsExecuted).isZero();
	}

	@Test
	void wayFromBaseToHeadDoesWhatUpgradeDoes() {
		MigrationService service = rich();
		service.upgrade();
		List<String> rows = historyRows();
		List<String> parents = storedParents();
		List<String> entries = entries();
		List<String> tables = tables();
		String sql = service.sql("base", "head");
		useNewDatabase();
		run(sql);
		assertThat(rich().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).isEqualTo(rows).hasSize(9);
		assertThat(storedParents()).isEqualTo(parents);
		assertThat(entries()).isEqualTo(entries);
		assertThat(tables()).isEqualTo(tables);
		assertThat(sql("select distinct \"installed_by\" from \"flyway_schema_history\"").query(String.class).single())
			.isEqualTo((this.database == TestDatabase.H2) ? "SA" : this.access.username());
		assertThatStockFlywayIsContentWithSettings();
	}

	@Test
	void connectedWayFromEmptyIsTheOfflineOne() {
		MigrationService service = rich();
		String sql = service.sql(null, "head");
		assertThat(sql).isEqualTo(service.sql("base", "head"));
		assertThat(tables()).isEmpty();
	}

	@Test
	void wayInPartsReachesTheHead() {
		MigrationService service = rich();
		run(service.sql("base", "3"));
		assertThat(service.state().current()).containsExactly("3");
		assertThat(service.state().pending()).startsWith("2", "4");
		run(service.sql("3", "5"));
		assertThat(service.state().current()).containsExactly("5");
		run(service.sql("5", "head"));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(storedParents()).contains("3 <- 1", "2 <- 1", "4 <- 2,3", "7 <- 6");
		assertThatStockFlywayIsContentWithSettings();
	}

	@Test
	void wayFromHalfMigratedDatabaseReachesTheHead() {
		MigrationService service = rich();
		service.upgrade("3");
		List<String> rows = historyRows();
		String sql = service.sql(null, "head");
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(sql).doesNotContain("flyway_schema_history_pk").doesNotContain("create table users");
		run(sql);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		rows = historyRows();
		useNewDatabase();
		service = rich();
		service.upgrade("3");
		service.upgrade();
		assertThat(historyRows()).isEqualTo(rows);
		assertThatStockFlywayIsContentWithSettings();
	}

	@Test
	void wayFromDatabaseOfStockFlywayReachesTheHead() {
		this.folder.withConflict();
		flyway().migrate();
		MigrationService service = rich();
		run(service.sql(null, "head"));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContentWithSettings();
	}

	@Test
	void wayFromADatabaseThatHasToFollowDoesWhatUpgradeDoes() {
		this.folder.withConflict();
		service().upgrade("2");
		rebase();
		String sql = service().sql(null, "head");
		assertThat(sql).contains("-- moved by a rebase: recorded as what it is now, and not run again")
			.doesNotContain("add password_hash");
		run(sql);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		List<String> rows = historyRows();
		List<String> parents = storedParents();
		assertThatStockFlywayIsContent();
		useNewDatabase();
		this.folder.without("V4__add_password_hashes.sql").withConflict();
		service().upgrade("2");
		rebase();
		service().upgrade();
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(storedParents()).isEqualTo(parents);
	}

	private void rebase() {
		ScriptFolder.of(this.folder.path()).rebase(new RebaseRequest(List.of("2"), "3", null)).apply(FileMover.plain());
	}

	@Test
	void wayDownDoesWhatDowngradeDoes() {
		MigrationService service = rich();
		service.upgrade();
		String sql = service.sql(null, "1");
		assertThat(sql).isEqualTo(service.sql("head", "1"));
		service.downgrade("1");
		List<String> rows = historyRows();
		List<String> tables = tables();
		useNewDatabase();
		service = rich();
		service.upgrade();
		run(sql);
		assertThat(historyRows()).isEqualTo(rows).hasSize(15);
		assertThat(tables()).isEqualTo(tables);
		assertThat(storedParents()).containsExactly("1 <- ");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service.state().current()).containsExactly("1");
		flyway(SqlPreviewRunTests::adjust).info();
		assertThat(flyway(SqlPreviewRunTests::adjust).migrate().migrationsExecuted).isEqualTo(6);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void wayDownByOneAndUpAgain() {
		MigrationService service = rich();
		service.upgrade();
		run(service.sql(null, "-1"));
		assertThat(service.state().current()).containsExactly("6");
		run(service.sql(null, "+1"));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContentWithSettings();
	}

	@Test
	void wayShowsOnlyRepeatablesThatArePending() {
		MigrationService service = rich();
		service.upgrade();
		assertThat(service.sql(null, "head")).startsWith("-- Nothing to do").hasLineCount(1);
		this.folder.with("R__names.sql", "create or replace view names as select id, name from users where id > 5;");
		String sql = service.sql(null, "head");
		assertThat(sql).contains("-- names (repeatable, R__names.sql)").doesNotContain("R__all_ids.sql");
		run(sql);
		assertThat(historyRows()).hasSize(10);
		assertThat(service.sql(null, "head")).startsWith("-- Nothing to do").hasLineCount(1);
		assertThatStockFlywayIsContentWithSettings();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " a.b'", "\"a\"b", "`a`b" })
	void wayIntoSchemaOfItsOwnCreatesIt(String oddName) {
		assumeThat(oddName).as("stock Flyway does not escape this")
			.doesNotContain(
					(this.database == TestDatabase.H2) ? "\"" : (this.database == TestDatabase.MARIADB) ? "`" : "\0");
		this.folder.withStory();
		String schema = "app_" + this.access.url().hashCode() + oddName;
		Consumer<FluentConfiguration> settings = (configuration) -> configuration.schemas(schema)
			.installedBy("o'brien\\");
		run(service(settings).sql("base", "head"));
		assertThat(tables(schema)).containsExactly("flyway_schema_history", "flyway_schema_history_graph", "users");
		assertThat(service(settings).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(flyway(settings).migrate().migrationsExecuted).isZero();
		assertThat(flyway(settings).info().current().getInstalledBy()).isEqualTo("o'brien\\");
		run(service(settings).sql("4", "1"));
		assertThat(service(settings).state().current()).containsExactly("1");
	}

	@Test
	void wayThatBeginsWithBaselineScriptTakesThePlaceOfOthers() {
		this.folder.withStory()
			.with("B4__base.sql", "create table users (id int primary key, password_hash int, avatar int);")
			.with("V5__more.sql", "-- revises: 4", "alter table users add more int;");
		service().upgrade();
		List<String> rows = historyRows();
		List<String> parents = storedParents();
		useNewDatabase();
		run(service().sql("base", "5"));
		assertThat(historyRows()).isEqualTo(rows).hasSize(2);
		assertThat(storedParents()).isEqualTo(parents);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void wayBelowBaselineScriptRunsVersionedScripts() {
		this.folder.withStory().with("B4__base.sql", "create table users (id int primary key);");
		run(service().sql(null, "2"));
		assertThat(service().state().current()).containsExactly("2");
		assertThat(historyRows()).hasSize(2);
	}

	@Test
	void previewRunsNoCallbacks() {
		this.folder.withStory().with("R__names.sql", "create or replace view names as select name from users;");
		for (String callback : List.of("afterConnect", "beforeInfo", "beforeMigrate")) {
			this.folder.with(callback + ".sql", "create table told (id int);");
		}
		assertThat(service().sql(null, "head")).contains("R__names.sql").doesNotContain("told");
		assertThat(tables()).isEmpty();
	}

	@Test
	void previewWhenThereAreTablesAndNoHistoryIsRefused() {
		this.folder.withStory();
		sql("create table users (id int primary key)").update();
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> service().sql(null, "head"))
			.withMessageContaining("no schema history and is not empty");
	}

	@Test
	void previewWhenStateForbidsUpgradeIsRefused() {
		this.folder.withStory();
		service().upgrade("1");
		this.folder.with("V1__create_users.sql", "create table users (id int primary key, name varchar(60));");
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().sql(null, "2"))
			.withMessageStartingWith("There is no SQL to show: the migrations have status CHANGED.");
		assertThat(service().sql(null, "base")).startsWith("-- Downgrade from 1 to base on ");
	}

	@Test
	void previewWhenStateForbidsDowngradeIsRefused() {
		this.folder.withStory();
		service().upgrade();
		insertRow("9", "SQL", "V9__newer.sql", true);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().sql(null, "2"))
			.withMessageStartingWith("There is no SQL to show: the database has 9 (V9__newer.sql)");
	}

}
