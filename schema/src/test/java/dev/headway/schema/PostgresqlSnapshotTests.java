package dev.headway.schema;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.Table;
import dev.headway.schema.element.TableConstraint;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresqlSnapshotTests {

	private final SnapshotSchema schema = new SnapshotSchema(TestDatabase.POSTGRESQL,
			"create table users (id bigserial primary key, email varchar(50) not null, status varchar(10) default 'new')");

	@Test
	void textOfAddedTable() {
		assertThat(this.schema
			.change("create table posts (id bigint generated always as identity (increment 50) primary key, "
					+ "user_id bigint not null references users on delete cascade deferrable initially deferred, "
					+ "title text collate \"C\" default 'none', size int check (size > 0), "
					+ "total int generated always as (size * 2) stored, unique (user_id, title))",
					"create index on posts (lower(title) desc, size) include (total) where size > 1",
					"create index posts_tags on posts using gin (to_tsvector('english', title))",
					"comment on table posts is 'what users write'")
			.text()).isEqualTo("""
					+ table posts: comment 'what users write'
					+ column posts.id: bigint not null generated always as identity (increment 50)
					+ column posts.size: integer
					+ column posts.title: text default 'none' collate C
					+ column posts.total: integer generated always as ((size * 2)) stored
					+ column posts.user_id: bigint not null
					+ primary key posts_pkey on posts (id)
					+ unique constraint posts_user_id_title_key on posts (user_id, title)
					+ foreign key posts_user_id_fkey on posts (user_id) references users (id) on delete cascade \
					deferrable initially deferred
					+ check constraint posts_size_check on posts (size > 0)
					+ index posts_lower_size_total_idx on posts (lower(title) DESC, size) INCLUDE (total) WHERE size > 1
					+ index posts_tags on posts (to_tsvector('english'::regconfig, title)) using gin""");
	}

	@Test
	void textOfChanges() {
		assertThat(this.schema.change("alter table users alter email type varchar(80), alter email drop not null",
				"alter table users alter status drop default", "alter table users add age int",
				"create unique index users_email_idx on users (email)", "alter sequence users_id_seq increment by 50")
			.text()).isEqualTo("""
					+ column users.age: integer
					~ column users.email: character varying(50) not null -> character varying(80)
					~ column users.id: bigint not null serial -> bigint not null serial (increment 50)
					~ column users.status: character varying(10) default 'new' -> character varying(10)
					+ index users_email_idx on users (email) unique""");
	}

	@Test
	void diffWhenCheckIsMadeAnewFromItsOwnTextIsEmpty() {
		this.schema.run("alter table users add check (status in ('new', 'old'))");
		SchemaSnapshot before = this.schema.snapshot();
		this.schema.run("alter table users alter status type text", "alter table users alter status type varchar(10)");
		assertThat(before.diffTo(this.schema.snapshot()).text()).isEmpty();
		assertThat(SnapshotSchema.constraints(before, ElementKind.CHECK_CONSTRAINT)).flatMap(TableConstraint::terms)
			.containsExactly("status = ANY (ARRAY['new', 'old'])");
	}

	@ParameterizedTest
	@ValueSource(strings = { "status in ('new', 'old')", "status not in ('new', 'old')", "status = 'new'",
			"status between 'a' and 'b'", "status like 'n%' or email ~ '^n(a|b)'", "lower(status) = status",
			"status || 'x' <> 'y' and length(email) > 3", "coalesce(status, email, 'z') <> ''",
			"(status = 'a' or id > 1) and (email = 'b' or id < 5)", "status::varchar(3) = 'new'",
			"status = any (string_to_array('a,b', ','))", "case when id > 1 then status = 'a' else email = 'b' end",
			"(status, email) <> ('a', 'b')", "substring(status from 1 for 2) = 'ne'", "status is distinct from email",
			"status::char(3) = 'new'", "id in (1, 2)", "position('it''s::text' in status) > 0" })
	void diffWhenConstraintIndexAndDefaultAreMadeAnewFromTheirOwnTextIsEmpty(String expression) {
		this.schema.run("alter table users add constraint c check (" + expression + ")",
				"create index i on users (id) where " + expression, "create index e on users ((" + expression + "))");
		SchemaSnapshot before = this.schema.snapshot();
		for (int round = 0; round < 2; round++) {
			this.schema.run("""
					do $$ declare
					  c text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'c');
					  i text := pg_get_indexdef('i'::regclass);
					  e text := pg_get_indexdef('e'::regclass);
					  d text := (select pg_get_expr(adbin, adrelid) from pg_attrdef a join pg_attribute b
					    on b.attrelid = adrelid and attnum = adnum and attname = 'status');
					begin
					  drop index i, e;
					  alter table users drop constraint c;
					  execute 'alter table users add constraint c ' || c;
					  execute 'alter table users alter status set default ' || d;
					  execute i;
					  execute e;
					end $$""");
			assertThat(before.diffTo(this.schema.snapshot()).text()).isEmpty();
		}
	}

	@Test
	void diffWhenCheckIsNotValidTellsSo() {
		assertThat(this.schema.change("alter table users add constraint c check (id > 0) not valid").text())
			.isEqualTo("+ check constraint c on users (id > 0) NOT VALID");
	}

	@Test
	void diffWhenDefaultOfSerialIsLostTellsSo() {
		assertThat(this.schema.change("alter table users alter id drop default").text()).isEqualTo("""
				+ sequence users_id_seq: bigint start 1 increment 1 min 1 max 9223372036854775807 cache 1 owned by users
				~ column users.id: bigint not null serial -> bigint not null""");
	}

	@Test
	void diffWhenSequenceOfSerialHasANumberIsEmpty() {
		SchemaSnapshot before = this.schema.snapshot();
		this.schema.run("alter table users rename to people", "create table users (id bigserial primary key, "
				+ "email varchar(50) not null, status varchar(10) default 'new')", "drop table people");
		assertThat(before.diffTo(this.schema.snapshot()).text()).isEmpty();
	}

	@Test
	void diffWhenPredicateChangesChangesIndex() {
		this.schema.run("create index i on users (email) where status = 'new'");
		assertThat(this.schema.change("drop index i", "create index i on users (email) where status = 'old'").text())
			.isEqualTo("~ index i on users: (email) WHERE status = 'new' -> (email) WHERE status = 'old'");
	}

	@Test
	void diffWhenKeyPropertiesChangeChangesKey() {
		this.schema.run("alter table users add constraint u unique (email, status)");
		assertThat(this.schema.change("alter table users drop constraint u",
				"alter table users add constraint u unique nulls not distinct (email, status) include (id) deferrable")
			.text())
			.isEqualTo("~ unique constraint u on users: (email, status) -> "
					+ "(email, status) nulls not distinct INCLUDE (id) DEFERRABLE");
	}

	@Test
	void diffWhenForeignKeyIsStricterChangesIt() {
		this.schema.run("create table pair (a bigint, b bigint, primary key (a, b))",
				"alter table users add x bigint, add y bigint, add constraint f foreign key (x, y) references pair");
		assertThat(this.schema
			.change("alter table users drop constraint f",
					"alter table users add constraint f foreign key (x, y) references pair match full "
							+ "on update restrict on delete set null (y) not valid")
			.text())
			.isEqualTo("~ foreign key f on users: (x, y) references pair (a, b) -> (x, y) references pair (a, b) "
					+ "on update restrict on delete set null (y) match full not valid");
	}

	@Test
	void diffWhenExclusionConstraintIsAddedAddsItOnly() {
		this.schema.run("create table t (during int4range)");
		assertThat(this.schema.change("alter table t add constraint e exclude using gist (during with &&)").text())
			.isEqualTo("+ exclusion constraint e on t: EXCLUDE USING gist (during WITH &&)");
	}

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
	void diffWhenFunctionIsOverloadedTellsThemApart() {
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
	void diffWhenTriggerChangesTellsSo() {
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
	void diffWhenRowLevelSecurityIsLostTellsSo() {
		this.schema.run("alter table users enable row level security",
				"create policy own on users for select using (status = 'new')");
		assertThat(
				this.schema.change("drop policy own on users", "alter table users disable row level security").text())
			.isEqualTo("""
					~ table users: row level security ->\s
					- policy own on users: permissive for select to public using (((status)::text = 'new'::text))""");
	}

	@Test
	void snapshotOfPartitionsTellsBounds() {
		assertThat(this.schema
			.change("create table log (at date not null, primary key (at)) partition by range (at)",
					"create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01')")
			.text()).contains("+ table log: partition by RANGE (at)",
					"+ table log_2026: inherits log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
	}

	@Test
	void diffAfterFaultyDownScriptTellsWhatItForgot() {
		this.schema.run("create type mood as enum ('sad', 'ok')", "create extension pg_trgm",
				"create function touch() returns trigger language plpgsql as $$ begin return new; end $$",
				"create table posts (id serial primary key, user_id bigint not null default 0 references users)");
		SchemaSnapshot before = this.schema.snapshot();
		this.schema.run("drop table posts", "drop function touch", "drop type mood", "drop extension pg_trgm");
		this.schema.run("create type mood as enum ('sad')", "create extension pg_trgm",
				"create function touch() returns trigger language plpgsql as $$ begin return old; end $$",
				"create table posts (id serial primary key, user_id bigint references users on delete cascade)",
				"create trigger touched before update on posts for each row execute function touch()",
				"create index posts_user_id_idx on posts (user_id)", "create view recent as select id from posts");
		assertThat(before.diffTo(this.schema.snapshot()).text()).isEqualTo("""
				~ enum mood: 'sad', 'ok' -> 'sad'
				~ column posts.user_id: bigint not null default 0 -> bigint
				~ foreign key posts_user_id_fkey on posts: (user_id) references users (id) -> \
				(user_id) references users (id) on delete cascade
				+ index posts_user_id_idx on posts (user_id)
				+ trigger touched on posts: \
				CREATE TRIGGER touched BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION touch()
				+ view recent
				    SELECT posts.id
				       FROM posts;
				~ function touch()
				    - AS $function$ begin return new; end $function$
				    + AS $function$ begin return old; end $function$""");
	}

	@Test
	void snapshotAfterUpDownUpOfManyFeaturesIsEqual() {
		List<String> up = List.of("create extension citext", "create type mood as enum ('sad', 'ok')",
				"create domain price as numeric(10,2) check (value > 0)", "create sequence numbers increment by 50",
				"create table posts (id bigint generated by default as identity primary key, "
						+ "code serial, user_id bigint not null references users on update cascade, m mood default 'ok', "
						+ "p price, mail citext unique, tags text[] default '{}', data jsonb, "
						+ "at timestamptz not null default now(), check (code > 0 or m = 'ok'))",
				"create index on posts using gin (tags)", "create index on posts (user_id, at desc nulls last)",
				"create view recent as select id, mail from posts where at > now() - interval '1 day'",
				"create function touch() returns trigger language plpgsql as $$ begin return new; end $$",
				"create trigger touched before update on posts for each row execute function touch()");
		List<String> down = List.of("drop view recent", "drop table posts", "drop function touch",
				"drop sequence numbers", "drop domain price", "drop type mood", "drop extension citext");
		SchemaSnapshot empty = this.schema.snapshot();
		SchemaSnapshot full = this.schema.run(up).snapshot();
		assertThat(empty.diffTo(this.schema.run(down).snapshot()).text()).isEmpty();
		assertThat(full.diffTo(this.schema.run(up).snapshot()).text()).isEmpty();
	}

	@Test
	void snapshotLeavesOutAllThatBelongsToAnExcludedTable() {
		this.schema.run("create function touch() returns trigger language plpgsql as $$ begin return new; end $$");
		SnapshotScope scope = SnapshotScope.currentSchema().without("posts");
		SchemaSnapshot before = this.schema.snapshot(scope);
		this.schema.run(
				"create table posts (id serial primary key, user_id bigint references users, n int check (n > 0))",
				"create sequence given owned by posts.n", "create index on posts (n)",
				"create policy own on posts for select using (true)",
				"create trigger touched before update on posts for each row execute function touch()");
		assertThat(before.diffTo(this.schema.snapshot(scope)).text()).isEmpty();
		assertThat(before.diffTo(this.schema.snapshot()).isEmpty()).isFalse();
	}

	@Test
	void snapshotOfOddNamesKeepsThem() {
		assertThat(this.schema.change(
				"create table \"odd (table\" (\"a, b\" int, \"c)\" text, unique (\"a, b\"), primary key (\"c)\", \"a, b\"))",
				"create index \"i USING x (\" on \"odd (table\" (\"c)\", lower(\"c)\"))")
			.text()).isEqualTo("""
					+ table odd (table
					+ column odd (table.a, b: integer not null
					+ column odd (table.c): text not null
					+ primary key odd (table_pkey on odd (table (c), a, b)
					+ unique constraint odd (table_a, b_key on odd (table (a, b)
					+ index i USING x ( on odd (table ("c)", lower("c)"))""");
	}

	@Test
	void snapshotOfTwoSchemasTellsThemApart() {
		this.schema.run("create schema other", "create table other.users (id int)",
				"create table other.notes (user_id bigint references public.users)");
		SnapshotScope both = SnapshotScope.ofSchemas("public", "other");
		SchemaSnapshot snapshot = this.schema.snapshot(both);
		assertThat(snapshot.all(Table.class)).extracting((table) -> table.table().toString())
			.containsExactly("other.notes", "other.users", "public.users");
		assertThat(snapshot.all(ForeignKey.class)).extracting(ForeignKey::definition)
			.containsExactly("(user_id) references public.users (id)");
		assertThat(this.schema.snapshot(SnapshotScope.ofSchemas("other")).all(Table.class)).hasSize(2);
		assertThat(this.schema.snapshot().all(Table.class)).hasSize(1);
		this.schema.run("drop table other.notes");
		assertThat(snapshot.diffTo(this.schema.snapshot(both)).text()).isEqualTo("""
				- table other.notes
				- column other.notes.user_id: bigint
				- foreign key notes_user_id_fkey on other.notes (user_id) references public.users (id)""");
	}

	@Test
	void snapshotOfSameStructureInOtherSchemaIsEqual() {
		List<String> statements = List.of("create type %s.mood as enum ('sad')",
				"create table %1$s.t (id serial primary key, m %1$s.mood default 'sad'::%1$s.mood)",
				"create view %1$s.v as select id from %1$s.t",
				"create function %1$s.f() returns bigint language sql as 'select count(*) from %1$s.t'");
		for (String name : List.of("one", "two")) {
			this.schema.run("create schema " + name);
			this.schema.run(statements.stream().map((statement) -> statement.formatted(name)).toList());
		}
		assertThat(this.schema.snapshot(SnapshotScope.ofSchemas("one"))
			.diffTo(this.schema.snapshot(SnapshotScope.ofSchemas("two")))
			.text()).isEmpty();
	}

	@Test
	void snapshotWhateverTheSearchPathIsEqual() throws Exception {
		this.schema.run("create view v as select id from users", "create table logs (user_id bigint references users)");
		SnapshotScope scope = SnapshotScope.ofSchemas("public");
		try (Connection connection = this.schema.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("set search_path to pg_catalog");
			assertThat(this.schema.snapshot(scope).diffTo(SchemaSnapshot.of(connection, scope)).text()).isEmpty();
		}
	}

	@Test
	void snapshotWhenSearchPathHasNoSchemaIsEmpty() throws Exception {
		try (Connection connection = this.schema.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("set search_path to nowhere");
			assertThat(SchemaSnapshot.of(connection, SnapshotScope.currentSchema()).elements()).isEmpty();
		}
	}

	@Test
	void snapshotInReadOnlyTransactionWorks() throws Exception {
		try (Connection connection = this.schema.dataSource().getConnection()) {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			assertThat(SchemaSnapshot.of(connection, SnapshotScope.currentSchema())).isEqualTo(this.schema.snapshot());
			connection.rollback();
		}
	}

}
