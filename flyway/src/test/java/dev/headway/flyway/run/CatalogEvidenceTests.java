package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ParsedScript.Statement;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CatalogEvidence}.
 */
class CatalogEvidenceTests extends AbstractDatabaseTests {

	private Connection connection;

	@BeforeEach
	void create() throws SQLException {
		sql("create table shop_items (id int, name varchar(9))").update();
		sql("create index by_name on shop_items (name)").update();
		this.connection = this.pool.getConnection();
	}

	@AfterEach
	void release() throws SQLException {
		this.connection.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table shop_items (id int)", "CREATE TABLE IF NOT EXISTS shop_items (id int)",
			"drop table shop_items", "drop table if exists shop_items cascade",
			"create or replace table shop_items (id int)",
			"-- create table nothing\n/* drop table none */ create table shop_items (id int)" })
	void tableExists(String sql) throws SQLException {
		assertThat(find(sql)).contains("the table shop_items exists");
	}

	@Test
	void tableDoesNotExist() throws SQLException {
		assertThat(find("create table shopxitems (id int)")).contains("the table shopxitems does not exist");
		assertThat(find("drop table other, shop_items , \"x, y\" cascade"))
			.contains("the table other does not exist, the table shop_items exists, the table \"x, y\" does not exist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table shop_items add column name varchar(9)",
			"alter table shop_items add name varchar(9)",
			"alter table if exists shop_items add column if not exists name varchar(9)",
			"ALTER TABLE shop_items\n  DROP COLUMN name", "alter table shop_items drop name" })
	void columnExists(String sql) throws SQLException {
		assertThat(find(sql)).contains("the table shop_items has a column name");
	}

	@Test
	void columnDoesNotExist() throws SQLException {
		assertThat(find("alter table shop_items add column price int"))
			.contains("the table shop_items does not have a column price");
		assertThat(find("alter table nothing drop column price"))
			.contains("the table nothing does not have a column price");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table shop_items add index x (name)", "alter table shop_items add unique (name)",
			"alter table shop_items add unique key x (name)", "alter table shop_items add key x (name)",
			"alter table shop_items add fulltext index x (name)",
			"alter table shop_items add constraint x check (id > 0)", "alter table shop_items add primary key (id)",
			"alter table shop_items drop primary key", "alter table shop_items drop constraint x",
			"alter table shop_items drop foreign key x", "alter table shop_items drop index by_name",
			"alter table shop_items drop partition p", "alter table shop_items add (price int, more int)",
			"alter table shop_items rename to x", "alter table shop_items alter column name set not null",
			"create temporary table shop_items (id int)", "create view v as select 1",
			"insert into shop_items values (1, 'create table x (id int)')",
			"insert into shop_items values (1, ';create table x (id int)')", "create index on shop_items (name)", "",
			"-- create table shop_items" })
	void otherStatementsSayNothing(String sql) throws SQLException {
		assertThat(find(sql)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index by_name on shop_items (name)",
			"create unique index if not exists by_name on shop_items (name)",
			"create index concurrently by_name on only shop_items (name)",
			"create or replace index by_name using btree on shop_items (name)" })
	void indexExists(String sql) throws SQLException {
		assertThat(find(sql)).contains("the index by_name exists");
	}

	@Test
	void indexDoesNotExist() throws SQLException {
		assertThat(find("create index byxname on shop_items (name)")).contains("the index byxname does not exist");
		assertThat(find("create index by_name on nothing (name)")).contains("the index by_name does not exist");
	}

	@Test
	void namesWithQuotesAreExact() throws SQLException {
		sql("create table \"Shop %_Items\" (\"The Name\" int)").update();
		sql("create index \"By.Name\" on \"Shop %_Items\" (\"The Name\")").update();
		assertThat(find(quoted("drop table \"Shop %_Items\""))).contains(quoted("the table \"Shop %_Items\" exists"));
		assertThat(find(quoted("alter table \"Shop %_Items\" add \"The Name\" int")))
			.contains(quoted("the table \"Shop %_Items\" has a column \"The Name\""));
		assertThat(find(quoted("create index \"By.Name\" on \"Shop %_Items\" (\"The Name\")")))
			.contains(quoted("the index \"By.Name\" exists"));
		assertThat(find(quoted("drop table \"Shop_Items\"")))
			.contains(quoted("the table \"Shop_Items\" does not exist"));
	}

	private String quoted(String text) {
		return (this.database == TestDatabase.MARIADB) ? text.replace('"', '`') : text;
	}

	@Test
	void namesWithoutQuotesAreFoldedAsTheDatabaseDoes() throws SQLException {
		Assumptions.assumeTrue(this.database != TestDatabase.MARIADB, "Skipped: depends on the file system.");
		assertThat(find("create table Shop_ITEMS (id int)")).contains("the table Shop_ITEMS exists");
		assertThat(find("alter table Shop_ITEMS add Name int")).contains("the table Shop_ITEMS has a column Name");
		assertThat(find("create index BY_name on Shop_ITEMS (id)")).contains("the index BY_name exists");
	}

	@Test
	void namesWithASchemaAreFoundThere() throws SQLException {
		String schema = (this.database == TestDatabase.MARIADB) ? this.connection.getCatalog()
				: this.connection.getSchema();
		assertThat(find("drop table %s.shop_items".formatted(schema)))
			.contains("the table %s.shop_items exists".formatted(schema));
		assertThat(find("alter table %s.shop_items add name int".formatted(schema)))
			.contains("the table %s.shop_items has a column name".formatted(schema));
		assertThat(find("create index by_name on %s.shop_items (name)".formatted(schema)))
			.contains("the index by_name exists");
		assertThat(find("create table information_schema.shop_items (id int)"))
			.contains("the table information_schema.shop_items does not exist");
	}

	@Test
	void indexThatWasNotCompletedIsInvalid() throws SQLException {
		Assumptions.assumeTrue(this.database == TestDatabase.POSTGRESQL, "Skipped: only PostgreSQL has such.");
		sql("insert into shop_items values (1, 'a'), (1, 'b')").update();
		String sql = "create unique index concurrently by_id on shop_items (id)";
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> sql(sql).update());
		assertThat(find(sql)).contains(
				"the index by_id is INVALID: its build was interrupted. Remove it with 'DROP INDEX CONCURRENTLY by_id', and then run the statement again");
		sql("drop index concurrently by_id").update();
		assertThat(find(sql)).contains("the index by_id does not exist");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table t (id int)", "CREATE  TABLE t(id int, at timestamp with time zone)",
			"-- select it\n/* the table */ create table t (id int)" })
	void onlyTableIsTheOneThatIsCreated(String sql) {
		assertThat(CatalogEvidence.onlyTable(sql)).isEqualTo("t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table if not exists t (id int)", "create or replace table t (id int)",
			"create temporary table t (id int)", "create table s.t (id int)", "create table t as select 1",
			"create table t (id int) select 1", "create table t (id int) as values (1)",
			"create table t (id int) as table u", "create table t like u", "/*!50100 create table t (id int) */",
			"create table t (id int) /*M!100100 page_compressed=1 */", "drop table t", "insert into t values (1)" })
	void onlyTableIsUnknownIfTheStatementMayDoMore(String sql) {
		assertThat(CatalogEvidence.onlyTable(sql)).isNull();
	}

	@Test
	void onlyTablesEndBeforeTheFirstOtherStatementAndBeforeANameThatComesTwice() {
		assertThat(CatalogEvidence.onlyTables(statements("create table a (id int)", "create table \"b\" (id int)",
				"insert into a values (1)", "create table c (id int)")))
			.containsOnlyKeys("a", "\"b\"");
		assertThat(CatalogEvidence.onlyTables(
				statements("create table a (id int)", "create table b (id int)", "create table \"A\" (id int)")))
			.containsOnlyKeys("a", "b");
	}

	@Test
	void narrowFindsTheFirstTableThatIsNotThere() throws SQLException {
		String[] script = { "create table first (id int)", "create table shop_items (id int)",
				"create table third (id int)", "create table fourth (id int)" };
		ScriptRun narrowed = evidence().narrow(run(1, 4, script), statements(script));
		assertThat(narrowed.done()).isEqualTo(2);
		assertThat(narrowed.begun()).isEqualTo(3);
		assertThat(narrowed.line()).isEqualTo(3);
		assertThat(narrowed.digestOfDone()).isEqualTo(digest(2, script));
		assertThat(narrowed.digestOfBegun()).isEqualTo(digest(3, script));
	}

	@Test
	void narrowLeavesTheLastTableIfAllAreThere() throws SQLException {
		sql("create table third (id int)").update();
		String[] script = { "create table first (id int)", "create table shop_items (id int)",
				"create table third (id int)" };
		ScriptRun narrowed = evidence().narrow(run(1, 3, script), statements(script));
		assertThat(narrowed.done()).isEqualTo(2);
		assertThat(narrowed.begun()).isEqualTo(3);
	}

	@Test
	void narrowDoesNotConcernOtherStatementsAndScriptsThatHaveChanged() throws SQLException {
		String[] script = { "create table shop_items (id int)", "insert into shop_items values (1)",
				"create table third (id int)" };
		ScriptRun run = run(0, 3, script);
		assertThat(evidence().narrow(run, statements(script))).isSameAs(run);
		String[] tables = { "create table shop_items (id int)", "create table second (id int)" };
		ScriptRun changed = run(0, 2, tables);
		assertThat(evidence().narrow(changed, statements(tables[0], "create table b (id int)"))).isSameAs(changed);
		assertThat(evidence().narrow(changed, statements(tables[0]))).isSameAs(changed);
	}

	private CatalogEvidence evidence() {
		return new CatalogEvidence(this.connection);
	}

	private static ScriptRun run(int done, int begun, String... script) {
		return new ScriptRun(ScriptRun.Phase.RUNNING, 1, null, "V1__a.sql", script.length, done, begun, done + 1,
				digest(done, script), digest(begun, script), "", Instant.EPOCH);
	}

	private static String digest(int count, String... script) {
		return new ScriptContinuation(statements(script)).digest(count);
	}

	private static List<Statement> statements(String... script) {
		return IntStream.rangeClosed(1, script.length)
			.mapToObj((number) -> new Statement(number, script[number - 1], number, false))
			.toList();
	}

	private Optional<String> find(String sql) throws SQLException {
		return new CatalogEvidence(this.connection).of(sql);
	}

}
