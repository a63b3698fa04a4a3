package dev.headway.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.headway.HeadwayException;
import dev.headway.revision.RevisionException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Revises;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HistoryTests} of valid histories.
 */
class HistoryTestsTests extends AbstractHistoryTests {

	private static final List<String> STORY = List.of("scripts/headers and names are valid",
			"scripts/there is a single head", "upgrade from empty/1 create users",
			"upgrade from empty/2 add password hashes", "upgrade from empty/3 add avatars",
			"upgrade from empty/4 merge", "upgrade from empty/stock Flyway accepts the result",
			"upgrade, downgrade, upgrade/1 create users", "upgrade, downgrade, upgrade/2 add password hashes",
			"upgrade, downgrade, upgrade/3 add avatars", "upgrade, downgrade, upgrade/4 merge",
			"merges, branches in any order/4 merge");

	@Test
	void streamWhenHistoryIsCleanPassesAll() {
		this.folder.withStory();
		Outcomes outcomes = run();
		assertThat(outcomes.passed()).as(outcomes.toString()).isEqualTo(STORY);
		assertThat(scratchSchemas()).isEmpty();
		assertThat(tables()).isEmpty();
	}

	@Test
	void streamWhenDatabaseIsUpgradedLeavesItAlone() {
		this.folder.withMerge();
		flyway().migrate();
		this.folder.withStory();
		sql("insert into users (id, name) values (1, 'Mary')").update();
		SchemaSnapshot before = SchemaSnapshot.of(this.pool, SnapshotScope.currentSchema());
		Outcomes outcomes = run();
		assertThat(outcomes.passed()).as(outcomes.toString()).isEqualTo(STORY);
		assertThat(SchemaSnapshot.of(this.pool, SnapshotScope.currentSchema())).isEqualTo(before);
		assertThat(sql("select name from users").query(String.class).list()).containsExactly("Mary");
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void streamWhenPoolDoesNotCommitAutomaticallyPassesAll() {
		this.folder.withStory();
		Outcomes outcomes = Outcomes.of(HistoryTests.of(new Manual(this.pool), this.folder.location())
			.before("2", (jdbc) -> jdbc.sql("insert into users (id, name) values (1, 'Mary')").update())
			.after("4", (jdbc) -> assertThat(jdbc.sql("select name from users").query(String.class).list())
				.containsExactly("Mary")));
		assertThat(outcomes.passed()).as(outcomes.toString()).isEqualTo(STORY);
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void streamOfUrlWithoutPoolPassesAll() {
		this.folder.withStory();
		Flyway flyway = flyway(
				(settings) -> settings.dataSource(this.access.url(), this.access.username(), this.access.password()));
		assertThat(Outcomes.of(HistoryTests.of(flyway)).passed()).isEqualTo(STORY);
	}

	@Test
	void streamOfDataSourceFindsLocations() {
		this.folder.withStory();
		assertThat(Outcomes.of(HistoryTests.of(this.pool, this.folder.location())).passed()).isEqualTo(STORY);
	}

	@Test
	void streamWhenOneTestIsPickedRunsWhatItBuildsOn() {
		this.folder.withStory();
		Outcomes outcomes = Outcomes.of(tests().stream().map((node) -> only("3 add avatars", (DynamicContainer) node)));
		assertThat(outcomes.passed()).containsExactly("upgrade from empty/3 add avatars",
				"upgrade, downgrade, upgrade/3 add avatars");
		assertThat(scratchSchemas()).isEmpty();
	}

	private static DynamicNode only(String name, DynamicContainer container) {
		return DynamicContainer.dynamicContainer(container.getDisplayName(),
				container.getChildren().filter((test) -> test.getDisplayName().equals(name)));
	}

	@Test
	void hooksSeeTheDataOfEachOther() {
		this.folder.withStory()
			.with("V5__names.sql", "-- revises: 4", "update users set name = upper(name);")
			.with("U5__names.sql", "update users set name = lower(name);");
		Outcomes outcomes = Outcomes.of(tests()
			.before("5", (jdbc) -> jdbc.sql("insert into users (id, name) values (1, 'Mary')").update())
			.before("5", (jdbc) -> jdbc.sql("insert into users (id, name) values (2, 'David')").update())
			.after("5", (jdbc) -> assertThat(jdbc.sql("select name from users order by id").query(String.class).list())
				.containsExactly("MARY", "DAVID")));
		assertThat(outcomes.failed()).isEmpty();
		assertThat(outcomes.passed()).hasSize(STORY.size() + 2);
	}

	@Test
	void hookWhenRevisionIsUnknownIsRefused() {
		this.folder.withStory();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> tests().after("77", (jdbc) -> {
		}).stream()).withMessageContaining("77");
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(() -> tests().minimumDowngrade("base").stream())
			.withMessage("'base' means 0 revisions. Specify one.");
	}

	@Test
	void minimumDowngradeLeavesItAndItsAncestors() {
		this.folder.withMerge()
			.with("U4__merge.sql")
			.with("U3__add_avatars.sql", "alter table users drop column avatar;");
		Outcomes outcomes = Outcomes.of(tests().minimumDowngrade("2").requireDowngrade());
		assertThat(outcomes.failed()).isEmpty();
		assertThat(outcomes.passed()).contains("upgrade, downgrade, upgrade/3 add avatars",
				"upgrade, downgrade, upgrade/4 merge");
		assertThat(outcomes.passed()).filteredOn((name) -> name.startsWith(Outcomes.DOWNGRADE)).hasSize(2);
	}

	@Test
	void minimumDowngradeWhenHeadLeavesAll() {
		this.folder.withMerge();
		Outcomes outcomes = Outcomes.of(tests().minimumDowngrade("4").requireDowngrade());
		assertThat(outcomes.passed()).noneMatch((name) -> name.startsWith(Outcomes.DOWNGRADE)).hasSize(8);
	}

	@Test
	void irreversibleRevisionsAreAborted() {
		this.folder.withStory().without("U2__add_password_hashes.sql");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).isEmpty();
		assertThat(outcomes.aborted()).containsExactly("upgrade, downgrade, upgrade/2 add password hashes");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/2 add password hashes"))
			.isEqualTo("2 is irreversible: V2__add_password_hashes.sql has no undo script.");
	}

	@Test
	void requireDowngradeFailsIrreversibleRevisionsAndContinues() {
		this.folder.withStory().without("U2__add_password_hashes.sql");
		Outcomes outcomes = Outcomes.of(tests().requireDowngrade());
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/2 add password hashes");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/2 add password hashes"))
			.isEqualTo("2 is irreversible: V2__add_password_hashes.sql has no undo script."
					+ " Add one, which can be empty if there is nothing to undo, or call minimumDowngrade(\"2\").");
		assertThat(outcomes.passed()).contains("upgrade, downgrade, upgrade/4 merge");
	}

	@Test
	void repeatablesRunAtTheHeadOnlyOnce() {
		this.folder.withStory().with("R__names.sql", "create view names as select avatar from users;");
		Outcomes outcomes = Outcomes
			.of(tests().after("4", (jdbc) -> jdbc.sql("select avatar from names").query().listOfRows()));
		assertThat(outcomes.passed()).as(outcomes.toString()).isEqualTo(STORY);
	}

	@Test
	void parentRuleIsThatOfTheApplication() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "");
		assertThat(Outcomes.of(tests().parentRule(ParentRule.REQUIRED)).failed())
			.containsExactly("scripts/headers and names are valid");
	}

	@Test
	void headRuleIsThatOfTheApplication() {
		this.folder.with("V1__a.sql", "-- revises: base", "-- branch: orders")
			.with("V2__b.sql", "-- revises: base", "-- branch: billing");
		assertThat(Outcomes.of(tests()).failed()).contains("scripts/there is a single head");
		assertThat(Outcomes.of(tests().headRule(HeadRule.ONE_PER_BRANCH)).failed()).isEmpty();
	}

	@Test
	void streamWhenSchemasAreConfiguredAsksForEmptyDatabase() {
		this.folder.withStory();
		HistoryTests tests = HistoryTests.of(flyway((settings) -> settings.schemas("billing")));
		assertThatExceptionOfType(HeadwayException.class).isThrownBy(tests::stream)
			.withMessage("Flyway is configured with schemas (default schema none, schemas [billing]), so the tests"
					+ " cannot run in a temporary schema. Use a database for these tests only, and call"
					+ " 'inEmptyDatabase()'.");
	}

	@Test
	void streamWhenBranchesShareNoAncestorPasses() {
		this.folder.with("V1__a.sql", "-- revises: base", "create table a (id int primary key);")
			.with("V2__b.sql", "-- revises: base", "create table b (id int primary key);")
			.with("V3__merge.sql", "-- revises: 1, 2")
			.with("U1__a.sql", "drop table a;")
			.with("U2__b.sql", "drop table b;")
			.with("U3__merge.sql");
		assertThat(run().passed()).hasSize(10).contains("merges, branches in any order/3 merge");
	}

	@Test
	void streamWhenThreeBranchesMergeTriesEachFirst() {
		this.folder.withConflict()
			.with("V4__add_phones.sql", "-- revises: 1", "alter table users add phone varchar(20);")
			.with("V5__merge.sql", "-- revises: 2, 3, 4");
		assertThat(run().passed()).contains("merges, branches in any order/5 merge");
	}

	@Test
	void streamWhenMigrationIsInJavaUndoesItByScript() {
		this.folder.withStory();
		Flyway flyway = flyway((settings) -> settings.javaMigrations(new AddEmails(), new AddPhones()));
		this.folder.with("U6__add_phones.sql", "alter table users drop column phone;");
		Outcomes outcomes = Outcomes.of(HistoryTests.of(flyway));
		assertThat(outcomes.failed()).as(outcomes.toString()).isEmpty();
		assertThat(outcomes.aborted()).containsExactly("upgrade, downgrade, upgrade/5 add emails");
		assertThat(outcomes.passed()).contains("upgrade, downgrade, upgrade/6 add phones");
	}

	@Test
	void streamWhenBaselineHasScriptsBelowRunsThese() {
		this.folder.withStory().with("B4__all.sql", "create table users (id int);");
		Outcomes outcomes = run();
		assertThat(outcomes.passed()).as(outcomes.toString()).isEqualTo(STORY);
	}

	@Test
	void streamWhenBaselineStandsForScriptsListsIt() {
		this.folder.with("B4__all.sql", "create table users (id int);")
			.with("V5__add_emails.sql", "-- revises: 4", "alter table users add email varchar(50);")
			.with("U5__add_emails.sql", "alter table users drop column email;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).as(outcomes.toString()).isEmpty();
		assertThat(outcomes.aborted()).containsExactly("upgrade, downgrade, upgrade/4 all");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/4 all"))
			.isEqualTo("4 is irreversible: B4__all.sql is a baseline.");
		assertThat(outcomes.passed()).hasSize(6);
	}

	@Test
	void connectionsKeepTheirSchema() {
		this.folder.withStory();
		String show = (this.database == TestDatabase.POSTGRESQL) ? "show search_path"
				: (this.database == TestDatabase.H2) ? "select current_schema" : "select database()";
		String before = sql(show).query(String.class).single();
		run();
		for (int i = 0; i < 4; i++) {
			assertThat(sql(show).query(String.class).single()).isEqualTo(before);
		}
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	/**
	 * A pool whose connections do not commit automatically.
	 */
	private static final class Manual extends DelegatingDataSource {

		private Manual(DataSource pool) {
			super(pool);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			connection.setAutoCommit(false);
			return connection;
		}

	}

	@Revises("4")
	private static final class AddEmails extends SqlInJava {

		private AddEmails() {
			super("5", "add emails", "alter table users add email varchar(50)");
		}

	}

	@Revises("5")
	private static final class AddPhones extends SqlInJava {

		private AddPhones() {
			super("6", "add phones", "alter table users add phone varchar(50)");
		}

	}

}
