package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.schema.SnapshotSchema;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link SchemaMigration} with tables that have rows.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseMigrationTests {

	private static final String USERS = "create table users (id bigint primary key, name varchar(50))";

	private final TestDatabase database;

	private final SnapshotSchema schema;

	private @Nullable String query;

	private List<String> answer = List.of();

	DatabaseMigrationTests(TestDatabase database) {
		this.database = database;
		this.schema = new SnapshotSchema(database);
	}

	@Test
	void upgradeAddsRequiredColumnOfFilledTableWithFillValue() {
		this.schema.run(USERS, "insert into users values (1, 'Ada'), (2, 'Bob')");
		MigrationOptions options = MigrationOptions.defaults().fill("users.email", "lower(name)");
		String model = "create table users (id bigint primary key, name varchar(50), email varchar(80) not null)";
		this.query = "select email from users order by id";
		migrate(model, options);
		assertThat(this.answer).containsExactly("ada", "bob");
	}

	@Test
	void upgradeWithoutFillValueFailsOnFilledTableWithNameOfColumn() {
		this.schema.run(USERS, "insert into users values (1, 'Ada')");
		SchemaMigration migration = between(MigrationOptions.defaults(),
				"create table users (id bigint primary key, name varchar(50), email varchar(80) not null)");
		assertThat(migration.script()).contains("--fill users.email=\"EXPRESSION\"");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.schema.run(migration.statements()))
			.withMessageContainingAll((this.database == TestDatabase.H2) ? "EMAIL" : "email");
	}

	@Test
	void upgradeMakesFilledColumnRequired() {
		this.schema.run(USERS, "insert into users values (1, 'Ada'), (2, null)");
		migrate("create table users (id bigint primary key, name varchar(60) not null)",
				MigrationOptions.defaults().fill("USERS.NAME", "'none'"));
	}

	@Test
	void upgradeRenamesTableColumnAndSequence() {
		this.schema.run("create sequence users_seq start with 1 increment by 50",
				"create table users (id bigint primary key, name varchar(50), boss_id bigint, check (name <> ''))",
				"create index by_name on users (name)",
				"alter table users add constraint boss foreign key (boss_id) references users (id)",
				"insert into users values (1, 'Ada', 1)");
		migrate(List.of("create sequence people_seq start with 1 increment by 50",
				"create table people (id bigint primary key, full_name varchar(50), boss_id bigint, check (full_name <> ''))",
				"create index by_name on people (full_name)",
				"alter table people add constraint boss foreign key (boss_id) references people (id)"),
				MigrationOptions.defaults().renameTable("users", "people").renameColumn("users.name", "full_name"));
		assertThat(this.schema.strings("select name from users")).containsExactly("Ada");
	}

	@Test
	void upgradeGivesFilledTableAnIdentity() {
		this.schema.run(USERS, "insert into users values (1, 'Ada'), (7, 'Bob')");
		migrate("create table users (id " + identity() + " primary key, name varchar(50))",
				MigrationOptions.defaults());
		this.schema.run(between(MigrationOptions.defaults(),
				"create table users (id " + identity() + " primary key, name varchar(50))")
			.statements());
		this.schema.run("insert into users (name) values ('Cid')");
		assertThat(this.schema.strings("select id from users order by id")).containsExactly("1", "7", "8");
	}

	@Test
	void upgradeAddsIdentityToFilledTable() {
		this.schema.run("create table tags (name varchar(50) not null)", "insert into tags values ('a'), ('b')");
		migrate("create table tags (id " + identity() + " primary key, name varchar(50) not null)",
				MigrationOptions.defaults());
	}

	@Test
	void upgradeQuotesNamesThatNeedIt() {
		char quote = (this.database == TestDatabase.MARIADB) ? '`' : '"';
		this.schema.run(USERS);
		migrate(List.of(USERS,
				"create table ?order? (?group? bigint primary key, ?Mixed? int default 3, ?a b? int, ?it's? int, plain int)"
					.replace('?', quote),
				"create index ?My index? on ?order? (?a b? desc, plain)".replace('?', quote),
				"alter table ?order? add constraint ?My key? foreign key (?group?) references users (id)".replace('?',
						quote)),
				MigrationOptions.defaults());
	}

	@Test
	void upgradeChangesTypeOfFilledColumnsWithDefault() {
		this.schema.run("create table t (id int primary key, a varchar(10) default '5', b int default 5 not null)",
				"insert into t values (1, '12', 34)");
		migrate("create table t (id bigint primary key, a int default 5, b varchar(20) default '5' not null)",
				MigrationOptions.defaults());
		assertThat(this.schema.strings("select a from t")).containsExactly("12");
	}

	@Test
	void upgradeChangesTypeOfColumnThatUnmappedTablesReference() {
		this.schema.run("create table users (id int primary key)",
				"create table badges (user_id int primary key, constraint badges_users foreign key (user_id) references users (id))",
				"create table marks (badge int, constraint marks_badges foreign key (badge) references badges (user_id))",
				"insert into users values (1)", "insert into badges values (1)", "insert into marks values (1)");
		this.query = "select badge from marks join badges on badge = user_id join users on user_id = id where id = '1'";
		migrate("create table users (id varchar(36) primary key)", MigrationOptions.defaults());
		assertThat(this.answer).containsExactly("1");
	}

	@Test
	void upgradeAddsForeignKeyToColumnsThatHaveOne() {
		this.schema.run(USERS, "create table posts (id bigint primary key, user_id bigint)",
				"alter table posts add constraint author foreign key (user_id) references users (id)");
		migrate(List.of("create table people (id bigint primary key)",
				"create table posts (id bigint primary key, user_id bigint)",
				"alter table posts add constraint person foreign key (user_id) references people (id)"),
				MigrationOptions.defaults());
	}

	@Test
	void upgradeChangesTypeOfColumnThatGeneratedColumnUses() {
		String generated = "lower_name varchar(90) generated always as (lower(name))"
				+ ((this.database == TestDatabase.POSTGRESQL) ? " stored" : "");
		this.schema.run("create table users (id int primary key, name varchar(60), %s)".formatted(generated),
				"create index by_lower_name on users (lower_name)", "insert into users (id, name) values (1, 'Ada')");
		this.query = "select lower_name from users";
		migrate(List.of("create table users (id int primary key, name varchar(80), %s)".formatted(generated),
				"create index by_lower_name on users (lower_name)"), MigrationOptions.defaults());
		assertThat(this.answer).containsExactly("ada");
	}

	@Test
	void nothingToDoWhenDatabaseWasWrittenManually() {
		this.schema.run(handwritten());
		SchemaMigration migration = between(MigrationOptions.defaults(), "create table users (id " + identity()
				+ ", name varchar(50) not null, email varchar(80) not null, price numeric(10,2), primary key (id))",
				"create table posts (id " + identity() + ", user_id bigint not null, at timestamp, primary key (id))",
				"alter table users add constraint UKabc unique (email)",
				"alter table posts add constraint FKabc foreign key (user_id) references users (id)");
		assertThat(migration.script()).isEmpty();
		assertThat(migration.changes()).isEmpty();
		assertThat(migration.remarks()).isEmpty();
		assertThat(migration.isEmpty()).isTrue();
	}

	private List<String> handwritten() {
		boolean mariaDb = this.database == TestDatabase.MARIADB;
		List<String> statements = new ArrayList<>(List.of(
				"create table users (id %s primary key, name varchar(50) default 'x' not null, email varchar(80) not null, price numeric(10,2) check (price > 0), constraint own_name unique (email))"
					.formatted((this.database == TestDatabase.POSTGRESQL) ? "bigserial" : identity()),
				"create table posts (id %s primary key, user_id bigint not null references users (id) on delete cascade, at timestamp default current_timestamp)"
					.formatted(identity()),
				"create index posts_user on posts (user_id)",
				"create table shedlock (name varchar(64) primary key, lock_until timestamp not null, locked_by varchar(255))",
				"create table notes (id bigint primary key, post_id bigint references posts (id))",
				"create view names as select name from users"));
		if (mariaDb) {
			statements.set(1, statements.get(1)
				.replace("references users (id) on delete cascade", "")
				.replace("primary key", "primary key, foreign key (user_id) references users (id) on delete cascade")
				.replace(", foreign key (user_id) references users (id) on delete cascade,", ",")
				.replace("current_timestamp)",
						"current_timestamp, foreign key (user_id) references users (id) on delete cascade)"));
			statements.add("create fulltext index words on users (name)");
			statements.add("create trigger t before insert on users for each row set new.email = lower(new.email)");
		}
		else {
			statements.add("comment on column users.name is 'what they are called'");
		}
		if (this.database == TestDatabase.POSTGRESQL) {
			statements.add("create index lower_email on users (lower(email))");
			statements.add("create index expensive on users (price) where price > 5");
			statements.add("create index hashed on users using hash (name)");
		}
		return statements;
	}

	@Test
	void plainIndexThatOnlyTheDatabaseHasIsKeptWithRemark() {
		this.schema.run(USERS, "create index by_name on users (name)");
		assertThat(between(MigrationOptions.defaults(), USERS).remarks())
			.containsExactly("Only the database has the index 'by_name' on 'users'. It is kept.");
		assertThat(between(MigrationOptions.defaults(), USERS).isEmpty()).isTrue();
		assertThat(between(MigrationOptions.defaults().strictly(), USERS).statements()).containsExactly(
				(this.database == TestDatabase.MARIADB) ? "drop index by_name on users" : "drop index by_name");
	}

	@Test
	void checkOfEnumGrowsWhereTheDatabaseHasOne() {
		this.schema.run(
				"create table t (id int primary key, s varchar(10), constraint s_check check (s in ('A', 'B')))",
				"insert into t values (1, 'A')");
		migrate("create table t (id int primary key, s varchar(10) check (s in ('A', 'B', 'C')))",
				MigrationOptions.defaults());
	}

	@Test
	void checkThatOnlyTheModelHasIsNoDifference() {
		this.schema.run("create table t (id int primary key, s varchar(10))");
		String[] model = { "create table t (id int primary key, s varchar(10) check (s in ('A', 'B')))" };
		assertThat(between(MigrationOptions.defaults(), model).isEmpty()).isTrue();
		assertThat(between(MigrationOptions.defaults().strictly(), model).script()).contains("check (");
	}

	@Test
	void enumOfPostgresqlGrowsAndShrinks() {
		assumeThat(this.database).isEqualTo(TestDatabase.POSTGRESQL);
		this.schema.run("create type color as enum ('red', 'blue')",
				"create table t (id int primary key, c color default 'red')", "insert into t values (1, 'blue')");
		migrate(List.of("create type color as enum ('pink', 'red', 'green', 'blue')",
				"create table t (id int primary key, c color default 'red')"), MigrationOptions.defaults());
		assertThat(this.schema.strings("select c from t")).containsExactly("blue");
	}

	@Test
	void domainOfH2ThatHibernateMakesForAnEnumGrowsAndShrinks() {
		assumeThat(this.database).isEqualTo(TestDatabase.H2);
		this.schema.run("create domain color as varchar(4) check (value in ('red', 'blue'))",
				"create table t (id int primary key, c color default 'red')", "insert into t values (1, 'blue')");
		migrate(List.of("create domain color as varchar(5) check (value in ('red', 'green', 'blue'))",
				"create domain size as varchar(5) check (value in ('small', 'large'))",
				"create table t (id int primary key, c color default 'red', s size)"), MigrationOptions.defaults());
		assertThat(this.schema.strings("select c from t")).containsExactly("blue");
	}

	@Test
	void upgradeChangesTypeOfKeyThatOtherTablesReference() {
		this.schema.run("create table users (id " + identity() + " primary key, names varchar(20))",
				"create table posts (id bigint primary key, user_id bigint)",
				"alter table posts add constraint author foreign key (user_id) references users (id)");
		migrate(List.of("create table users (id uuid primary key, names varchar(20))",
				"create table posts (id bigint primary key, user_id uuid)",
				"alter table posts add constraint author foreign key (user_id) references users (id)"),
				MigrationOptions.defaults());
	}

	@Test
	void upgradeChangesTypeOfArray() {
		assumeThat(this.database).isEqualTo(TestDatabase.POSTGRESQL);
		this.schema.run("create table t (id int primary key, a varchar(20)[], b int[], c date)");
		migrate("create table t (id int primary key, a int, b varchar(20), c text[])", MigrationOptions.defaults());
	}

	@Test
	void indexOfSameColumnsAsAnotherIsFoundByItsName() {
		this.schema.run(USERS, "create index by_name on users (name)");
		migrate(List.of(USERS, "create index a_name on users (name)", "create index by_name on users (name)"),
				MigrationOptions.defaults());
	}

	@Test
	void checkOfColumnOfMariaDbSurvivesChangeOfColumn() {
		assumeThat(this.database).isEqualTo(TestDatabase.MARIADB);
		this.schema.run("create table t (id int primary key, n int check (n > 0), e int comment 'x' check (e > 1))");
		migrate("create table t (id int primary key, n bigint default 3 not null check (n > 0), e int check (e > 1))",
				MigrationOptions.defaults());
	}

	@Test
	void indexThatServesForeignKeyCanBeAddedAndDropped() {
		this.schema.run(USERS, "create table posts (id bigint primary key, user_id bigint, n int)",
				"alter table posts add constraint author foreign key (user_id) references users (id)");
		migrate(List.of(USERS, "create table posts (id bigint primary key, user_id bigint, n int)",
				"create index by_user on posts (user_id, n)",
				"alter table posts add constraint author foreign key (user_id) references users (id)"),
				MigrationOptions.defaults());
	}

	@Test
	void tableIsDroppedWithForeignKeysThatReferenceIt() {
		this.schema.run(USERS, "create table posts (id bigint primary key, user_id bigint)",
				"alter table posts add constraint author foreign key (user_id) references users (id)",
				"create table others (id bigint primary key)");
		migrate("create table posts (id bigint primary key, user_id bigint)",
				MigrationOptions.defaults().dropTable("users"));
	}

	private void migrate(String model, MigrationOptions options) {
		migrate(List.of(model), options);
	}

	/**
	 * Upgrade, nothing left to do, downgrade, nothing left to undo.
	 */
	private void migrate(List<String> model, MigrationOptions options) {
		var before = this.schema.snapshot();
		var after = new SnapshotSchema(this.database).run(model).snapshot();
		SchemaMigration upgrade = SchemaMigration.between(before, after, this.database.name(), options);
		assertThat(upgrade.changes()).isNotEmpty();
		this.schema.run(upgrade.statements());
		this.answer = (this.query != null) ? this.schema.strings(this.query) : List.of();
		MigrationOptions plain = MigrationOptions.defaults();
		SchemaMigration rest = SchemaMigration.between(this.schema.snapshot(), after, this.database.name(), plain);
		assertThat(rest.script()).as(upgrade.script()).isEmpty();
		assertThat(rest.changes()).as(upgrade.script()).isEmpty();
		SchemaMigration downgrade = upgrade.reverse();
		this.schema.run(downgrade.statements());
		SchemaMigration undone = SchemaMigration.between(this.schema.snapshot(), before, this.database.name(),
				plain.strictly());
		assertThat(undone.script()).as(downgrade.script()).isEmpty();
		assertThat(undone.changes()).as(downgrade.script()).isEmpty();
	}

	private SchemaMigration between(MigrationOptions options, String... model) {
		return SchemaMigration.between(this.schema.snapshot(), new SnapshotSchema(this.database, model).snapshot(),
				this.database.name(), options);
	}

	private String identity() {
		return "bigint "
				+ ((this.database == TestDatabase.MARIADB) ? "auto_increment" : "generated by default as identity");
	}

}
