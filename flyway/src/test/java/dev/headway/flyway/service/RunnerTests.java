package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationFailedException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Headway's runner beside stock Flyway, on the same scripts and two databases.
 */
class RunnerTests extends AbstractServiceTests {

	private final List<String> events = new ArrayList<>();

	/**
	 * Let stock Flyway and Headway run the same, each on a database of its own, and make
	 * sure that they do the same.
	 */
	private void assertThatBothDoTheSame(Consumer<FluentConfiguration> settings) {
		Consumer<FluentConfiguration> all = (configuration) -> settings
			.accept(configuration.outOfOrder(true).dataSource(newPool(3)).callbacks(new EventRecorder()));
		stock(all);
		List<String> rows = wholeRows();
		List<String> expected = List.copyOf(this.events);
		SchemaSnapshot schema = snapshot();
		useNewDatabase();
		this.events.clear();
		service(all).upgrade();
		assertThat(wholeRows()).isEqualTo(rows);
		assertThat(this.events).isEqualTo(expected);
		assertThat(snapshot()).isEqualTo(schema);
		flyway(all).validate();
		assertThat(flyway(all).migrate().migrationsExecuted).isZero();
	}

	private void stock(Consumer<FluentConfiguration> settings) {
		try {
			flyway(settings).migrate();
		}
		catch (FlywayException ex) {
			this.events.add("stock Flyway failed");
			assertThat(ex).hasMessageContaining("nowhere");
		}
	}

	/**
	 * All columns of the schema history but times.
	 */
	private List<String> wholeRows() {
		return sql("select \"installed_rank\", \"version\", \"description\", \"type\", \"script\", \"checksum\","
				+ " \"installed_by\", \"success\" from \"flyway_schema_history\" order by \"installed_rank\"")
			.query()
			.listOfRows()
			.stream()
			.map((row) -> row.values().toString())
			.toList();
	}

	private SchemaSnapshot snapshot() {
		return SchemaSnapshot.of(this.pool);
	}

	@Test
	void upgradeDoesWhatFlywayDoesOverTheStory() {
		this.folder.withStory();
		assertThatBothDoTheSame((settings) -> {
		});
	}

	@Test
	void upgradeDoesWhatFlywayDoesOverABraid() {
		braid(40);
		assertThatBothDoTheSame((settings) -> settings.installedBy("mary"));
		assertThat(storedParents()).hasSize(40).contains("4 <- 2,3", "40 <- 38,39");
	}

	/**
	 * Two branches, merged at every third revision.
	 */
	private void braid(int revisions) {
		this.folder.with("V1__base.sql", "create table t1 (id int primary key);");
		for (int i = 2; i <= revisions; i++) {
			int fork = (i - 2) / 3 * 3 + 1;
			String parents = ((i - 1) % 3 == 0) ? (i - 2) + ", " + (i - 1) : String.valueOf(fork);
			this.folder.with("V" + i + "__m" + i + ".sql", "-- revises: " + parents,
					"create table t" + i + " (id int primary key);", "insert into t1 values (" + i + ");");
		}
	}

	@Test
	void upgradeDoesWhatFlywayDoesWithScriptsOfTheRealWorld() {
		this.folder.with("V1__users.sql", "create table users (id int primary key, name varchar(50));")
			.with("V5__it's_\"quoted\"_ünder.sql", "", "create table ${log} (id int primary key,",
					"  who varchar(50) default '${who}'); -- for '${who}'; end",
					"insert into ${log} (id, who) values (1, 'O''Hara; ä') -- no end; here", ";",
					"/* and */ insert into ${log} (id) values (2)")
			.with("V6__code.sql", code())
			.with("V6_1__view.sql", "create view names as select id, name from users;", "",
					"create index ${log}_who on ${log} (who);")
			.with("V7__" + "long_".repeat(46) + ".sql", "insert into ${log} (id) values (3);")
			.with("V8__alone.sql", "create table alone (id int);")
			.with("V8__alone.sql.conf", "executeInTransaction=false")
			.with("V9__as_it_is.sql", "insert into log_entries (id, who) values (4, '${not a placeholder}');")
			.with("V9__as_it_is.sql.conf", "placeholderReplacement=false")
			.with("V10__nothing.sql")
			.with("R__ids.sql", "create or replace view ids as select id from users where name <> '${who}';")
			.with("R__all.sql", "create or replace view all_names as select name from users;");
		assertThatBothDoTheSame((settings) -> settings.placeholders(Map.of("who", "D''Arcy", "log", "log_entries"))
			.javaMigrations(new SqlInJava("11", "by code", "insert into log_entries (id) values (11)")));
		assertThat(sql("select count(*) from log_entries").query(Integer.class).single()).isGreaterThan(5);
	}

	private String[] code() {
		return switch (this.database) {
			case H2 -> new String[] { "create alias twice as $$", "int twice(int x) { int y = x + x; return y; } $$;",
					"insert into log_entries (id) values (twice(50));" };
			case POSTGRESQL -> new String[] { "create function stamp() returns trigger as $$", "begin",
					"  new.who := new.who || '; stamped';", "  return new;", "end;", "$$ language plpgsql;",
					"create trigger stamp_it before insert on ${log} for each row execute function stamp();",
					"do $body$ begin perform 1; end; $body$;", "copy ${log} (id, who) from stdin;", "50\tfifty", "\\.",
					"insert into ${log} (id) values (51);" };
			case MARIADB -> new String[] { "DELIMITER //", "create procedure add_entry() begin",
					"  insert into ${log} (id, who) values (50, 'http://x');", "end//", "DELIMITER ;",
					"create trigger stamp_it before insert on ${log} for each row set new.who = concat(new.who, ';');",
					"call add_entry();" };
		};
	}

	@Test
	void upgradeDoesWhatFlywayDoesWithABaselineScript() {
		this.folder.withMerge()
			.with("B4__base.sql", "create table users (id int primary key, name int, password_hash int, avatar int);")
			.with("V5__more.sql", "-- revises: 4", "alter table users add more int;");
		assertThatBothDoTheSame((settings) -> {
		});
	}

	@Test
	void upgradeDoesWhatFlywayDoesWithSqlCallbacks() {
		this.folder.withMerge().with("R__ids.sql", "create or replace view ids as select id from users;");
		this.folder.with("beforeMigrate.sql", "create table if not exists events (who varchar(50));");
		for (String event : List.of("afterVersioned", "beforeRepeatables", "afterMigrate", "afterMigrateApplied",
				"afterEachMigrate__x", "beforeEachMigrate__x")) {
			this.folder.with(event + ".sql", "insert into events values ('" + event + "');");
		}
		assertThatBothDoTheSame((settings) -> {
		});
		int ofUpgrade = 14;
		int ofNextMigrate = 2;
		assertThat(sql("select count(*) from events").query(Integer.class).single())
			.isEqualTo(ofUpgrade + ofNextMigrate);
	}

	/**
	 * Since version 13, Flyway also sets it for scripts that have their own connection.
	 */
	@Test
	void upgradeKeepsWhatACallbackSetsAfterConnectingAsFlywayDoes() {
		String set = switch (this.database) {
			case H2 -> "set @zone = 'x';";
			case POSTGRESQL -> "set timezone = 'Asia/Tokyo';";
			case MARIADB -> "set time_zone = '+09:00';";
		};
		String zone = switch (this.database) {
			case H2 -> "cast(@zone as varchar(20))";
			case POSTGRESQL -> "current_setting('TimeZone')";
			case MARIADB -> "@@session.time_zone";
		};
		this.folder.with("afterConnect.sql", set)
			.with("V1__a.sql", "create table a as select %s as zone;".formatted(zone))
			.with("V2__b.sql", "create table b as select %s as zone;".formatted(zone));
		String zones = "select a.zone, b.zone as later from a cross join b";
		flyway().migrate();
		List<Map<String, Object>> expected = sql(zones).query().listOfRows();
		useNewDatabase();
		service().upgrade();
		assertThat(sql(zones).query().listOfRows()).isEqualTo(expected);
	}

	@Test
	void upgradeDoesWhatFlywayDoesInASchemaOfItsOwn() {
		this.folder.withMerge().with("R__ids.sql", "create or replace view ids as select id from users;");
		String schema = "app_" + this.access.url().hashCode();
		Consumer<FluentConfiguration> settings = (configuration) -> configuration.schemas(schema).table("history");
		service(settings).upgrade();
		assertThat(tables(schema)).containsExactly("history", "history_graph", "ids", "users");
		flyway(settings).validate();
		assertThat(flyway(settings).migrate().migrationsExecuted).isZero();
		assertThat(flyway(settings).info().applied()).hasSize(6)
			.satisfies((infos) -> assertThat(infos[0].getType()).isEqualTo(CoreMigrationType.SCHEMA));
	}

	@Test
	void upgradeDoesWhatFlywayDoesWhenAScriptFails() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);", "insert into nowhere values (1);")
			.with("V3__c.sql", "create table c (id int);");
		Consumer<FluentConfiguration> all = (settings) -> settings.dataSource(newPool(3))
			.callbacks(new EventRecorder());
		stock(all);
		List<String> rows = wholeRows();
		List<String> expected = List.copyOf(this.events);
		useNewDatabase();
		this.events.clear();
		this.events.add("");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service(all).upgrade())
			.withCauseInstanceOf(FlywayException.class)
			.withMessageContaining("V2__b.sql");
		assertThat(wholeRows()).isEqualTo(rows);
		assertThat(this.events.subList(1, this.events.size())).isEqualTo(expected.subList(0, expected.size() - 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "set search_path to pg_catalog;", "create role ${role}; set role ${role};",
			"set schema information_schema;", "use information_schema;" })
	void upgradeForgetsWhatAScriptSetForItsSession(String statement) {
		this.folder.with("V1__a.sql", "create table users (id int primary key);")
			.with("V2__ünder.sql", statement)
			.with("V3__c.sql", "create table c (id int);", "drop table users;");
		Consumer<FluentConfiguration> settings = (configuration) -> configuration
			.placeholders(Map.of("role", "role_" + Integer.toHexString(this.access.url().hashCode())));
		boolean works = switch (this.database) {
			case H2 -> statement.startsWith("set schema");
			case POSTGRESQL -> statement.startsWith("set search_path") || statement.startsWith("create role");
			case MARIADB -> statement.startsWith("use");
		};
		Assumptions.assumeTrue(works, "Skipped: not a statement of this database.");
		assertThat(service(settings).upgrade().applied()).containsExactly("1", "2", "3");
		assertThat(tables()).contains("c").doesNotContain("users");
		assertThat(flyway(settings).info().applied()[1].getDescription()).isEqualTo("ünder");
	}

	/**
	 * Records events, except how often Flyway connects.
	 */
	private final class EventRecorder extends BaseCallback {

		@Override
		public boolean supports(Event event, Context context) {
			return true;
		}

		@Override
		public void handle(Event event, Context context) {
			String name = event.getId();
			if (event == Event.AFTER_CONNECT || name.contains("Info")) {
				return;
			}
			RunnerTests.this.events
				.add(name + ((context.getMigrationInfo() != null) ? " " + context.getMigrationInfo().getScript() : ""));
		}

	}

}
