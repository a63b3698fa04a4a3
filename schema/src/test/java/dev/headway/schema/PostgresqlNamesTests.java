package dev.headway.schema;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresqlNamesTests {

	@Test
	void isSystemMadeWhenNameIsTheUsualOne() {
		assertThat(PostgresqlNames.isSystemMade("users_email_key", "users_email_key")).isTrue();
		assertThat(PostgresqlNames.isSystemMade("users_email_key12", "users_email_key")).isTrue();
		assertThat(PostgresqlNames.isSystemMade("users_mail_key", "users_email_key")).isFalse();
	}

	@Test
	void isSystemMadeWhenNameIsCut() {
		String expected = "t".repeat(40) + "_" + "c".repeat(40) + "_key";
		String cut = "t".repeat(29) + "_" + "c".repeat(29) + "_key";
		assertThat(PostgresqlNames.isSystemMade(cut, expected)).isTrue();
		assertThat(PostgresqlNames.isSystemMade("mine_key", expected)).isFalse();
		assertThat(PostgresqlNames.isSystemMade(cut.replace("_key", "_fkey"), expected)).isFalse();
	}

	@Test
	void withoutTextCastsLeavesLiteralsAndOtherCasts() {
		assertThat(PostgresqlNames.withoutTextCasts("s::text = ANY (ARRAY['a'::character varying]::text[])"))
			.isEqualTo("s = ANY (ARRAY['a'])");
		assertThat(PostgresqlNames.withoutTextCasts("'it''s::text'::text")).isEqualTo("'it''s::text'");
		assertThat(PostgresqlNames.withoutTextCasts("a::character varying(3) || b::textile || 1::numeric"))
			.isEqualTo("a::character varying(3) || b::textile || 1::numeric");
	}

}
