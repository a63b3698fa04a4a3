package dev.headway.schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.TableConstraint;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresqlConstraints}.
 */
class PostgresqlConstraintsTests {

	private final SnapshotSchema schema = new SnapshotSchema(TestDatabase.POSTGRESQL,
			"create table users (id bigserial primary key, email varchar(50) not null, status varchar(10) default 'new')");

	@Test
	void diffWhenCheckIsCreatedAgainFromItsOwnTextIsEmpty() {
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
	void diffWhenConstraintIndexAndDefaultAreCreatedAgainFromTheirOwnTextIsEmpty(String expression) {
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
	void diffWhenCheckIsNotValidShowsIt() {
		assertThat(this.schema.change("alter table users add constraint c check (id > 0) not valid").text())
			.isEqualTo("+ check constraint c on users (id > 0) NOT VALID");
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

}
