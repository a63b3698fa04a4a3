package dev.headway.schema;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.Table;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlTables}, and for snapshots of PostgreSQL as a whole.
 */
class PostgresqlTablesTests {

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
	void diffWhenDefaultOfSerialIsLostShowsIt() {
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
	void snapshotOfPartitionsShowsBounds() {
		assertThat(this.schema
			.change("create table log (at date not null, primary key (at)) partition by range (at)",
					"create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01')")
			.text()).contains("+ table log: partition by RANGE (at)",
					"+ table log_2026: inherits log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
	}

	@Test
	void diffAfterFaultyDownScriptShowsWhatItForgot() {
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
	void snapshotOfTwoSchemasKeepsThemApart() {
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
	void snapshotWithAnySearchPathIsEqual() throws Exception {
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
