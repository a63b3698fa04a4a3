package dev.headway.schema;

import org.junit.jupiter.api.Test;

import dev.headway.schema.PostgresqlText.ParenthesizedList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PostgresqlTextTests {

	@Test
	void isSystemMadeWhenNameIsTheUsualOne() {
		assertThat(PostgresqlText.isSystemMade("users_email_key", "users_email_key")).isTrue();
		assertThat(PostgresqlText.isSystemMade("users_email_key12", "users_email_key")).isTrue();
		assertThat(PostgresqlText.isSystemMade("users_mail_key", "users_email_key")).isFalse();
	}

	@Test
	void isSystemMadeWhenNameIsCut() {
		String expected = "t".repeat(40) + "_" + "c".repeat(40) + "_key";
		String cut = "t".repeat(29) + "_" + "c".repeat(29) + "_key";
		assertThat(PostgresqlText.isSystemMade(cut, expected)).isTrue();
		assertThat(PostgresqlText.isSystemMade("mine_key", expected)).isFalse();
		assertThat(PostgresqlText.isSystemMade(cut.replace("_key", "_fkey"), expected)).isFalse();
	}

	@Test
	void withoutTextCastsLeavesLiteralsAndOtherCasts() {
		assertThat(PostgresqlText.withoutTextCasts("s::text = ANY (ARRAY['a'::character varying]::text[])"))
			.isEqualTo("s = ANY (ARRAY['a'])");
		assertThat(PostgresqlText.withoutTextCasts("'it''s::text'::text")).isEqualTo("'it''s::text'");
		assertThat(PostgresqlText.withoutTextCasts("a::character varying(3) || b::textile || 1::numeric"))
			.isEqualTo("a::character varying(3) || b::textile || 1::numeric");
	}

	@Test
	void listSplitsAtOuterCommas() {
		ParenthesizedList list = ParenthesizedList.of("(f(a, b) DESC, \"odd),\", 'x(', d[1, 2]) WHERE (c)");
		assertThat(list.items()).containsExactly("f(a, b) DESC", "\"odd),\"", "'x('", "d[1, 2]");
		assertThat(list.inner()).startsWith("f(a").endsWith("2]");
		assertThat(list.rest()).isEqualTo("WHERE (c)");
	}

	@Test
	void listThatDoesNotEndThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> ParenthesizedList.of("(a, (b)"))
			.withMessage("Not in parentheses: (a, (b)");
	}

}
