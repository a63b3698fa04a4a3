package dev.headway.flyway.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MovedScripts}: a database that has applied scripts under their old
 * versions follows by the command of the message. Each script can run only once.
 */
class MovedScriptsTests extends AbstractServiceTests {

	private static final Pattern COMMAND = Pattern.compile("'db (stamp) ([^']+)'");

	@Test
	void stateWhenScriptWasRenumberedNamesBothVersions() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql").with("V2.1__b.sql", "create table b (id int);");
		assertThat(onlyProblem("UNKNOWN_REVISION").message()).isEqualTo(
				"The database has 2 (V2__b.sql), which is 2.1 (V2.1__b.sql) now: the same script under another version."
						+ " To let the database follow without running it again, run 'db stamp 2.1 --replaces 2' before you"
						+ " start the application.");
		assertThat(service().state().problems().get(0).scripts()).containsExactly("V2__b.sql", "V2.1__b.sql");
		assertThatDatabaseFollows();
	}

	@Test
	void stateWhenRenumberedScriptIsBelowOthersIsNotLate() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);")
			.with("V3__c.sql", "create table c (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql").with("V2.1__b.sql", "create table b (id int);");
		assertThat(commands()).containsExactly("stamp 2.1 --replaces 2");
		assertThatDatabaseFollows();
	}

	/**
	 * With and without the stored parents, which a database that stock Flyway migrated
	 * does not have.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stateWhenSideWasRebasedManuallyRunsTheOtherSideInBetween(boolean stock) {
		this.folder.with("V2.40__base.sql", "create table base (id int);")
			.with("V2.41__active.sql", "-- revises: 2.40", "alter table base add active int;")
			.with("V2.42__name.sql", "-- revises: 2.41", "alter table base add name int;");
		apply(stock);
		this.folder.without("V2.41__active.sql")
			.without("V2.42__name.sql")
			.with("V2.43__other.sql", "-- revises: 2.40", "create table other (id int);")
			.with("V2.44__another.sql", "-- revises: 2.43", "create table another (id int);")
			.with("V2.45__active.sql", "-- revises: 2.44", "alter table base add active int;")
			.with("V2.46__name.sql", "-- revises: 2.45", "alter table base add name int;");
		assertThat(commands()).containsExactly("stamp 2.45 2.46 --replaces 2.41,2.42");
		assertThatDatabaseFollows();
	}

	@Test
	void stateWhenAnotherScriptTookTheVersionNamesBoth() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__ours.sql", "create table ours (id int);");
		flyway().migrate();
		this.folder.without("V2__ours.sql")
			.with("V2__theirs.sql", "create table theirs (id int);")
			.with("V3__more.sql", "create table more (id int);")
			.with("V4__ours.sql", "create table ours (id int);");
		assertThat(onlyProblem("DIFFERENT_SCRIPT").message())
			.startsWith("The database has 2 (V2__ours.sql), which is 4 (V4__ours.sql) now");
		assertThat(commands()).containsExactly("stamp 4 --replaces 2");
		assertThatDatabaseFollows();
	}

	@Test
	void stateWhenVersionsWereSwappedRecordsBoth() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "create table b (id int);")
			.with("V3__c.sql", "create table c (id int);")
			.with("V4__d.sql", "create table d (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql")
			.without("V3__c.sql")
			.with("V3__b.sql", "create table b (id int);")
			.with("V2__c.sql", "create table c (id int);");
		assertThat(commands()).containsExactly("stamp 3 2 --replaces 2,3");
		assertThatDatabaseFollows();
	}

	@Test
	void stateWhenNothingElseWasAppliedBeginsAtTheBase() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		flyway().migrate();
		this.folder.without("V1__a.sql").with("V20260101__a.sql", "create table a (id int);");
		assertThat(commands()).containsExactly("stamp 20260101 --replaces 1");
		assertThatDatabaseFollows();
	}

	@Test
	void stateWhenDatabaseHasWhatBuildsOnAMissingScriptAdvisesNothing() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__ours.sql", "create table ours (id int);")
			.with("V3__more.sql", "create table more (id int);");
		flyway().migrate();
		this.folder.without("V2__ours.sql")
			.with("V2__theirs.sql", "create table theirs (id int);")
			.with("V4__ours.sql", "create table ours (id int);");
		MigrationState state = service().state();
		assertThat(state.status().forbidsUpgrade()).isTrue();
		assertThat(state.problems()).anySatisfy((problem) -> assertThat(problem.message())
			.contains("2 (V2__ours.sql), which is 4 (V4__ours.sql) now", "builds on 2 (V2__theirs.sql), but not that")
			.doesNotContain("db stamp", "repair", "*:missing"));
	}

	@Test
	void stateWhenSomethingElseIsWrongSaysToFixThatFirst() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql")
			.with("V1__a.sql", "create table a (id bigint);")
			.with("V2.1__b.sql", "create table b (id int);");
		assertThat(service().state().problems()).hasSize(2)
			.anySatisfy((problem) -> assertThat(problem.message()).contains("which is 2.1 (V2.1__b.sql) now",
					"Fix the other problems first"));
	}

	@Test
	void refreshRemembersWhatItReadAndReadsNoFile() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "-- revises: 1", "create table b (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql").with("V3__b.sql", "-- revises: 01", "create table b (id int);");
		MigrationService service = service();
		MigrationState state = service.state();
		assertThat(state.problems().get(0).message()).contains("the same script");
		this.folder.without("V3__b.sql");
		assertThat(service.refresh()).isEqualTo(state);
	}

	@Test
	void stateWhenContentDiffersDoesNotClaimThatItIsTheSame() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		flyway().migrate();
		this.folder.without("V2__b.sql").with("V3__b.sql", "create table b (id bigint);");
		assertThat(onlyProblem("UNKNOWN_REVISION").message()).doesNotContain("same script", "db stamp");
	}

	@Test
	void stateWhenTwoScriptsAreTheSameDoesNotChoose() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "select 1;");
		flyway().migrate();
		this.folder.without("V2__b.sql").with("V3__b.sql", "select 1;").with("V4__b.sql", "select 1;");
		assertThat(onlyProblem("UNKNOWN_REVISION").message()).doesNotContain("same script", "db stamp");
	}

	private void apply(boolean stock) {
		if (stock) {
			flyway().migrate();
		}
		else {
			service().upgrade();
		}
	}

	private MigrationProblem onlyProblem(String code) {
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(state.problems()).singleElement().satisfies((problem) -> assertThat(problem.code()).isEqualTo(code));
		return state.problems().get(0);
	}

	private List<String> commands() {
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(state.problems()).hasSize(1);
		String message = state.problems().get(0).message();
		assertThat(message).doesNotContain("repair", "*:missing");
		return COMMAND.matcher(message).results().map((match) -> match.group(1) + " " + match.group(2)).toList();
	}

	private void assertThatDatabaseFollows() {
		commands().forEach((command) -> run(service(), command));
		service().upgrade();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service().state().problems()).isEmpty();
		assertThatStockFlywayIsContent();
	}

	private static void run(MigrationService service, String command) {
		List<String> words = List.of(command.split(" ", -1));
		int option = words.indexOf("--replaces");
		String[] versions = words.get(option + 1).split(",", -1);
		Map<String, String> revisions = new LinkedHashMap<>();
		for (int i = 0; i < versions.length; i++) {
			revisions.put(versions[i], words.get(i + 1));
		}
		assertThat(revisions).hasSize(option - 1);
		service.replace(revisions);
	}

}
