package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.CodeMigration;
import dev.headway.script.Script;
import dev.headway.script.file.EditException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RebaseSelection} where files share a version, or have one that is not
 * higher than their parents'.
 */
class RebaseSelectionTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).with("V4__start.sql", "").with("HEAD", "<<<<<<<\n");
	}

	@ParameterizedTest
	@CsvSource({ "V5__b.sql,", "V5__b.sql,5", "V5__b.sql,V5__a.sql" })
	void rebaseWhenTwoFilesShareVersionRenamesTheNamedOne(String revision, @Nullable String onto) {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "");
		this.folder.with("U5__a.sql", "a").with("U5__b.sql", "b");
		assertThat(rebase(revision, onto)).containsExactly("Wrote '-- replaces: 5 0' into V5__b.sql",
				"Renamed V5__b.sql to V6__b.sql", "Renamed U5__b.sql to U6__b.sql", "Wrote '6 V6__b.sql' into HEAD");
		assertThat(this.folder.edges()).containsExactly(entry("4", ""), entry("5", "4"), entry("6", "5"));
	}

	@Test
	void rebaseWhenFirstFileIsNamedRenamesIt() {
		this.folder.with("V5__a.sql", "-- revises: 4").with("V05__b.sql", "-- revises: 4\n-- branch: b");
		assertThat(rebase("V5__a.sql", null)).contains("Renamed V5__a.sql to V06__a.sql");
		assertThat(this.folder.edges()).containsExactly(entry("05", "4"), entry("06", "05"), entry("4", ""));
	}

	@Test
	void rebaseWhenThereAreLaterMigrationsAsksWhereToPutIt() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "").with("V6__c.sql", "");
		assertRefused("V5__b.sql", "AmbiguousVersion",
				"V5__a.sql and V5__b.sql share version 5, and there are other migrations after it. Specify where to put V5__b.sql: '--onto 6' or '--onto V5__a.sql'.");
		assertRefused("5", "AmbiguousVersion",
				"Several files have version 5. Specify one of them, as in 'db rebase V5__a.sql'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", "V9__x.sql", "" })
	void rebaseWhenThereIsNoSuchMigrationFails(String revision) {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "");
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> rebase(revision, null))
			.withMessageContaining("'%s'", revision)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotFound"));
	}

	@Test
	void rebaseWhenSymbolMeansSeveralFilesNamesThem() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "");
		assertRefused("head", "MultipleHeads",
				"'head' must mean one revision, but there are 2 heads: 5, V5__b.sql. Specify one of them, or join them with 'db merge'.");
	}

	@Test
	void rebaseWhenPutAfterAllKeepsTheLaterOnes() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "").with("V6__c.sql", "");
		rebase("V5__b.sql", "6");
		assertThat(names()).containsExactly("V4__start.sql", "V5__a.sql", "V6__c.sql", "V7__b.sql");
		assertThat(this.folder.edges()).containsEntry("6", "5").containsEntry("7", "6");
	}

	@Test
	void rebaseWhenPutAfterTheOriginalMovesTheLaterOnesToo() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "-- revises: 4").with("V6__c.sql", "-- revises: 5");
		rebase("V5__b.sql", "V5__a.sql");
		assertThat(names()).containsExactly("V4__start.sql", "V5__a.sql", "V7__b.sql", "V8__c.sql");
		assertThat(this.folder.content("V7__b.sql")).isEqualTo("-- revises: 5");
		assertThat(this.folder.content("V8__c.sql")).isEqualTo("-- revises: 7");
		assertThat(this.folder.content("HEAD")).isEqualTo("8 V8__c.sql\n");
	}

	@Test
	void rebaseFixesThreeDuplicatesOneByOne() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "").with("V5__c.sql", "");
		rebase("V5__b.sql", null);
		assertThat(shared()).containsExactly("V5__a.sql", "V5__c.sql");
		assertThat(this.folder.content("HEAD")).isEqualTo("<<<<<<<\n");
		rebase("V5__c.sql", "6");
		assertThat(names()).containsExactly("V4__start.sql", "V5__a.sql", "V6__b.sql", "V7__c.sql");
		assertThat(this.folder.edges()).containsEntry("7", "6");
	}

	@Test
	void rebaseFixesTwoPairsOneByOne() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "").with("V6__c.sql", "").with("V6__d.sql", "");
		rebase("V5__b.sql", "V6__c.sql");
		assertThat(shared()).containsExactly("V6__c.sql", "V6__d.sql");
		rebase("V6__d.sql", "7");
		assertThat(names()).containsExactly("V4__start.sql", "V5__a.sql", "V6__c.sql", "V7__b.sql", "V8__d.sql");
		assertThat(this.folder.edges()).containsEntry("7", "6").containsEntry("8", "7");
	}

	@Test
	void rebaseWhenNamesAreEqualRenamesTheUndoFileInTheSameFolder() {
		this.folder.with("a/V5__x.sql", "").with("a/U5__x.sql", "a").with("b/V5__x.sql", "").with("b/U5__x.sql", "b");
		rebase("b/V5__x.sql", null);
		assertThat(this.folder.files()).containsOnlyKeys("V4__start.sql", "HEAD", "a/V5__x.sql", "a/U5__x.sql",
				"b/V6__x.sql", "b/U6__x.sql");
		assertThat(this.folder.edges()).containsEntry("6", "5");
	}

	@Test
	void rebaseWhenOriginalIsJavaMigrationRenamesTheFile() {
		ScriptFolder scripts = this.folder.with("V5__a.sql", "")
			.scripts(new CodeMigration("app.V5__Code", "5", "code", null, null));
		assertThat(EditedFolder.apply(scripts.rebase(EditedFolder.rebase("V5__a.sql", null))))
			.contains("Renamed V5__a.sql to V6__a.sql");
		assertThat(scripts.scripts().problems()).isEmpty();
	}

	@Test
	void rebaseWhenThereAreOtherProblemsFails() {
		this.folder.with("V5__a.sql", "").with("V5__b.sql", "").with("V6__c.sql", "-- revises: 9");
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> rebase("V5__b.sql", null))
			.withMessageContaining("V6__c.sql, line 1: revises 9");
	}

	@ParameterizedTest
	@CsvSource({ "2", "V2__b.sql" })
	void rebaseWhenVersionIsNotHigherThanItsParentRenumbers(String revision) {
		this.folder.with("V4__start.sql", "-- revises: base");
		this.folder.with("V2__b.sql", "-- revises: 4").with("V3__c.sql", "-- revises: 2");
		assertThat(rebase(revision, null)).containsExactly("Wrote '-- replaces: 2 1398735062 revises 4' into V2__b.sql",
				"Renamed V2__b.sql to V5__b.sql", "Wrote '-- revises: 5' into V3__c.sql",
				"Renamed V3__c.sql to V6__c.sql", "Wrote '6 V6__c.sql' into HEAD");
		assertThat(this.folder.edges()).containsExactly(entry("4", ""), entry("5", "4"), entry("6", "5"));
	}

	private List<String> rebase(String revision, @Nullable String onto) {
		return EditedFolder.apply(this.folder.scripts().rebase(EditedFolder.rebase(revision, onto)));
	}

	private List<String> names() {
		return this.folder.files().keySet().stream().filter((name) -> name.startsWith("V")).toList();
	}

	private List<String> shared() {
		return this.folder.scripts().scripts().shared().stream().flatMap(List::stream).map(Script::name).toList();
	}

	private void assertRefused(String revision, String code, String message) {
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> rebase(revision, null))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
		assertThat(this.folder.files()).isEqualTo(before);
	}

}
