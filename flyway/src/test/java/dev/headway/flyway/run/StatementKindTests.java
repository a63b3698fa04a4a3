package dev.headway.flyway.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementKind}.
 */
class StatementKindTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			create table a (id int)                            | DEFINITION
			CREATE OR REPLACE VIEW v AS SELECT 1               | DEFINITION
			alter table a add b int                            | DEFINITION
			drop table a                                       | DEFINITION
			truncate table a                                   | DEFINITION
			rename table a to b                                | DEFINITION
			comment on table a is 'x'                          | DEFINITION
			grant select on a to b                             | DEFINITION
			insert into a values (1)                           | ROWS
			update a set b = 1                                 | ROWS
			delete from a                                      | ROWS
			replace into a values (1)                          | ROWS
			merge into a key (id) values (1)                   | ROWS
			with x as (select 1) insert into a select * from x | ROWS
			(select 1) union (select 2)                        | ROWS
			((select 1))                                       | ROWS
			select 1                                           | ROWS
			values (1)                                         | ROWS
			select * into b from a                             | ROWS
			create temporary table a (id int)                  | SESSION
			create temp table a (id int)                       | SESSION
			create local temporary table a (id int)            | SESSION
			drop temporary table a                             | SESSION
			set @x = 1                                         | SESSION
			SET search_path TO a                               | SESSION
			select max(id) into @x from a                      | SESSION
			select @x := 1                                     | SESSION
			update a set b = (@x := @x + 1)                    | SESSION
			select set_config('a.b', 'c', false)               | SESSION
			select pg_advisory_lock(1)                         | SESSION
			select get_lock('a', 1)                            | SESSION
			use other                                          | SESSION
			prepare s from 'select 1'                          | SESSION
			lock tables a write                                | LOCK
			unlock tables                                      | LOCK
			flush tables                                       | LOCK
			set autocommit = 1                                 | TRANSACTION
			begin                                              | TRANSACTION
			start transaction                                  | TRANSACTION
			commit                                             | TRANSACTION
			rollback to a                                      | TRANSACTION
			savepoint a                                        | TRANSACTION
			call p()                                           | OTHER
			execute immediate 'create table a (id int)'        | OTHER
			optimize table a                                   | OTHER
			1                                                  | OTHER
			""")
	void ofReadsTheFirstWords(String sql, StatementKind kind) {
		assertThat(StatementKind.of(sql)).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n\t", "-- insert", "/* insert */", "/* insert", "{call p()}", "é" })
	void ofWhenThereIsNoWordIsUnclear(String sql) {
		assertThat(StatementKind.of(sql)).isEqualTo(StatementKind.OTHER);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-- create table x\ninsert into a values (1)", "# create table x\r\ninsert into a values (1)",
					"/* create table x */ insert into a values (1)", "/*My create*/insert into a values (1)",
					"/**/ -- x\n\n /* y\n */ (insert into a values (1))", "insert/**/into a values (1)" })
	void ofSkipsComments(String sql) {
		assertThat(StatementKind.of(sql)).isEqualTo(StatementKind.ROWS);
	}

	@Test
	void ofReadsCommentsThatMariaDbExecutes() {
		assertThat(StatementKind.of("/*!40101 SET NAMES utf8 */")).isEqualTo(StatementKind.SESSION);
		assertThat(StatementKind.of("/*!create table a (id int) */")).isEqualTo(StatementKind.DEFINITION);
		assertThat(StatementKind.of("/*M!100100 insert into a values (1) */")).isEqualTo(StatementKind.ROWS);
		assertThat(StatementKind.of("create /* x */ temporary table a (id int)")).isEqualTo(StatementKind.SESSION);
	}

	@Test
	void ofIsQuickWhenAStatementIsHostile() {
		assertThat(StatementKind.of("(-- \n/* */ ".repeat(100_000))).isEqualTo(StatementKind.OTHER);
		assertThat(StatementKind.of("/* ".repeat(100_000))).isEqualTo(StatementKind.OTHER);
		assertThat(StatementKind.of("select " + "@a ".repeat(100_000))).isEqualTo(StatementKind.ROWS);
	}

	@Test
	void commitsOnlyWhatDoesForCertain() {
		assertThat(StatementKind.values()).filteredOn(StatementKind::commits).containsExactly(StatementKind.DEFINITION);
		assertThat(StatementKind.values()).filteredOn(StatementKind::mayCommit)
			.containsExactly(StatementKind.LOCK, StatementKind.TRANSACTION, StatementKind.DEFINITION,
					StatementKind.OTHER);
	}

}
