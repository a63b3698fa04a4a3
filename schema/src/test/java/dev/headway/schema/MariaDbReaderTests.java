package dev.headway.schema;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MariaDbReader} and {@link MariaDbConstraints}.
 */
class MariaDbReaderTests {

	private final SnapshotSchema schema = new SnapshotSchema(TestDatabase.MARIADB,
			"create table users (id bigint auto_increment primary key, email varchar(50) not null)");

	@Test
	void textOfAddedTable() {
		assertThat(this.schema
			.change("create table posts (id int primary key, user_id bigint references users (id) on delete cascade, "
					+ "title varchar(20) default 'NULL', note varchar(20) default null, state enum('new','old') default 'new', "
					+ "changed timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), "
					+ "size int check (size > 0), twice int generated always as (size * 2) stored, "
					+ "code varchar(5) character set latin1 collate latin1_bin, unique (title), fulltext found (note), "
					+ "index by_title (title(5) desc, id)) comment 'what users write'")
			.text()).isEqualTo(
					"""
							+ table posts: comment 'what users write'
							+ column posts.changed: timestamp(3) not null default current_timestamp(3) on update current_timestamp(3)
							+ column posts.code: varchar(5) collate latin1_bin
							+ column posts.id: int(11) not null
							+ column posts.note: varchar(20)
							+ column posts.size: int(11)
							+ column posts.state: enum('new','old') default 'new'
							+ column posts.title: varchar(20) default 'NULL'
							+ column posts.twice: int(11) generated always as (`size` * 2) STORED GENERATED
							+ column posts.user_id: bigint(20)
							+ primary key PRIMARY on posts (id)
							+ unique constraint title on posts (title)
							+ foreign key posts_ibfk_1 on posts (user_id) references users (id) on delete cascade
							+ check constraint size on posts (`size` > 0)
							+ index by_title on posts (title(5) desc, id)
							+ index found on posts (note) using fulltext""");
	}

	@Test
	void diffWhenJsonColumnIsAddedIsOneColumn() {
		assertThat(this.schema.change("alter table users add data json").text()).isEqualTo("+ column users.data: json");
		assertThat(this.schema.change("alter table users modify data longtext").text())
			.isEqualTo("~ column users.data: json -> longtext");
	}

	@Test
	void snapshotWhenColumnWithCheckIsRenamedKnowsTheColumnOfTheCheck() {
		this.schema.run("create table posts (data json, size int check (size > 0))");
		this.schema.run("alter table posts rename column data to content, rename column size to length");
		assertThat(this.schema.snapshot().toString()).contains("column posts.content: json",
				"check constraint length on posts");
	}

	@Test
	void diffWhenForeignKeyLeavesItsIndexBehindShowsIndex() {
		this.schema.run("create table posts (id int primary key, user_id bigint)");
		SchemaSnapshot before = this.schema.snapshot();
		assertThat(this.schema
			.change("alter table posts add constraint author foreign key (user_id) references users (id)")
			.text()).isEqualTo("+ foreign key author on posts (user_id) references users (id)");
		this.schema.run("alter table posts drop foreign key author");
		assertThat(before.diffTo(this.schema.snapshot()).text()).isEqualTo("+ index author on posts (user_id)");
	}

	@Test
	void diffWhenEngineOrCollationChangesChangesTable() {
		assertThat(this.schema.change("alter table users engine MyISAM").text()).isEqualTo("~ table users:  -> MyISAM");
		assertThat(this.schema.change("alter table users engine InnoDB collate utf8mb4_bin").text())
			.startsWith("~ table users: MyISAM -> collate utf8mb4_bin");
	}

	@Test
	void diffWhenRoutineChangesShowsIt() {
		this.schema.run("create procedure twice(in n int, out r int) begin set r = n * 2; end",
				"create function half(n int) returns int deterministic return n / 2");
		assertThat(this.schema
			.change("drop procedure twice", "drop function half",
					"create procedure twice(in n int, out r int) begin set r = n * 3; end",
					"create function half(n bigint) returns int deterministic return n / 2")
			.text()).isEqualTo("""
					~ function half: (IN n int(11)) returns int(11) deterministic return n / 2 -> \
					(IN n bigint(20)) returns int(11) deterministic return n / 2
					~ procedure twice: (IN n int(11), OUT r int(11)) begin set r = n * 2; end -> \
					(IN n int(11), OUT r int(11)) begin set r = n * 3; end""");
	}

	@Test
	void diffWhenTriggerOrEventIsAddedShowsIt() {
		assertThat(this.schema
			.change("create trigger lower_email before insert on users for each row set new.email = lower(new.email)",
					"create event clean on schedule every 1 day disable do delete from users")
			.text()).isEqualTo("""
					+ trigger lower_email on users: before insert set new.email = lower(new.email)
					+ event clean: every 1 DAY disabled delete from users""");
	}

	@Test
	void snapshotOfManySequencesReadsAll() {
		assertThat(this.schema.change("create sequence a", "create sequence `b'c`  start with 7 increment by 50 cycle")
			.text()).isEqualTo("""
					+ sequence a: bigint start 1 increment 1 min 1 max 9223372036854775806 cache 1000
					+ sequence b'c: bigint start 7 increment 50 min 1 max 9223372036854775806 cache 1000 cycle""");
	}

	@Test
	void snapshotOfTwoDatabasesKeepsThemApart() {
		String own = databaseName();
		String other = own + "_other";
		this.schema.run("create database " + other,
				"create table %1$s.notes (user_id bigint, foreign key (user_id) references %2$s.users (id))"
					.formatted(other, own),
				"create sequence %s.numbers".formatted(other));
		SchemaSnapshot both = this.schema.snapshot(SnapshotScope.ofSchemas(own, other));
		assertThat(both.all(Table.class)).extracting((table) -> table.table().toString())
			.containsExactly(own + ".users", other + ".notes");
		assertThat(both.all(Sequence.class)).extracting(Sequence::name)
			.containsExactly(new ObjectName(other, "numbers"));
		assertThat(both.all(ForeignKey.class)).extracting(ForeignKey::definition)
			.containsExactly("(user_id) references %s.users (id)".formatted(own));
		assertThat(this.schema.snapshot().all(Table.class)).hasSize(1);
		this.schema.run("drop database " + other);
	}

	@Test
	void diffAfterFaultyDownScriptShowsWhatItForgot() {
		this.schema.run("create table posts (id int primary key, user_id bigint not null, n int default 3, "
				+ "constraint author foreign key (user_id) references users (id))");
		SchemaSnapshot before = this.schema.snapshot();
		this.schema.run("drop table posts",
				"create table posts (id int primary key, user_id bigint, n int, index posts_n (n), "
						+ "constraint author foreign key (user_id) references users (id) on delete set null)");
		assertThat(before.diffTo(this.schema.snapshot()).text()).isEqualTo("""
				~ column posts.n: int(11) default 3 -> int(11)
				~ column posts.user_id: bigint(20) not null -> bigint(20)
				~ foreign key author on posts: (user_id) references users (id) -> \
				(user_id) references users (id) on delete set null
				+ index posts_n on posts (n)""");
	}

	private String databaseName() {
		return String
			.valueOf(JdbcClient.create(this.schema.dataSource()).sql("select database()").query().singleValue());
	}

	@Test
	void snapshotOfViewDoesNotNameTheDatabase() {
		assertThat(this.schema.change("create view v as select id from users with check option").text())
			.isEqualTo("+ view v: select `users`.`id` AS `id` from `users` with cascaded check option");
	}

}
