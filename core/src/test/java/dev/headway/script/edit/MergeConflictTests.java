package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.plan.HeadConflict;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.check.ConflictCheck;
import dev.headway.script.file.EditException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for conflicts in which a side has merge revisions: two that join the same, of
 * which one is enough, and one that joins the other side, which cannot move.
 */
class MergeConflictTests {

	@TempDir
	private Path temporary;

	private EditedFolder folder;

	@BeforeEach
	void fork() {
		this.folder = new EditedFolder(this.temporary).withFork();
	}

	@Test
	void checkWhenTwoMergesAreTheSameAdvisesToDeleteOne() {
		this.folder.with("V4__x.sql", "-- revises: 2, 3")
			.with("V5__y.sql", "-- revises: 3, 2\n-- Nothing to do.\n")
			.with("U5__y.sql", "")
			.with("HEAD", "4 V4__x.sql\n");
		assertThat(messages()).containsExactly("2 heads, 4 (V4__x.sql) and 5 (V5__y.sql), which both build on 2, 3. "
				+ "They merge the same revisions, so one is enough: delete V5__y.sql with 'db rebase 5 --onto 4'.");
		this.folder.run("db rebase 5 --onto 4");
		assertThat(this.folder.files()).containsOnlyKeys("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__x.sql", "HEAD");
		assertThat(resolve()).isEmpty();
	}

	@Test
	void checkWhenDatabaseHasTheHigherOneAdvisesToDeleteTheOther() {
		this.folder.with("V4__x.sql", "-- revises: 2, 3").with("V5__y.sql", "-- revises: 2, 3");
		assertThat(resolve("V1__a.sql", "V2__b.sql", "V3__c.sql", "V5__y.sql")).containsExactly("db rebase 4 --onto 5");
		this.folder.run("db rebase 4 --onto 5");
		assertThat(this.folder.files()).containsKey("V5__y.sql").doesNotContainKey("V4__x.sql");
	}

	@Test
	void checkWhenThreeMergesAreTheSameAdvisesToDeleteTwo() {
		this.folder.with("V4__x.sql", "-- revises: 2, 3")
			.with("V5__y.sql", "-- revises: 2, 3")
			.with("V6__z.sql", "-- revises: 2, 3");
		assertThat(messages().get(0)).endsWith("delete V5__y.sql and V6__z.sql with 'db rebase 5 6 --onto 4'.");
		this.folder.run("db rebase 5 6 --onto 4");
		assertThat(this.folder.edges()).hasSize(4).containsEntry("4", "2 3");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void checkWhenMergesShareAVersionAdvisesToDeleteOne(int choice) {
		this.folder.with("V4__x.sql", "-- revises: 2, 3")
			.with("V4__y.sql", "-- revises: 2, 3")
			.with("U4__y.sql", "")
			.with("V5__d.sql", "-- revises: 4\nselect 5;");
		assertThat(messages()).containsExactly("V4__x.sql and V4__y.sql share version 4. They merge the same revisions,"
				+ " so one is enough: delete the one that no shared database has applied with"
				+ " 'db rebase V4__x.sql --onto V5__d.sql' or 'db rebase V4__y.sql --onto V5__d.sql'.");
		this.folder.run(resolve().get(choice));
		assertThat(this.folder.edges()).hasSize(5).containsEntry("4", "2 3").containsEntry("5", "4");
		assertThat(this.folder.files().keySet().contains("U4__y.sql")).isEqualTo(choice == 0);
		assertThat(this.folder.content("V5__d.sql")).isEqualTo("-- revises: 4\nselect 5;");
	}

	@Test
	void mergeWhenOnlySameMergesShareAVersionDeletesOne() {
		this.folder.with("V4__x.sql", "-- revises: 2, 3").with("V4__y.sql", "-- revises: 2, 3");
		assertThat(resolve("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__y.sql"))
			.containsExactly("db rebase V4__x.sql --onto V4__y.sql");
		this.folder.run("db merge V4__x.sql");
		assertThat(this.folder.files()).containsOnlyKeys("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__y.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 5;", "/*!50000 select 5 */", "-- depends-on: 1", "-- branch: y" })
	void checkWhenMergesDifferKeepsBoth(String difference) {
		this.folder.with("V4__x.sql", "-- revises: 2, 3").with("V5__y.sql", "-- revises: 2, 3\n" + difference);
		assertThat(resolve()).containsExactly("db merge 4 5");
		assertRefused("5", "4", "5 (V5__y.sql) has merged 2 (V2__b.sql), 3 (V3__c.sql), which stay");
		this.folder.run("db merge 4 5");
		assertThat(resolve()).isEmpty();
	}

	@Test
	void checkWhenMoreFollowsOnOneOfTheSameMergesKeepsBoth() {
		this.folder.with("V4__x.sql", "-- revises: 2, 3")
			.with("V5__y.sql", "-- revises: 2, 3")
			.with("V6__d.sql", "-- revises: 5");
		assertThat(resolve()).containsExactly("db merge 4 6");
		assertRefused("6", "4", "5 (V5__y.sql) has merged 2 (V2__b.sql), 3 (V3__c.sql), which stay");
	}

	@ParameterizedTest
	@CsvSource({ "unknown", "ours", "theirs" })
	void checkWhenOneSideHasMergedTheOtherPrintsOnlyAMerge(String known) {
		crissCross("5", "6");
		String[] stays = switch (known) {
			case "ours" -> new String[] { "V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__x.sql", "V5__d.sql" };
			case "theirs" -> new String[] { "V1__a.sql", "V2__b.sql", "V6__e.sql" };
			default -> new String[0];
		};
		assertThat(resolve(stays)).containsExactlyElementsOf(
				known.equals("ours") ? List.of("db merge 5 6", "db rebase 6 --onto 5") : List.of("db merge 5 6"));
		assertRefused("5", "6", "4 (V4__x.sql) has merged 2 (V2__b.sql), which stays");
		this.folder.run(resolve(stays).get(resolve(stays).size() - 1));
		assertThat(this.folder.graph().heads()).hasSize(1);
	}

	@Test
	void checkWhenTheSidesAlsoShareAVersionPrintsOnlyAMerge() {
		crissCross("5", "5");
		assertThat(resolve("V1__a.sql", "V2__b.sql", "V5__e.sql")).containsExactly("db merge V5__d.sql");
		this.folder.run("db merge V5__d.sql");
		assertThat(this.folder.edges()).containsEntry("4", "2 3")
			.containsEntry("5", "2")
			.containsEntry("6", "4")
			.containsEntry("7", "5 6");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void checkWhenNothingIsKnownOfTheSidesPrintsMergesThatWork(int choice) {
		crissCross("5", "5");
		assertThat(resolve()).containsExactly("db merge V5__d.sql", "db merge V5__e.sql");
		this.folder.run(resolve().get(choice));
		assertThat(this.folder.graph().heads()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void checkWhenChainsEndInASharedVersionPrintsCommandsThatWork(int choice) {
		this.folder.with("V4__d.sql", "-- revises: 2").with("V4__e.sql", "-- revises: 3");
		assertThat(resolve()).containsExactly("db rebase V2__b.sql V4__d.sql --onto V4__e.sql",
				"db rebase V3__c.sql V4__e.sql --onto V4__d.sql");
		this.folder.run(resolve().get(choice));
		assertThat(resolve()).isEmpty();
		assertThat(this.folder.graph().heads()).hasSize(1);
		assertThat(this.folder.graph().branchPoints()).isEmpty();
	}

	private void crissCross(String ours, String theirs) {
		this.folder.with("V4__x.sql", "-- revises: 2, 3")
			.with("V%s__d.sql".formatted(ours), "-- revises: 4")
			.with("V%s__e.sql".formatted(theirs), "-- revises: 2");
	}

	private void assertRefused(String revision, String onto, String reason) {
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().rebase(EditedFolder.rebase(revision, onto)))
			.withMessageStartingWith(reason)
			.withMessageEndingWith("Use 'db merge' instead.");
	}

	private List<String> messages(String... stays) {
		return check(stays).problem().map(ScriptProblem::message).stream().toList();
	}

	private List<String> resolve(String... stays) {
		return check(stays).conflict().map(HeadConflict::resolve).orElse(List.of());
	}

	private ConflictCheck check(String... stays) {
		Set<String> names = Set.of(stays);
		return ConflictCheck
			.of(this.folder.scripts().scripts().keeping((script) -> names.contains(script.name())),
					(Script script) -> names.contains(script.name()), "this database", false)
			.orElseThrow();
	}

}
