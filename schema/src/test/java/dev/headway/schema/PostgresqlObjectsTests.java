package dev.headway.schema;

import org.junit.jupiter.api.Test;

import dev.headway.schema.element.ElementKind;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlObjects}.
 */
class PostgresqlObjectsTests {

	private final SnapshotSchema schema = new SnapshotSchema(TestDatabase.POSTGRESQL,
			"create table users (id bigserial primary key, email varchar(50) not null, status varchar(10) default 'new')");

	@Test
	void diffWhenFunctionBodyChangesShowsLines() {
		String function = """
				create or replace function twice(n int) returns int language plpgsql as $$
				begin
				  return n * %d;
				end $$""";
		this.schema.run(function.formatted(2));
		assertThat(this.schema.change(function.formatted(3)).text()).isEqualTo("""
				~ function twice(n integer)
				    -   return n * 2;
				    +   return n * 3;""");
		assertThat(this.schema.change("drop function twice").text()).startsWith("""
				- function twice(n integer)
				    CREATE OR REPLACE FUNCTION twice(n integer)
				     RETURNS integer
				""");
	}

	@Test
	void diffWhenFunctionIsOverloadedKeepsThemApart() {
		this.schema.run("create function f(a int) returns int language sql as 'select 1'");
		assertThat(this.schema.change("create function f(a text) returns int language sql as 'select 1'").text())
			.startsWith("+ function f(a text)");
	}

	@Test
	void diffWhenProcedureAndAggregateAreAddedAddsThem() {
		assertThat(this.schema
			.change("create procedure p() language sql as 'select 1'",
					"create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0')")
			.changes()).extracting((change) -> change.element().kind())
			.containsExactly(ElementKind.PROCEDURE, ElementKind.AGGREGATE);
	}

	@Test
	void diffWhenTriggerChangesShowsIt() {
		this.schema.run("create function touch() returns trigger language plpgsql as $$ begin return new; end $$");
		assertThat(this.schema
			.change("create trigger touched before update on users for each row execute function touch()")
			.text()).isEqualTo(
					"+ trigger touched on users: CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()");
		assertThat(this.schema.change("alter table users disable trigger touched").text()).endsWith(" (disabled)");
		assertThat(this.schema.change("drop trigger touched on users").changes()).hasSize(1);
	}

	@Test
	void diffWhenEnumValueIsAddedChangesEnum() {
		assertThat(this.schema.change("create type mood as enum ('sad', 'ok')").text())
			.isEqualTo("+ enum mood: 'sad', 'ok'");
		assertThat(this.schema.change("alter type mood add value 'glad' before 'ok'").text())
			.isEqualTo("~ enum mood: 'sad', 'ok' -> 'sad', 'glad', 'ok'");
	}

	@Test
	void diffWhenDomainAndTypeChangeChangesThem() {
		this.schema.run("create domain price as numeric(10,2) not null check (value > 0)",
				"create type point3 as (x int, y int)");
		assertThat(
				this.schema.change("alter domain price drop not null", "alter type point3 add attribute z int").text())
			.isEqualTo("""
					~ type point3: x integer, y integer -> x integer, y integer, z integer
					~ domain price: numeric(10,2) not null CHECK (VALUE > 0::numeric) -> \
					numeric(10,2) CHECK (VALUE > 0::numeric)""");
	}

	@Test
	void diffWhenExtensionIsAddedLeavesOutItsObjects() {
		assertThat(this.schema.change("create extension citext version '1.5'").text())
			.isEqualTo("+ extension citext: version 1.5");
		assertThat(this.schema.change("alter extension citext update to '1.6'").text())
			.isEqualTo("~ extension citext: version 1.5 -> version 1.6");
		assertThat(this.schema.change("create extension pg_stat_statements").changes()).hasSize(1);
	}

	@Test
	void diffWhenMaterializedViewAndItsIndexAreAddedAddsBoth() {
		assertThat(this.schema
			.change("create materialized view m as select id from users", "create unique index mi on m (id)")
			.changes()).extracting((change) -> change.element().kind())
			.containsExactly(ElementKind.INDEX, ElementKind.MATERIALIZED_VIEW);
	}

	@Test
	void diffWhenViewOptionChangesChangesView() {
		this.schema.run("create view v as select id from users");
		assertThat(this.schema.change("alter view v set (security_barrier = true)").text())
			.contains("with (security_barrier=true)");
	}

	@Test
	void diffWhenRowLevelSecurityIsLostShowsIt() {
		this.schema.run("alter table users enable row level security",
				"create policy own on users for select using (status = 'new')");
		assertThat(
				this.schema.change("drop policy own on users", "alter table users disable row level security").text())
			.isEqualTo("""
					~ table users: row level security ->\s
					- policy own on users: permissive for select to public using (((status)::text = 'new'::text))""");
	}

}
