package dev.headway.schema.scratch;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutsideStatement}.
 */
class OutsideStatementTests {

	private static final OutsideStatement OUTSIDE = new OutsideStatement("own", List.of("public", "shop"), false);

	private static final OutsideStatement ON_MARIADB = new OutsideStatement("own", List.of("public", "shop"), true);

	@ParameterizedTest
	@ValueSource(strings = { "create table public.users (id int)", "insert into \"PUBLIC\" . users values (1)",
			"update users set a = 'it''s' from shop.users", "alter table users set schema public",
			"grant select on all tables in schema shop to r", "drop table a, public.b", "create role r",
			"CREATE OR REPLACE DATABASE x", "alter default privileges grant select on tables to r",
			"select pg_catalog.set_config('search_path', '', false)", "set search_path = public", "/* a */ use shop",
			"select E'\\'', id from public.users where b = ''", "select 'unfinished from public.users" })
	void findWhenStatementConcernsOthersReturnsThePart(String sql) {
		assertThat(OUTSIDE.find(sql)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table publics (shop int)", "insert into mails values ('a@shop.com', 'it''s')",
			"select a.shop.b from t", "-- public.users\nselect 1", "select 1 /* create role r */", "set schema \"own\"",
			"create user_roles (id int)", "select republic.id from republic", "" })
	void findWhenStatementConcernsOnlyTheSchemaReturnsNothing(String sql) {
		assertThat(OUTSIDE.find(sql)).isEmpty();
		assertThat(ON_MARIADB.find(sql)).isEmpty();
	}

	@Test
	void findOnMariaDbKnowsItsLiteralsAndComments() {
		assertThat(ON_MARIADB.find("update a set x = 'it\\'s', y = (select max(id) from shop.b where c = 'd')"))
			.contains("shop.");
		assertThat(ON_MARIADB.find("# it's\ndrop table `shop`.`b` # done")).contains("`shop`.");
		assertThat(ON_MARIADB.find("/*!40000 drop table shop.b */")).contains("shop.");
		assertThat(ON_MARIADB.find("select 'a\\\\', 'shop.b'")).isEmpty();
	}

	@Test
	void findWhenLiteralsAreLongDoesNotFail() {
		String literal = "it''s \\ ".repeat(100_000);
		assertThat(OUTSIDE.find("insert into a values ('%s') -- %s".formatted(literal, literal))).isEmpty();
		assertThat(OUTSIDE.find("insert into a values ('%s') from shop.b".formatted(literal))).contains("shop.");
	}

}
