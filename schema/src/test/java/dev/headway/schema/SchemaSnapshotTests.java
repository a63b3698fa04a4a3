package dev.headway.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.SchemaDifference.ChangeType;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchemaSnapshotTests {

	private static final String USERS = "create table users (id bigint primary key, email varchar(50) not null, "
			+ "age int default 3)";

	private static final String POSTS = "create table posts (id bigint primary key, user_id bigint, title varchar(20))";

	private final TestDatabase database;

	SchemaSnapshotTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void snapshotWhenSchemaIsEmptyHasNoTable() {
		assertThat(new SnapshotSchema(this.database).snapshot().all(Table.class)).isEmpty();
	}

	@Test
	void snapshotTwiceIsEqual() {
		SnapshotSchema schema = new SnapshotSchema(this.database, everything());
		assertThat(schema.snapshot()).isEqualTo(schema.snapshot()).hasSameHashCodeAs(schema.snapshot());
	}

	@Test
	void snapshotOfEverythingInAnotherDatabaseIsEqual() {
		SchemaSnapshot snapshot = new SnapshotSchema(this.database, everything()).snapshot();
		assertThat(snapshot.diffTo(new SnapshotSchema(this.database, everything()).snapshot()).text()).isEmpty();
	}

	@Test
	void snapshotAfterUpDownUpIsEqual() {
		SnapshotSchema schema = new SnapshotSchema(this.database);
		SchemaSnapshot empty = schema.snapshot();
		SchemaSnapshot full = schema.run(everything()).snapshot();
		SchemaSnapshot down = schema
			.run("drop view adults", "drop sequence numbers", "drop table posts", "drop table users")
			.snapshot();
		assertThat(empty.diffTo(down).text()).isEmpty();
		assertThat(full.diffTo(schema.run(everything()).snapshot()).text()).isEmpty();
		assertThat(full).isNotEqualTo(empty);
	}

	@Test
	void snapshotListsColumnsInTheOrderOfTheTable() {
		SnapshotSchema schema = new SnapshotSchema(this.database, "create table t (z int, a int, m int)");
		assertThat(columns(schema)).containsExactlyInAnyOrder("z", "a", "m")
			.first()
			.satisfies((name) -> assertThat(name).isEqualToIgnoringCase("z"));
	}

	@Test
	void diffWhenColumnIsDroppedAndAddedAgainIsEmpty() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertThat(schema.change("alter table users drop column age", "alter table users add column age int default 3")
			.text()).isEmpty();
	}

	@Test
	void diffWhenColumnIsAddedInTheMiddleIsThatColumn() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertChange(schema.change("alter table users add column born date"), ChangeType.ADDED, ElementKind.COLUMN);
	}

	@Test
	void diffWhenTableIsAddedHasItsParts() {
		SnapshotSchema schema = new SnapshotSchema(this.database);
		assertThat(schema.change(USERS).changes()).extracting((change) -> change.element().kind())
			.containsExactly(ElementKind.TABLE, ElementKind.COLUMN, ElementKind.COLUMN, ElementKind.COLUMN,
					ElementKind.PRIMARY_KEY);
	}

	@Test
	void diffWhenTableIsRemovedHasItsParts() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertThat(schema.change("drop table users").changes()).hasSize(5)
			.allMatch((change) -> change.type() == ChangeType.REMOVED);
	}

	@Test
	void diffWhenDefaultIsLostChangesColumn() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		SchemaDifference difference = schema.change("alter table users alter column age drop default");
		assertChange(difference, ChangeType.CHANGED, ElementKind.COLUMN);
		assertThat(difference.text()).endsWith(" default 3 -> " + difference.changes().get(0).element().definition());
	}

	@Test
	void diffWhenTypeChangesChangesColumn() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS);
		assertChange(
				schema.change((this.database == TestDatabase.MARIADB) ? "alter table posts modify title varchar(80)"
						: "alter table posts alter column title " + type() + "varchar(80)"),
				ChangeType.CHANGED, ElementKind.COLUMN);
	}

	@Test
	void diffWhenNullabilityChangesChangesColumn() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS);
		SchemaDifference difference = schema
			.change((this.database == TestDatabase.MARIADB) ? "alter table posts modify title varchar(20) not null"
					: "alter table posts alter column title set not null");
		assertChange(difference, ChangeType.CHANGED, ElementKind.COLUMN);
		assertThat(difference.text()).endsWith(" not null");
	}

	@Test
	void diffWhenCommentChangesChangesColumn() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS);
		assertThat(schema
			.change((this.database == TestDatabase.MARIADB) ? "alter table posts modify title varchar(20) comment 'why'"
					: "comment on column posts.title is 'why'")
			.text()).endsWith(" comment 'why'");
	}

	@Test
	void diffWhenIdentityIsLostChangesColumn() {
		boolean mariaDb = this.database == TestDatabase.MARIADB;
		SnapshotSchema schema = new SnapshotSchema(this.database, "create table t (id bigint "
				+ (mariaDb ? "auto_increment" : "generated by default as identity") + " primary key)");
		assertThat(schema.snapshot().elements()).noneMatch(Sequence.class::isInstance);
		assertChange(
				schema
					.change(mariaDb ? "alter table t modify id bigint" : "alter table t alter column id drop identity"),
				ChangeType.CHANGED, ElementKind.COLUMN);
	}

	@Test
	void diffWhenGeneratedExpressionChangesChangesColumn() {
		String table = "create table t (a int, b int generated always as (a + %d) stored)";
		String text = (this.database == TestDatabase.H2) ? table.replace(" stored", "") : table;
		SnapshotSchema schema = new SnapshotSchema(this.database, text.formatted(1));
		assertChange(schema.change("drop table t", text.formatted(2)), ChangeType.CHANGED, ElementKind.COLUMN);
	}

	@Test
	void diffWhenPrimaryKeyIsLostRemovesIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database, "create table t (id int not null, primary key (id))");
		assertChange(schema.change((this.database == TestDatabase.POSTGRESQL) ? "alter table t drop constraint t_pkey"
				: "alter table t drop primary key"), ChangeType.REMOVED, ElementKind.PRIMARY_KEY);
	}

	@Test
	void diffWhenPrimaryKeyHasOtherColumnsChangesIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database,
				"create table t (a int not null, b int not null, primary key (a, b))");
		assertChange(
				schema.change("drop table t", "create table t (a int not null, b int not null, primary key (b, a))"),
				ChangeType.CHANGED, ElementKind.PRIMARY_KEY);
	}

	@Test
	void diffWhenUniqueConstraintIsAddedAddsItOnly() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertChange(schema.change("alter table users add constraint mail unique (email)"), ChangeType.ADDED,
				ElementKind.UNIQUE_CONSTRAINT);
	}

	@Test
	void diffWhenCheckIsAddedAddsItOnly() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertChange(schema.change("alter table users add constraint adult check (age > 17)"), ChangeType.ADDED,
				ElementKind.CHECK_CONSTRAINT);
	}

	@Test
	void diffWhenCheckConditionChangesChangesIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS,
				"alter table users add constraint adult check (age > 17)");
		assertChange(
				schema.change("alter table users drop constraint adult",
						"alter table users add constraint adult check (age > 20)"),
				ChangeType.CHANGED, ElementKind.CHECK_CONSTRAINT);
	}

	@Test
	void diffWhenForeignKeyIsAddedAddsItOnly() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS, POSTS);
		assertChange(schema.change("alter table posts add foreign key (user_id) references users (id)"),
				ChangeType.ADDED, ElementKind.FOREIGN_KEY);
	}

	@Test
	void diffWhenForeignKeyRuleChangesChangesIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS, POSTS,
				"alter table posts add constraint author foreign key (user_id) references users (id)");
		SchemaDifference difference = schema.change(dropForeignKey("author"),
				"alter table posts add constraint author foreign key (user_id) references users (id) on delete cascade");
		assertChange(difference, ChangeType.CHANGED, ElementKind.FOREIGN_KEY);
		assertThat(difference.text()).endsWith(" on delete cascade");
	}

	@Test
	void diffWhenForeignKeyOfSystemMadeNameChangesRuleChangesIt() {
		String table = "create table posts (id int primary key, user_id bigint, "
				+ "foreign key (user_id) references users (id)%s)";
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS, table.formatted(""));
		assertChange(schema.change("drop table posts", table.formatted(" on delete set null")), ChangeType.CHANGED,
				ElementKind.FOREIGN_KEY);
	}

	@Test
	void foreignKeyListsColumnsInOrder() {
		SnapshotSchema schema = new SnapshotSchema(this.database,
				"create table p (x int not null, y int not null, unique (y, x))",
				"create table c (b int, a int, foreign key (a, b) references p (y, x))");
		ForeignKey key = schema.snapshot().all(ForeignKey.class).get(0);
		assertThat(key.columns()).usingElementComparator(String::compareToIgnoreCase).containsExactly("a", "b");
		assertThat(key.referencedColumns()).usingElementComparator(String::compareToIgnoreCase)
			.containsExactly("y", "x");
		assertThat(key.referencedTable().name()).isEqualToIgnoringCase("p");
	}

	@Test
	void diffWhenIndexIsForgottenAddsIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS);
		assertChange(schema.change("create index posts_by_title on posts (title)"), ChangeType.ADDED,
				ElementKind.INDEX);
		assertThat(schema
			.change("drop index posts_by_title" + ((this.database == TestDatabase.MARIADB) ? " on posts" : ""))
			.text()).isEqualToIgnoringCase("- index posts_by_title on posts (title)");
	}

	@Test
	void diffWhenIndexOrderChangesChangesIt() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS, "create index i on posts (title, id)");
		SchemaDifference difference = schema.change("drop table posts", POSTS,
				"create index i on posts (title desc, id)");
		assertThat(difference.text()).isEqualToIgnoringCase("~ index i on posts: (title, id) -> (title desc, id)");
	}

	@Test
	void diffWhenUniqueIndexIsAddedAddsOneElement() {
		SnapshotSchema schema = new SnapshotSchema(this.database, POSTS);
		assertThat(schema.change("create unique index i on posts (title)").changes()).hasSize(1);
	}

	@Test
	void diffWhenViewTextChangesChangesView() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS,
				"create view adults as select id from users where age > 17");
		assertChange(schema.change("drop view adults", "create view adults as select id from users where age > 20"),
				ChangeType.CHANGED, ElementKind.VIEW);
	}

	@Test
	void diffWhenViewIsAddedAddsItOnly() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		assertChange(schema.change("create view adults as select id from users where age > 17"), ChangeType.ADDED,
				ElementKind.VIEW);
	}

	@Test
	void diffWhenSequenceIncrementChangesChangesSequence() {
		SnapshotSchema schema = new SnapshotSchema(this.database,
				"create sequence numbers start with 1 increment by 50");
		assertChange(schema.change("alter sequence numbers increment by 1"), ChangeType.CHANGED, ElementKind.SEQUENCE);
		assertChange(schema.change("drop sequence numbers"), ChangeType.REMOVED, ElementKind.SEQUENCE);
	}

	@Test
	void diffWhenSequenceIsUsedIsEmpty() {
		SnapshotSchema schema = new SnapshotSchema(this.database, "create sequence numbers");
		SchemaSnapshot before = schema.snapshot();
		schema.run((this.database == TestDatabase.POSTGRESQL) ? "select nextval('numbers')"
				: "select next value for numbers");
		assertThat(before.diffTo(schema.snapshot()).text()).isEmpty();
	}

	@Test
	void snapshotsWhenUnnamedConstraintsAreCreatedInAnotherOrderAreEqual() {
		List<String> additions = new ArrayList<>(List.of("unique (email)", "unique (email, age)", "check (age > 0)",
				"check (age < id)", "check (age <> id)", "foreign key (parent) references users (id)",
				"foreign key (parent) references users (id) on delete cascade",
				"foreign key (id) references users (id)"));
		SchemaSnapshot forth = withAdditions(additions);
		Collections.reverse(additions);
		assertThat(forth.diffTo(withAdditions(additions)).text()).isEmpty();
	}

	@Test
	void snapshotsWhenUnnamedIndexesAreCreatedInAnotherOrderAreEqual() {
		List<String> columns = new ArrayList<>(List.of("age", "age, email", "age desc", "email, age, id"));
		SchemaSnapshot forth = withIndexes(columns);
		Collections.reverse(columns);
		assertThat(SnapshotSchema.constraints(forth, ElementKind.INDEX)).hasSize(4);
		assertThat(forth.diffTo(withIndexes(columns)).text()).isEmpty();
	}

	private SchemaSnapshot withIndexes(List<String> columns) {
		String sql = (this.database == TestDatabase.MARIADB) ? "alter table users add index (%s)"
				: "create index on users (%s)";
		return new SnapshotSchema(this.database, USERS).run(columns.stream().map(sql::formatted).toList()).snapshot();
	}

	@Test
	void snapshotsWhenIndexAndForeignKeyAreCreatedInAnotherOrderAreEqual() {
		String index = "create index i on posts (user_id, title)";
		String key = "alter table posts add constraint author foreign key (user_id) references users (id)";
		SchemaSnapshot indexFirst = new SnapshotSchema(this.database, USERS, POSTS, index, key).snapshot();
		assertThat(indexFirst.diffTo(new SnapshotSchema(this.database, USERS, POSTS, key, index).snapshot()).text())
			.isEmpty();
	}

	@Test
	void snapshotsOfTwoMergeOrdersAreEqual() {
		List<String> passwords = List.of("alter table users add column password varchar(60) default 'x' not null",
				"create index users_by_password on users (password)", "alter table users add unique (email, password)");
		List<String> avatars = List.of("alter table users add column avatar varchar(200)",
				"create table avatars (id int primary key, user_id bigint not null, "
						+ "foreign key (user_id) references users (id))",
				"alter table users add unique (avatar)", "alter table users add check (avatar <> '')");
		SchemaSnapshot forth = new SnapshotSchema(this.database, USERS).run(passwords).run(avatars).snapshot();
		SchemaSnapshot back = new SnapshotSchema(this.database, USERS).run(avatars).run(passwords).snapshot();
		assertThat(forth.diffTo(back).text()).isEmpty();
		assertThat(forth).isEqualTo(back).hasSameHashCodeAs(back);
	}

	@Test
	void diffOfTwoMergeOrdersThatDoNotCommuteIsReported() {
		String first = "alter table users alter column age set default 1";
		String second = "alter table users alter column age set default 2";
		SchemaSnapshot forth = new SnapshotSchema(this.database, USERS, first, second).snapshot();
		assertThat(forth.diffTo(new SnapshotSchema(this.database, USERS, second, first).snapshot()).text())
			.endsWith(" default 2 -> " + forth.all(Column.class).get(2).type() + " default 1");
	}

	private SchemaSnapshot withAdditions(List<String> additions) {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS, "alter table users add column parent bigint");
		return schema.run(additions.stream().map((addition) -> "alter table users add " + addition).toList())
			.snapshot();
	}

	@Test
	void diffWhenGivenNameIsLostShowsBoth() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS,
				"alter table users add constraint mail unique (email)");
		assertThat(schema.change("drop table users", USERS, "alter table users add unique (email)").changes())
			.extracting(Change::type)
			.containsExactlyInAnyOrder(ChangeType.REMOVED, ChangeType.ADDED);
	}

	@Test
	void snapshotLeavesOutHistoryTables() {
		SnapshotSchema schema = new SnapshotSchema(this.database);
		String quote = (this.database == TestDatabase.MARIADB) ? "`" : "\"";
		assertThat(schema
			.change("create table %1$sflyway_schema_history%1$s (id int primary key, s int)".formatted(quote),
					"create index s_idx on %1$sflyway_schema_history%1$s (s)".formatted(quote),
					"create table %1$sflyway_schema_history_graph%1$s (id int)".formatted(quote))
			.text()).isEmpty();
		assertThat(schema.snapshot(SnapshotScope.currentSchema()).all(Table.class)).hasSize(2);
		assertThat(schema.snapshot(SnapshotScope.currentSchema().withoutHistory("other")).all(Table.class)).hasSize(2);
	}

	@Test
	void snapshotLeavesOutTablesByPattern() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS, POSTS, "create table HTE_users (id int)");
		assertThat(schema.snapshot(SnapshotScope.currentSchema().without("hte_*", "Posts")).all(Table.class))
			.extracting((table) -> table.table().name().toLowerCase(Locale.ROOT))
			.containsExactly("users");
	}

	@Test
	void snapshotOverConnectionLeavesItOpen() throws Exception {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		try (var connection = schema.dataSource().getConnection()) {
			assertThat(SchemaSnapshot.of(connection, SnapshotScope.currentSchema())).isEqualTo(schema.snapshot());
			assertThat(connection.isClosed()).isFalse();
		}
	}

	@Test
	void snapshotOfManyTablesRunsAsManyStatementsAsOfOne() {
		SnapshotSchema schema = new SnapshotSchema(this.database, USERS);
		CountingDataSource counting = new CountingDataSource(schema.dataSource());
		SchemaSnapshot.of(counting);
		int few = counting.statements().size();
		counting.reset();
		schema.run(IntStream.range(0, 500)
			.mapToObj((
					number) -> ("create table t%d (id bigint primary key, a int unique, b bigint references users (id),"
							+ " check (a > 0))")
						.formatted(number))
			.toList());
		schema.run(IntStream.range(0, 500)
			.mapToObj((number) -> "create index i%1$d on t%1$d (a, b)".formatted(number))
			.toList());
		assertThat(SnapshotSchema.constraints(SchemaSnapshot.of(counting), ElementKind.INDEX)).hasSize(500);
		assertThat(counting.statements()).hasSize(few).hasSizeBetween(5, 20);
	}

	private List<String> columns(SnapshotSchema schema) {
		return schema.snapshot()
			.all(Column.class)
			.stream()
			.map((column) -> column.name().toLowerCase(Locale.ROOT))
			.toList();
	}

	private String type() {
		return (this.database == TestDatabase.POSTGRESQL) ? "type " : "";
	}

	private String dropForeignKey(String name) {
		return "alter table posts drop " + ((this.database == TestDatabase.MARIADB) ? "foreign key " : "constraint ")
				+ name;
	}

	private static String[] everything() {
		return new String[] {
				"create table users (id bigint primary key, email varchar(50) not null unique, age int default 3 "
						+ "check (age > 0), name varchar(20) default 'x', born timestamp(3) default current_timestamp(3), "
						+ "amount numeric(10, 2), active boolean default true, constraint adult check (age < 200))",
				"create table posts (id bigint not null, user_id bigint not null, parent bigint, title varchar(20), "
						+ "primary key (id), foreign key (user_id) references users (id) on delete cascade, "
						+ "constraint parent_fk foreign key (parent) references posts (id), unique (user_id, title))",
				"create index posts_by_title on posts (title desc, id)", "create unique index once on posts (title)",
				"create view adults as select id, email from users where age > 17",
				"create sequence numbers start with 5 increment by 50" };
	}

	private static void assertChange(SchemaDifference difference, ChangeType type, ElementKind kind) {
		assertThat(difference.changes()).as(difference.text()).singleElement().satisfies((change) -> {
			assertThat(change.type()).isEqualTo(type);
			assertThat(change.element().kind()).isEqualTo(kind);
		});
	}

}
