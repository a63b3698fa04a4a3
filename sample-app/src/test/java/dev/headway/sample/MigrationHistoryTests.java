package dev.headway.sample;

import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.test.HistoryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The history of the migrations, on H2.
 */
@SpringBootTest
class MigrationHistoryTests {

	@TestFactory
	Stream<DynamicNode> history(@Autowired Flyway flyway) {
		return HistoryTests.of(flyway)
			.requireDowngrade()
			.before("2", (jdbc) -> jdbc.sql("insert into users (name) values ('Mary')").update())
			.after("4", (jdbc) -> assertThat(names(jdbc)).containsExactly("Mary"))
			.stream();
	}

	private static List<String> names(JdbcClient jdbc) {
		return jdbc.sql("select name from users where password_hash is null and avatar_url is null")
			.query(String.class)
			.list();
	}

}
