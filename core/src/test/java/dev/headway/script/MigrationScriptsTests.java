package dev.headway.script;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link MigrationScripts}: what forms which graph.
 */
class MigrationScriptsTests {

	@ParameterizedTest
	@EnumSource(names = { "AUTO", "IMPLICIT" })
	void loadWhenNoHeadersIsLinear(ParentRule rule) {
		MigrationScripts scripts = TestScripts
			.of("V10__c.sql", "", "V2__b.sql", "-- add b\nselect 1;", "V01__a.sql", "", "V2.1__d.sql", "")
			.with(rule)
			.load();
		assertThat(edges(scripts)).containsExactly(entry("01", ""), entry("10", "2.1"), entry("2", "01"),
				entry("2.1", "2"));
		assertThat(scripts.revisions()).extracting(Script::name)
			.containsExactly("V01__a.sql", "V2__b.sql", "V2.1__d.sql", "V10__c.sql");
		assertThat(scripts.revisions()).allMatch(Script::parentsImplied);
	}

	@Test
	void loadWhenSomeHaveHeadersLinksTheOthersToEachOther() {
		MigrationScripts scripts = TestScripts
			.of("V1__a.sql", "", "V3__c.sql", "", "V4__d.sql", "-- revises: 3", "V5__e.sql", "", "V6__f.sql", "")
			.load();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("3", "1"), entry("4", "3"), entry("5", "3"),
				entry("6", "5"));
	}

	@Test
	void loadWhenFilesShareVersionIdentifiesTheOthersByName() {
		MigrationScripts scripts = TestScripts
			.of("V1__a.sql", "", "V2__b.sql", "", "V02__add-c+d.sql", "", "U2__b.sql", "", "U2__add-c+d.sql", "",
					"V3__e.sql", "-- revises: 2")
			.load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"),
				entry("V02__add-c+d.sql", "1"));
		assertThat(scripts.shared()).hasSize(1);
		assertThat(scripts.shared().get(0)).extracting(Script::idAndName)
			.containsExactly("2 (V2__b.sql)", "02 (V02__add-c+d.sql)");
		assertThat(scripts.undo(version("2"), "add-c+d")).map(Script::name).contains("U2__add-c+d.sql");
		assertThat(scripts.undo(version("2"), "b")).map(Script::name).contains("U2__b.sql");
		assertThat(scripts.undo(version("3"), "e")).isEmpty();
		assertThat(scripts.graph().orElseThrow().resolve("V02__add-c+d.sql")).hasSize(1);
	}

	@Test
	void keepingWhenOneOfThemIsKnownGivesItTheVersion() {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", "", "V2__b.sql", "", "V2__c.sql", "").load();
		assertThat(edges(scripts.keeping((script) -> script.name().equals("V2__c.sql"))))
			.containsExactly(entry("1", ""), entry("2", "1"), entry("V2__b.sql", "1"));
		assertThat(scripts.keeping((script) -> true).find("2").orElseThrow().name()).isEqualTo("V2__b.sql");
		MigrationScripts alone = TestScripts.of("V1__a.sql", "").load();
		assertThat(alone.keeping((script) -> true)).isSameAs(alone);
	}

	@Test
	void loadReadsHeaders() {
		MigrationScripts scripts = TestScripts
			.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- branch: billing", "V3__c.sql",
					"-- revises: 01\n-- depends-on: 2", "V4__d.sql", "-- revises: 2, 3.0", "V5__e.sql",
					"-- revises: base\n-- depends-on: billing, 1_0")
			.load();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "1 ~2"),
				entry("4", "2 3"), entry("5", " ~billing ~1"));
		RevisionGraph graph = scripts.graph().orElseThrow();
		assertThat(graph.heads()).containsExactlyInAnyOrder("4", "5");
		assertThat(graph.find("2").orElseThrow().labels()).containsExactly("billing");
		Script merge = scripts.find(version("4.0")).orElseThrow();
		assertThat(merge.parentsImplied()).isFalse();
		assertThat(merge.parents()).containsExactly("2", "3");
	}

	@Test
	void loadWhenVersionIsWrittenInOtherWayFindsIt() {
		MigrationScripts scripts = TestScripts
			.of("V01__a.sql", "", "V1_10__b.sql", "-- revises: 1.0", "V002__c.sql", "-- revises: 1.10, 1")
			.load();
		assertThat(edges(scripts)).containsExactly(entry("002", "1.10 01"), entry("01", ""), entry("1.10", "01"));
	}

	@Test
	void loadWhenFirstHeaderlessScriptsPrecedeHeadersIsFine() {
		assertThat(edges(TestScripts.of("V1__a.sql", "", "V2__b.sql", "", "V3__c.sql", "-- revises: 1").load()))
			.containsExactly(entry("1", ""), entry("2", "1"), entry("3", "1"));
	}

	@Test
	void loadWhenRuleIsImplicitTakesVersionBelow() {
		MigrationScripts scripts = TestScripts
			.of("V1__a.sql", "", "V2__b.sql", "-- revises: base", "V3__c.sql", "", "V4__d.sql", "-- revises: 1")
			.with(ParentRule.IMPLICIT)
			.load();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("2", ""), entry("3", "2"), entry("4", "1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "-- nothing", "/* nothing */", "\ufeff", "\ufeff-- nothing\r\n" })
	void loadWhenFileIsEmptyOrCommentIsLegal(String content) {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", content, "R__r.sql", content).load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(scripts.revisions()).hasSize(1);
	}

	@Test
	void loadWhenNothingThereIsEmptyGraph() {
		MigrationScripts scripts = new TestScripts().load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(scripts.graph().orElseThrow().revisions()).isEmpty();
	}

	@Test
	void loadSortsOutKinds() {
		MigrationScripts scripts = TestScripts
			.of("V1__a.sql", "", "R__z.sql", "-- revises: 9", "R__b.sql", "", "U1__a.sql", "-- revises: 9",
					"U10__x.sql", "", "B1__base.sql", "", "data.sql", "", "afterMigrate.sql", "", "V1__a.sql.conf", "")
			.load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(scripts.repeatables()).extracting(Script::name).containsExactly("R__b.sql", "R__z.sql");
		assertThat(scripts.undos()).extracting(Script::id).containsExactly("1", "10");
		assertThat(scripts.baselines()).extracting(Script::name).containsExactly("B1__base.sql");
		assertThat(scripts.graph().orElseThrow().revisions()).extracting(Revision::id).containsExactly("1");
		assertThat(scripts.repeatables().get(0).id()).isEqualTo("R__b.sql");
		assertThatIllegalStateException().isThrownBy(() -> scripts.repeatables().get(0).idAndName())
			.withMessage("'R__b.sql' is repeatable and has no version.");
	}

	@Test
	void loadTakesJavaMigrations() {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", "", "V3__c.sql", "-- revises: 1")
			.with("app.V2__Code", "2", Linear.class)
			.with("app.V4__Merge", "4", Merge.class)
			.with("app.R__Code", null, Linear.class)
			.load();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "1"),
				entry("4", "2 3 ~1"));
		assertThat(scripts.repeatables()).extracting(Script::name).containsExactly("app.R__Code");
		Script merge = scripts.find(version("4")).orElseThrow();
		assertThat(merge.resource()).isNull();
		assertThat(merge.relativePath()).isEqualTo("app.V4__Merge");
		assertThat(merge.labels()).containsExactly("merged");
		assertThat(merge.unchangedSince(null)).isTrue();
	}

	@Test
	void loadComputesChecksums() {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", "select 1;", "R__b.sql", "select 2;").load();
		Script script = scripts.revisions().get(0);
		Integer checksum = Objects.requireNonNull(script.checksum());
		assertThat(script.unchangedSince(checksum)).isTrue();
		assertThat(script.unchangedSince(checksum + 1)).isFalse();
		assertThat(script.unchangedSince(null)).isFalse();
		assertThat(scripts.repeatables().get(0).checksum()).isNotNull();
	}

	@Test
	void loadWhenContentIsNotVerifiedReadsHeadersOnly() {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", "-- revises: base", "V2__b.sql", "-- revises: 1")
			.with("V3__c.sql",
					new byte[] { '-', '-', (byte) 0xfc, '\n', '-', '-', 'r', 'e', 'v', 'i', 's', 'e', 's', ':', '2',
							'\n', ';', (byte) 0xfc })
			.namesOnly()
			.load();
		assertThat(edges(scripts)).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"));
		assertThat(scripts.revisions()).allMatch((script) -> script.checksum() == null);
	}

	@Test
	void findWhenUnknownIsEmpty() {
		assertThat(TestScripts.of("V1__a.sql", "", "B3__b.sql", "").load().find(version("3"))).isEmpty();
	}

	@Test
	void loadWhenThereAreManyScriptsTakesLinearTime() {
		TestScripts files = new TestScripts();
		for (int i = 1; i <= 20_000; i++) {
			files.with("V" + i + "__a.sql", (i > 1) ? "-- revises: " + (i - 1) : "");
		}
		MigrationScripts scripts = files.load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(scripts.graph().orElseThrow().heads()).containsExactly("20000");
	}

	static Map<String, String> edges(MigrationScripts scripts) {
		assertThat(scripts.problems()).isEmpty();
		Map<String, String> edges = new TreeMap<>();
		for (Revision revision : scripts.graph().orElseThrow().revisions()) {
			List<String> dependencies = revision.dependsOn().stream().map((name) -> " ~" + name).toList();
			edges.put(revision.id(), String.join(" ", revision.parents()) + String.join("", dependencies));
		}
		return edges;
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

	private static final class Linear {

	}

	@Revises(value = { "2", "03" }, dependsOn = "1", branch = "merged")
	private static final class Merge {

	}

}
