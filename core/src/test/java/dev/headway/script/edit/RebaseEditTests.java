package dev.headway.script.edit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.CodeMigration;
import dev.headway.script.ParentRule;
import dev.headway.script.Revises;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileContent;
import dev.headway.script.file.FileMover;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.ScriptNaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RebaseEdit} with valid graphs.
 */
class RebaseEditTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder);
	}

	@Test
	void rebaseWhenVersionIsHigherRewritesHeaderOnly() {
		withConflict();
		assertThat(rebase("3", null)).containsExactly("Wrote '-- revises: 2' into V3__add_avatars.sql");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"));
	}

	@Test
	void rebaseWhenVersionIsLowerRenames() {
		withConflict();
		this.folder.with("U2__add_password_hashes.sql", "drop").with("HEAD", "2 V2__add_password_hashes.sql\n");
		assertThat(rebase("2", "3")).containsExactly("Wrote '-- revises: 3' into V2__add_password_hashes.sql",
				"Renamed V2__add_password_hashes.sql to V4__add_password_hashes.sql",
				"Renamed U2__add_password_hashes.sql to U4__add_password_hashes.sql",
				"Wrote '4 V4__add_password_hashes.sql' into HEAD");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("3", "1"), entry("4", "3"));
		assertThat(this.folder.content("V4__add_password_hashes.sql")).isEqualTo("-- revises: 3\nselect 2;");
	}

	@ParameterizedTest
	@CsvSource({ "2,", "5,7", "5,V7__g.sql", "V2__b.sql,7", "db/V2__b.sql,7", "core@head,7" })
	void rebaseTakesWholeChainWhicheverOfItIsNamed(String revision, @Nullable String onto) {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1\n-- branch: core")
			.with("V3__c.sql", "-- revises: 2")
			.with("V4__d.sql", "-- revises: 2\n-- depends-on: 1, 3 , core")
			.with("V5__e.sql", "-- revises: 3, 4")
			.with("V6__f.sql", "-- revises: 1")
			.with("V7__g.sql", "-- revises: 6");
		rebase(revision, onto);
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("10", "8 ~1 ~9 ~core"),
				entry("11", "9 10"), entry("6", "1"), entry("7", "6"), entry("8", "7"), entry("9", "8"));
		assertThat(this.folder.content("V10__d.sql")).isEqualTo("-- revises: 8\n-- depends-on: 1, 9, core");
	}

	@Test
	void rebaseKeepsVersionsThatAreFine() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: 3");
		rebase("4", null);
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"),
				entry("4", "3"));
	}

	@Test
	void rebaseWhenMergeNamesAnOlderParentAsWellBecomesOneLine() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1, 2")
			.with("V4__d.sql", "-- revises: 1");
		rebase("3", null);
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("4", "1"), entry("5", "4"),
				entry("6", "5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "3", "9" })
	void rebaseWhenParentWasMovedPutsItAfterThat(String version) {
		with("V1__a.sql", "").with("V4__b.sql", "-- revises: 1\n-- replaces: 2 1 revises 1")
			.with("V%s__c.sql".formatted(version), "-- revises: 2")
			.with("V10__d.sql", "-- revises: " + version);
		assertThat(this.folder.scripts().scripts().problems()).singleElement()
			.extracting(ScriptProblem::message)
			.isEqualTo("V%1$s__c.sql, line 1: revises 2, which a rebase has moved to 4 (V4__b.sql). ".formatted(version)
					+ "Put this one after it with 'db rebase V%s__c.sql'.".formatted(version));
		this.folder.run("db rebase V%s__c.sql".formatted(version));
		String parent = version.equals("9") ? "9" : "11";
		assertThat(this.folder.edges()).containsEntry("4", "1").containsEntry(parent, "4");
		assertThat(this.folder.graph().heads()).hasSize(1);
	}

	@Test
	void rebaseTakesSecondRootAsBranch() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: base");
		rebase("2", null);
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"));
	}

	@Test
	void rebaseWhenThreeHeadsLeavesTheThird() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: 1")
			.with("HEAD", "?");
		assertRefused("2", null, "MultipleHeads").withMessage(
				"There are several heads to put 2 (V2__b.sql) after: 3 (V3__c.sql), 4 (V4__d.sql). Specify one, as in 'db rebase 2 --onto 3'.");
		rebase("2", "3");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("3", "1"), entry("4", "1"),
				entry("5", "3"));
		assertThat(this.folder.content("HEAD")).isEqualTo("?");
	}

	@Test
	void rebaseUpdatesWhatDependsOnMovedRevisions() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: base\n-- depends-on: 2\n-- revises no more");
		rebase("2", "3");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("3", "1"), entry("5", "3"),
				entry("6", " ~5"));
		assertThat(this.folder.content("V6__d.sql"))
			.isEqualTo("-- revises: base\n-- depends-on: 5\n-- revises no more");
	}

	@Test
	void rebaseWhenHeadDependsOnChainKeepsThatOrder() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1\n-- depends-on: 2")
			.with("V4__d.sql", "-- revises: 2");
		assertRefused("2", "3", "NothingToDo");
		rebase("4", "3");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "1 ~2"),
				entry("4", "3 2"));
	}

	@Test
	void rebaseWhenParentIsOnlyDependencyOfHeadKeepsIt() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 2")
			.with("V4__d.sql", "-- revises: 1\n-- depends-on: 2");
		rebase("3", "4");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("4", "1 ~2"),
				entry("5", "4 2"));
	}

	@ParameterizedTest
	@EnumSource(names = { "AUTO", "IMPLICIT" })
	void rebaseWhenNoHeaderIsNeededWritesNone(ParentRule rule) {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "").with("V4__d.sql", "-- revises: 1");
		EditedFolder.apply(scripts(StandardCharsets.UTF_8, rule).rebase(EditedFolder.rebase("4", "2")));
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("2", "1"), entry("4", "2"));
		assertThat(this.folder.content("V2__b.sql")).isEmpty();
	}

	@Test
	void rebaseWhenHeaderIsNeededAddsIt() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "select 2;").with("V3__c.sql", "select 3;\r\n");
		this.folder.with("V4__d.sql", "-- revises: 1");
		assertThat(rebase("2", "4")).contains("Wrote '-- revises: 4' into V2__b.sql");
		assertThat(this.folder.edges()).containsExactly(entry("1", ""), entry("4", "1"), entry("5", "4"),
				entry("6", "5"));
		assertThat(this.folder.content("V5__b.sql")).isEqualTo("-- revises: 4\nselect 2;");
		assertThat(this.folder.content("V6__c.sql")).isEqualTo("-- revises: 5\r\nselect 3;\r\n");
	}

	@Test
	void rebaseKeepsStyleAndPlaceOfNames() {
		this.folder.with("V001__a.sql", "")
			.with("sub folder/V002__größe.SQL", "-- revises: 001")
			.with("sub folder/V002__größe.SQL.conf", "placeholderReplacement=false")
			.with("undo/U2__größe.sql", "")
			.with("undo/U2__größe.sql.conf", "")
			.with("V003__c.sql", "-- revises: 1");
		rebase("002", "3");
		assertThat(this.folder.files()).containsOnlyKeys("V001__a.sql", "V003__c.sql", "sub folder/V004__größe.SQL",
				"sub folder/V004__größe.SQL.conf", "undo/U004__größe.sql", "undo/U004__größe.sql.conf");
		assertThat(this.folder.edges()).containsExactly(entry("001", ""), entry("003", "001"), entry("004", "003"));
	}

	@Test
	void rebaseTouchesNothingButTheHeader() {
		byte[] wide = "\ufeff-- Größe\r\n--Revises :2 \r\n--depends-on: 2,1\r\nselect 'ü';"
			.getBytes(StandardCharsets.UTF_16LE);
		this.folder.with("V1__a.sql", "")
			.with("V2__b.sql", "\ufeff/* revises: 0 */ --# REVISES:\t1\t\r\r\n-- ü: 1\r\nselect ';\n\r'")
			.with("V3__c.sql", wide)
			.with("V4__d.sql", "-- revises: 3\n-- ü\n".getBytes(StandardCharsets.ISO_8859_1))
			.with("V5__e.sql", "-- revises: 1");
		Map<String, String> expected = new TreeMap<>(this.folder.files());
		expected.put("V6__b.sql", replaceOnce(expected, "V2__b.sql", "\t1\t", "\t5\t"));
		String third = replaceOnce(expected, "V3__c.sql", ":\0" + "2\0", ":\0" + "6\0");
		expected.put("V7__c.sql", third.replace("2\0,\0" + "1\0", "6\0,\0 \0" + "1\0"));
		expected.put("V8__d.sql", replaceOnce(expected, "V4__d.sql", "3", "7"));
		rebase("2", "5");
		Map<String, String> files = this.folder.files();
		assertThat(files.get("V7__c.sql")).contains("r\0e\0p\0l\0a\0c\0e\0s\0:\0 \0" + "3\0");
		files.computeIfPresent("V7__c.sql",
				(name, content) -> content.replaceFirst("-\0-\0 \0r\0e\0p\0l\0a\0c\0e\0s\0(?:[^\r]\0)+\r\0\n\0", ""));
		files.replaceAll((name, content) -> EditedFolder.withoutMarkers(content));
		assertThat(files).isEqualTo(expected);
	}

	@Test
	void rebaseRecordsWhatEachFileWas() {
		withConflict();
		rebase("2", "3");
		assertThat(this.folder.files().get("V4__add_password_hashes.sql"))
			.isEqualTo("-- revises: 3\n-- replaces: 2 %d revises 1\nselect 2;", checksum("-- revises: 1\nselect 2;"));
	}

	@Test
	void rebaseUsesTheEncodingForTheChecksum() {
		byte[] script = "-- revises: 1\nselect 'é';".getBytes(StandardCharsets.ISO_8859_1);
		with("V1__a.sql", "").with("V3__c.sql", "-- revises: 1");
		this.folder.with("V2__b.sql", script);
		EditedFolder
			.apply(scripts(StandardCharsets.ISO_8859_1, ParentRule.AUTO).rebase(EditedFolder.rebase("2", null)));
		assertThat(this.folder.files().get("V4__b.sql"))
			.contains("-- replaces: 2 %s revises 1\n".formatted(checksum("-- revises: 1\nselect 'é';")));
	}

	@Test
	void rebaseUsesTimestampsWhereTheProjectDoes() {
		this.folder.with("V20260101000000__a.sql", "")
			.with("V29990101000000__b.sql", "-- revises: 20260101000000")
			.with("V29990101000001__c.sql", "-- revises: 20260101000000");
		rebase("29990101000000", null);
		assertThat(this.folder.graph().heads()).containsExactly("29990101000002");
	}

	@Test
	void rebaseWhenChainHasJavaMigrationRefuses() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V4__d.sql", "-- revises: 1");
		ScriptFolder scripts = this.folder.scripts(
				new CodeMigration("app.V5__Code", "5", "code", Annotated.class.getAnnotation(Revises.class), null));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> scripts.rebase(EditedFolder.rebase("4", "2")))
			.withMessage(
					"app.V5__Code is a Java migration, which only you can change. Change its version and parents in the class, or use 'db merge' instead.");
		EditedFolder.apply(scripts.rebase(EditedFolder.rebase("2", "app.V5__Code")));
		assertThat(this.folder.content("V6__b.sql")).isEqualTo("-- revises: 5");
	}

	@Test
	void rebaseWhenBaselineHoldsTheChainRefuses() {
		with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("B2__all.sql", "");
		assertRefused("2", null, "Baseline");
		rebase("3", null);
		assertThat(this.folder.graph().heads()).containsExactly("3");
	}

	@ParameterizedTest
	@CsvSource({ "9,,NotFound", "V9__x.sql,,NotFound", "1,,NothingToDo", "2,2,NothingToDo", "2,1,NotAHead",
			"2,9,NotFound", "base,,NotFound", "heads,,MultipleHeads", "head,,MultipleHeads", "2,base,NotFound",
			"'',,NotFound" })
	void rebaseWhenNotPossibleRefuses(String revision, @Nullable String onto, String code) {
		withConflict();
		assertRefused(revision, onto, code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					heads   |      | 'heads' means several revisions: 2, 3. Specify one of them.
					base    |      | 'base' is not a revision. Specify one revision.
					2       | 1    | 1 (V1__create_users.sql) is not a head, so the history would still branch there. Specify a head: 2 (V2__add_password_hashes.sql), 3 (V3__add_avatars.sql).
					1       |      | 1 (V1__create_users.sql) is below every head: 2 (V2__add_password_hashes.sql), 3 (V3__add_avatars.sql). Specify a revision of one branch.
					""")
	void rebaseWhenNotPossibleSaysWhy(String revision, @Nullable String onto, String message) {
		withConflict();
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().rebase(EditedFolder.rebase(revision, onto)))
			.withMessage(message);
	}

	@Test
	void rebaseWhenOneHeadRefuses() {
		this.folder.with("V1__a.sql", "").with("V2__b.sql", "");
		assertRefused("2", null, "NothingToDo")
			.withMessage("2 (V2__b.sql) is on the branch of the only head, 2 (V2__b.sql). There is nothing to rebase.");
	}

	@Test
	void rebaseWhenGraphIsInvalidRefuses() {
		withConflict();
		this.folder.with("V4__d.sql", "-- revises: 9");
		assertRefused("2", "3", "InvalidScripts").withMessageContaining("V4__d.sql, line 1");
	}

	@Test
	void rebaseWhenThereAreManyFilesTakesLinearTime() {
		this.folder.with("V1__a.sql", "").with("V20000__b.sql", "-- revises: 1");
		for (int version = 2; version < 1_000; version++) {
			this.folder.with("V%d__a.sql".formatted(version), "-- revises: " + (version - 1))
				.with("U%d__a.sql".formatted(version), "");
		}
		FileChanges changes = this.folder.scripts().rebase(EditedFolder.rebase("999", null));
		assertThat(changes.changes()).hasSize(3 * 998);
		changes.apply(FileMover.plain());
		assertThat(this.folder.graph().heads()).containsExactly("20998");
	}

	private ScriptFolder scripts(Charset encoding, ParentRule rule) {
		return ScriptFolder.of(SourceFolders.of(this.folder.path()),
				new ScriptSettings(ScriptNaming.standard(), encoding, false, rule, false, false, false), List.of());
	}

	private static @Nullable Integer checksum(String content) {
		return FileContent.of(content.getBytes(StandardCharsets.UTF_8)).checksum(StandardCharsets.UTF_8);
	}

	private void withConflict() {
		with("V1__create_users.sql", "select 1;").with("V2__add_password_hashes.sql", "-- revises: 1\nselect 2;")
			.with("V3__add_avatars.sql", "-- revises: 1\nselect 3;");
	}

	private EditedFolder with(String name, String content) {
		return this.folder.with(name, content);
	}

	private List<String> rebase(String revision, @Nullable String onto) {
		return EditedFolder.apply(this.folder.scripts().rebase(EditedFolder.rebase(revision, onto)));
	}

	private static String replaceOnce(Map<String, String> files, String name, String target, String replacement) {
		String content = String.valueOf(files.remove(name));
		int start = content.indexOf(target);
		assertThat(start).isNotNegative();
		return content.substring(0, start) + replacement + content.substring(start + target.length());
	}

	private ThrowableAssertAlternative<EditException> assertRefused(String revision, @Nullable String onto,
			String code) {
		Map<String, String> before = this.folder.files();
		ThrowableAssertAlternative<EditException> refusal = assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> this.folder.scripts().rebase(EditedFolder.rebase(revision, onto)))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
		assertThat(this.folder.files()).isEqualTo(before);
		return refusal;
	}

	@Revises("4")
	private static final class Annotated {

	}

}
