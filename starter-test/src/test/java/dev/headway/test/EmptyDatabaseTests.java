package dev.headway.test;

import java.util.Locale;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link HistoryTests#inEmptyDatabase()}.
 */
class EmptyDatabaseTests extends AbstractHistoryTests {

	@Test
	void streamWhenEmptyPassesAllAndLeavesNothing() {
		this.folder.withStory();
		Outcomes outcomes = Outcomes.of(tests().inEmptyDatabase());
		assertThat(outcomes.failed()).isEmpty();
		assertThat(outcomes.passed()).hasSize(12);
		assertThat(tables()).isEmpty();
	}

	@Test
	void streamWhenNotEmptyTouchesNothing() {
		this.folder.withMerge();
		flyway().migrate();
		Outcomes outcomes = Outcomes.of(tests().inEmptyDatabase());
		assertThat(outcomes.failed()).hasSize(3);
		assertThat(outcomes.message("upgrade from empty/1 create users"))
			.contains("it must be empty", "headway.startup=none")
			.containsIgnoringCase("users");
		assertThat(tables()).contains("users");
	}

	@Test
	void streamWhenFaultyLeavesNothing() {
		this.folder.withStory().with("U3__add_avatars.sql");
		Outcomes outcomes = Outcomes.of(tests().inEmptyDatabase());
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/3 add avatars");
		assertThat(tables()).isEmpty();
	}

	@Test
	void streamWhenScriptsNameTheirSchemaPasses() {
		String schema = "billing_" + System.nanoTime();
		this.folder.with("V1__a.sql", "create table " + schema + ".bills (id int primary key);")
			.with("U1__a.sql", "drop table " + schema + ".bills;");
		Flyway flyway = flyway((settings) -> settings.schemas(schema(schema)));
		Outcomes outcomes = Outcomes.of(HistoryTests.of(flyway)
			.inEmptyDatabase()
			.after("1", (jdbc) -> jdbc.sql("insert into bills (id) values (1)").update()));
		assertThat(outcomes.passed()).as(outcomes.toString()).hasSize(5);
		assertThat(tables(schema(schema))).isEmpty();
	}

	@Test
	void streamWhenScriptCreatesExtensionPasses() {
		assumeThat(this.database).isEqualTo(TestDatabase.POSTGRESQL);
		assumeThat(
				sql("select count(*) from pg_available_extensions where name = 'citext'").query(Integer.class).single())
			.isEqualTo(1);
		this.folder.with("V1__a.sql", "create extension citext;", "create table a (id int primary key, name citext);")
			.with("U1__a.sql", "drop table a;", "drop extension citext;");
		Outcomes outcomes = Outcomes.of(tests().inEmptyDatabase());
		assertThat(outcomes.passed()).as(outcomes.toString()).hasSize(5);
	}

	private String schema(String name) {
		return (this.database == TestDatabase.H2) ? name.toUpperCase(Locale.ROOT) : name;
	}

}
