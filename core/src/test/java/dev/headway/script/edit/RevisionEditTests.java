package dev.headway.script.edit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.CodeMigration;
import dev.headway.script.ParentRule;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditException;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.ScriptNaming;
import dev.headway.script.name.VersionSequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RevisionEdit}.
 */
class RevisionEditTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder);
	}

	@Test
	void revisionWhenFirstIsBaseWithUndoFile() {
		assertThat(EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("Create users"))))
			.containsExactly("Created V1__create_users.sql", "Created U1__create_users.sql");
		assertThat(this.folder.content("V1__create_users.sql")).isEqualTo("""
				-- revises: base
				-- Write the SQL of this revision below.

				""");
		assertThat(this.folder.content("U1__create_users.sql")).isEqualTo("""
				-- Write the SQL that undoes V1__create_users.sql below. Delete this file if it cannot be undone.

				""");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""));
	}

	@Test
	void revisionWhenProjectHasNoUndoFilesMakesNone() {
		this.folder.with("V1__a.sql", "");
		assertThat(EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("b"))))
			.containsExactly("Created V2__b.sql");
		this.folder.with("U1__a.sql", "");
		assertThat(EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("c"))))
			.containsExactly("Created V3__c.sql", "Created U3__c.sql");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"));
	}

	@ParameterizedTest
	@CsvSource({ "V7__a.sql,V8__b.sql", "V007__a.sql,V008__b.sql", "V099__a.sql,V100__b.sql", "V99__a.sql,V100__b.sql",
			"V1.9__a.sql,V1.10__b.sql", "V1_09__a.sql,V1_10__b.sql", "V2.0__a.sql,V2.1__b.sql", "V3.sql,V4__b.sql",
			"V20260101120000__a.sql,V20261121164000__b.sql", "V20261121164000__a.sql,V20261121164001__b.sql",
			"V20301231235959__a.sql,V20310101000000__b.sql", "V2024.10.21_13.02__a.sql,V2026.11.21_16.40__b.sql",
			"V20261399000000__a.sql,V20261399000001__b.sql" })
	void revisionFollowsStyleOfVersions(String highest, String expected) {
		this.folder.with("V1__first.sql", "").with(highest, "");
		Clock clock = Clock.fixed(Instant.parse("2026-11-21T16:40:00.5Z"), ZoneOffset.ofHours(5));
		FolderContents contents = FolderContents.list(SourceFolders.of(this.folder.path()), ScriptSettings.standard(),
				List.of());
		EditedFolder.apply(new RevisionEdit(contents, new VersionSequence(clock, null, contents.versions(), Set.of()))
			.revision(EditedFolder.request("b")));
		assertThat(this.folder.files()).containsKey(expected);
		assertThat(this.folder.graph().heads()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Add avatars!                    | add_avatars
			  Größe & Straße, d'été  | groesse_strasse_dete
			a/b\\c:d*e?f"g<h>i              | a_b_c_d_e_f_g_h_i
			drop V2__old.sql                | drop_v2_old_sql
			日本語                           | 日本語
			""")
	void revisionMakesMessageSafeForFileName(String message, String expected) {
		this.folder.with("V1__größer als.sql", "");
		assertThat(EditedFolder.texts(this.folder.scripts().revision(EditedFolder.request(message))))
			.containsExactly("Created V2__%s.sql".formatted(expected));
	}

	@Test
	void revisionWhenMessageIsLongCutsItBetweenWords() {
		String message = "word ".repeat(60);
		assertThat(EditedFolder.texts(this.folder.scripts().revision(EditedFolder.request(message))))
			.contains("Created V1__%sword.sql".formatted("word_".repeat(11)));
		assertThat(EditedFolder.texts(this.folder.scripts().revision(EditedFolder.request("x".repeat(300)))))
			.contains("Created V1__%s.sql".formatted("x".repeat(60)));
	}

	@Test
	void revisionWhenProjectWritesCapitalsKeepsThem() {
		this.folder.with("V1__Add_Users.sql", "").with("V2__Add_Roles.sql", "").with("V3__x.sql", "");
		assertThat(EditedFolder.texts(this.folder.scripts().revision(EditedFolder.request("Add Avatars"))))
			.containsExactly("Created V4__Add_Avatars.sql");
	}

	@Test
	void revisionWritesAllThatIsAskedFor() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		RevisionRequest request = new RevisionRequest("d", List.of("1"), true, List.of("3"), Set.of("billing"), "4_1");
		EditedFolder.apply(this.folder.scripts().revision(request));
		assertThat(this.folder.content("V4_1__d.sql")).startsWith("""
				-- revises: 1
				-- depends-on: 3
				-- branch: billing
				""");
		assertThat(this.folder.edges()).containsEntry("4.1", "1 ~3");
		assertThat(this.folder.graph().labels("4.1")).containsExactly("billing");
		RevisionRequest next = new RevisionRequest("e", List.of("billing@head", "2"), false, List.of(), Set.of(), null);
		EditedFolder.apply(this.folder.scripts().revision(next));
		assertThat(this.folder.edges()).containsEntry("4.2", "4.1 2");
	}

	@Test
	void revisionWhenSeveralHeadsRefusesAndNamesTheWaysOut() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		assertRefused(EditedFolder.request("d"), "MultipleHeads").withMessage(
				"There are 2 heads: 2 (V2__b.sql), 3 (V3__c.sql). Join them with 'db merge', put one after the other with 'db rebase 3 --onto 2', or specify the head to revise.");
	}

	@Test
	void revisionWhenGraphIsInvalidRefusesAndListsProblems() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: 9").with("V3__c.sql", "-- revises: 8");
		assertRefused(EditedFolder.request("d"), "InvalidScripts")
			.withMessageStartingWith("The migrations do not form a valid graph. Fix this first:\n- V2__b.sql, line 1: ")
			.withMessageContaining("\n- V3__c.sql, line 1: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "!?" })
	void revisionWhenMessageIsEmptyRefuses(String message) {
		assertRefused(EditedFolder.request(message), "InvalidMessage").withMessageContaining("Describe the revision");
	}

	@ParameterizedTest
	@CsvSource({ "x,InvalidVersion", "1,InvalidVersion", "02.0,InvalidVersion", "1.5,InvalidVersion",
			"latest,InvalidVersion", "'',InvalidVersion" })
	void revisionWhenVersionWillNotDoRefuses(String version, String code) {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "");
		assertRefused(new RevisionRequest("c", List.of(), false, List.of(), Set.of(), version), code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					x   | 'x' is not a version. Use digits separated by dots, such as 7 or 1.2.
					01  | V1__a.sql already has version 01. Specify another version, or none to get the next one.
					1.5 | Version 1.5 is not higher than 2, which it would revise. Specify a higher version, or none to get the next one.
					""")
	void revisionWhenVersionIsWrongSaysWhy(String version, String message) {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "");
		assertRefused(new RevisionRequest("c", List.of(), false, List.of(), Set.of(), version), "InvalidVersion")
			.withMessage(message);
	}

	@Test
	void mergeOfALateFileNamesItAndTheHead() {
		this.folder.with("V1__a.sql", "").with("V4__d.sql", "").with("V5__e.sql", "");
		EditedFolder.apply(this.folder.scripts().merge(List.of("4", "5"), "accept d", null));
		assertThat(this.folder.edges()).containsEntry("5", "4").containsEntry("6", "4 5");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void mergeOfASharedVersionGivesNamedFilesAnother(boolean headers) {
		String header = headers ? "-- revises: 1\n" : "";
		this.folder.with("V1__a.sql", "")
			.with("V5__b.sql", header)
			.with("V5__c.sql", header + "select 1;\n")
			.with("U5__c.sql", "")
			.with("V5__d.sql", header);
		EditedFolder.apply(this.folder.scripts().merge(List.of("V5__c.sql", "V5__d.sql"), null, null));
		String name = headers ? "merge_5_and_6_and_7" : "merge_5_and_7";
		assertThat(this.folder.files().keySet()).containsExactly("U6__c.sql", "U8__" + name + ".sql", "V1__a.sql",
				"V5__b.sql", "V6__c.sql", "V7__d.sql", "V8__" + name + ".sql");
		assertThat(this.folder.content("V6__c.sql")).isEqualTo("-- revises: 1\nselect 1;\n");
		assertThat(this.folder.content("V7__d.sql")).startsWith(headers ? "-- revises: 1\n" : "-- revises: 6\n");
		assertThat(this.folder.graph().heads()).containsExactly("8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "V5__b.sql V5__c.sql", "5 1" })
	void mergeWhenNothingSaysWhichFileKeepsItsVersionRefuses(String revisions) {
		this.folder.with("V1__a.sql", "").with("V5__b.sql", "").with("V5__c.sql", "");
		List<String> named = revisions.isEmpty() ? List.of() : List.of(revisions.split(" "));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().merge(named, null, null))
			.withMessageMatching(
					"V5__b.sql and V5__c.sql share version 5. .*'db rebase V5__c.sql'.|Several files have .*");
	}

	@Test
	void mergeWhenOneOfASharedVersionIsRevisedRefuses() {
		this.folder.with("V1__a.sql", "")
			.with("V5__b.sql", "")
			.with("V5__c.sql", "")
			.with("V6__d.sql", "-- revises: 5");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of("V5__c.sql"), null, null))
			.withMessageEndingWith(
					"with 'db rebase V5__b.sql --onto V6__d.sql' or 'db rebase V5__c.sql --onto V6__d.sql'.");
	}

	@Test
	void mergeOfARevisionThatAHeaderNamesRefuses() {
		this.folder.with("V1__a.sql", "").with("V4__d.sql", "").with("V5__e.sql", "-- revises: 4");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of("4", "5"), "x", null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotAHead"));
	}

	@Test
	void editWhenFilesShareAVersionNamesTheRebase() {
		this.folder.with("V1__a.sql", "").with("V5__a.sql", "").with("V5__b.sql", "");
		for (ThrowingCallable edit : List.<ThrowingCallable>of(() -> this.folder.scripts().merge(List.of(), "x", null),
				() -> this.folder.scripts().revision(EditedFolder.request("x")), this.folder.scripts()::init)) {
			assertThatExceptionOfType(EditException.class).isThrownBy(edit)
				.withMessageContaining("V5__a.sql and V5__b.sql share version 5")
				.withMessageContaining("'db rebase V5__b.sql'");
		}
	}

	@Test
	void revisionBetweenFilesWithoutHeadersKeepsTheirParents() {
		this.folder.with("V1__a.sql", "").with("V3__b.sql", "");
		EditedFolder.apply(
				this.folder.scripts().revision(new RevisionRequest("c", List.of("1"), true, List.of(), Set.of(), "2")));
		assertThat(this.folder.edges()).containsEntry("2", "1").containsEntry("3", "1");
	}

	@ParameterizedTest
	@CsvSource({ "9,NotFound", "1,NotAHead", "2024,AmbiguousPrefix" })
	void revisionWhenHeadWillNotDoRefuses(String head, String code) {
		this.folder.with("V1__a.sql", "").with("V20240101__b.sql", "").with("V20240102__c.sql", "");
		assertRefused(new RevisionRequest("d", List.of(head), false, List.of(), Set.of(), null), code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "12", "head", "taken" })
	void revisionWhenLabelWillNotDoRefuses(String label) {
		this.folder.with("V1__a.sql", "-- revises: base\n-- branch: taken");
		RevisionRequest request = new RevisionRequest("d", List.of(), false, List.of(), Set.of(label), null);
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().revision(request));
	}

	@Test
	void revisionCountsJavaMigrationsBaselinesAndLeftUndoFiles() {
		this.folder.with("V1__a.sql", "").with("U7__gone.sql", "");
		ScriptFolder scripts = this.folder.scripts(new CodeMigration("app.V2__Code", "2", "code", null, null));
		assertThat(EditedFolder.apply(scripts.revision(EditedFolder.request("b")))).contains("Created V8__b.sql");
		assertThat(this.folder.content("V8__b.sql")).startsWith("-- revises: 2\n");
	}

	@Test
	void revisionFollowsNaming() {
		ScriptNaming naming = new ScriptNaming("M", "R", "B", "D", "-", List.of(".ddl", ".sql"));
		ScriptFolder scripts = ScriptFolder.of(SourceFolders.of(this.folder.with("M0001-a.sql", "").path()),
				new ScriptSettings(naming, StandardCharsets.UTF_8, false, ParentRule.REQUIRED, false, false, false),
				List.of());
		this.folder.with("M0001-a.sql", "-- revises: base");
		assertThat(EditedFolder.texts(scripts.revision(EditedFolder.request("b c"))))
			.containsExactly("Created M0002-b_c.ddl");
	}

	@Test
	void revisionWhenThereIsHeadFileWritesIt() {
		this.folder.with("V1__a.sql", "").with("HEAD", "<<<<<<< conflict\n");
		assertThat(EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("b"))))
			.containsExactly("Created V2__b.sql", "Wrote '2 V2__b.sql' into HEAD");
		assertThat(this.folder.content("HEAD")).isEqualTo("2 V2__b.sql\n");
		EditedFolder.apply(this.folder.scripts()
			.revision(new RevisionRequest("c", List.of("1"), true, List.of(), Set.of(), null)));
		assertThat(this.folder.content("HEAD")).isEqualTo("2 V2__b.sql\n");
		EditedFolder.apply(this.folder.scripts().merge(List.of(), "d", null));
		assertThat(this.folder.content("HEAD")).isEqualTo("4 V4__d.sql\n");
	}

	@Test
	void mergeJoinsAllHeads() {
		this.folder.with("V1__a.sql", "")
			.with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: base")
			.with("U1__a.sql", "");
		assertThat(EditedFolder.apply(this.folder.scripts().merge(List.of(), "Merge", null)))
			.containsExactly("Created V5__merge.sql", "Created U5__merge.sql");
		assertThat(this.folder.content("V5__merge.sql")).isEqualTo("""
				-- revises: 2, 3, 4
				-- This merge needs no SQL unless its branches have to be reconciled.

				""");
		assertThat(this.folder.graph().heads()).containsExactly("5");
	}

	@Test
	void revisionIsInTheFolderOfItsParent() {
		this.folder.with("V1__a.sql", "")
			.with("2.44/V2_44_13__b.sql", "")
			.with("2.44/U2_44_13__b.sql", "")
			.with("HEAD", "2.44.13 V2_44_13__b.sql\n");
		assertThat(EditedFolder.apply(this.folder.scripts().revision(EditedFolder.request("c")))).containsExactly(
				"Created 2.44/V2_44_14__c.sql", "Created 2.44/U2_44_14__c.sql",
				"Wrote '2.44.14 V2_44_14__c.sql' into HEAD");
		EditedFolder.apply(
				this.folder.scripts().revision(new RevisionRequest("d", List.of("1"), true, List.of(), Set.of(), "3")));
		assertThat(this.folder.files()).containsKeys("2.44/V2_44_14__c.sql", "V3__d.sql");
	}

	@Test
	void revisionIsWrittenInTheEncodingOfTheScripts() {
		RevisionRequest request = EditedFolder.request("add sizes")
			.with(new RevisionRequest.Content(List.of("select 'größe';"), List.of("-- größe")));
		EditedFolder.apply(encoded(StandardCharsets.ISO_8859_1, false).revision(request));
		assertThat(this.folder.content("V1__add_sizes.sql")).isEqualTo("-- revises: base\nselect 'größe';\n");
		assertThat(this.folder.content("U1__add_sizes.sql")).isEqualTo("-- größe\n");
		EditedFolder.apply(encoded(StandardCharsets.UTF_16LE, false).revision(EditedFolder.request("b")));
		assertThat(this.folder.content("V2__b.sql")).startsWith("-\0-\0 \0r\0");
	}

	@Test
	void revisionWhenEncodingIsDetectedIsWrittenInUtf8() {
		RevisionRequest request = EditedFolder.request("add sizes")
			.with(new RevisionRequest.Content(List.of("select '€';"), List.of()));
		EditedFolder.apply(encoded(Charset.forName("windows-1252"), true).revision(request));
		assertThat(this.folder.path().resolve("V1__add_sizes.sql")).content()
			.isEqualTo("-- revises: base\nselect '€';\n");
	}

	@Test
	void revisionWhenEncodingDoesNotHaveACharacterIsRefused() {
		RevisionRequest request = EditedFolder.request("add sizes")
			.with(new RevisionRequest.Content(List.of("select 1;"), List.of("", "  select 'ö €';")));
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> encoded(StandardCharsets.ISO_8859_1, false).revision(request))
			.withMessage(
					"'U1__add_sizes.sql' cannot be written in ISO-8859-1, which does not have all characters of \"select 'ö €';\". "
							+ "Nothing was written. Replace them, or save all scripts in UTF-8 and set spring.flyway.encoding=UTF-8.")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotWritable"));
		assertThat(this.folder.files()).isEmpty();
	}

	private ScriptFolder encoded(Charset encoding, boolean detect) {
		return ScriptFolder.of(SourceFolders.of(this.folder.path()),
				new ScriptSettings(ScriptNaming.standard(), encoding, detect, ParentRule.AUTO, false, false, true),
				List.of());
	}

	@Test
	void mergeIsInTheFolderOfItsNewestParent() {
		this.folder.with("V1__a.sql", "")
			.with("old/V9__b.sql", "-- revises: 1")
			.with("new/V10__c.sql", "-- revises: 1");
		assertThat(EditedFolder.apply(this.folder.scripts().merge(List.of("10", "9"), "d", null)))
			.containsExactly("Created new/V11__d.sql");
		assertThat(this.folder.edges()).containsEntry("11", "10 9");
	}

	@Test
	void revisionAfterAJavaMigrationIsInTheLocation() {
		this.folder.with("sub/V1__a.sql", "");
		ScriptFolder scripts = this.folder.scripts(new CodeMigration("app.V2__Code", "2", "code", null, null));
		assertThat(EditedFolder.texts(scripts.revision(EditedFolder.request("b"))))
			.containsExactly("Created V3__b.sql");
	}

	@Test
	void mergeJoinsNamedHeads() {
		this.folder.with("V1__a.sql", "")
			.with("V2__b.sql", "-- revises: 1\n-- branch: billing")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: 1");
		EditedFolder.apply(this.folder.scripts().merge(List.of("billing", "4"), "merge", null));
		assertThat(this.folder.graph().heads()).containsExactlyInAnyOrder("3", "5");
		assertThat(this.folder.edges()).containsEntry("5", "2 4");
	}

	@ParameterizedTest
	@CsvSource({ "'2',NothingToDo", "'2 2',NothingToDo", "'1 2',NotAHead", "'2 9',NotFound", "'base',NothingToDo" })
	void mergeWhenNothingToJoinRefuses(String heads, String code) {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of(heads.split(" ")), "m", null))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	@Test
	void mergeWhenOnlyOneHeadIsNamedListsThem() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of("2"), "m", null))
			.withMessage("The heads are 2 (V2__b.sql), 3 (V3__c.sql). A merge needs at least two heads.");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of("1", "2"), "m", null))
			.withMessage(
					"1 (V1__a.sql) is not a head, because another revision revises it. Specify only heads: 2 (V2__b.sql), 3 (V3__c.sql).");
	}

	@Test
	void mergeWhenOneHeadOrNoneRefuses() {
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of(), "m", null))
			.withMessage("There are no revisions yet. A merge needs at least two heads.");
		this.folder.with("V1__a.sql", "");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().merge(List.of(), "m", null))
			.withMessage("There is only one head, 1 (V1__a.sql). A merge needs at least two heads.");
	}

	private ThrowableAssertAlternative<EditException> assertRefused(RevisionRequest request, String code) {
		return assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().revision(request))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
