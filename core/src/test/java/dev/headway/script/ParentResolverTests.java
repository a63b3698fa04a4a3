package dev.headway.script;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ParentResolver}: baselines that replace deleted scripts.
 */
class ParentResolverTests {

	@Test
	void loadWhenNothingIsDeletedLeavesBaselineOut() {
		assertThat(MigrationScriptsTests.edges(TestScripts
			.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1", "B2__base.sql", "", "V3__c.sql", "-- revises: 2")
			.load())).containsExactly(entry("1", ""), entry("2", "1"), entry("3", "2"));
	}

	@Test
	void loadWhenParentIsDeletedTakesBaselineForIt() {
		MigrationScripts scripts = TestScripts
			.of("B7__base.sql", "-- branch: main", "V8__a.sql", "-- revises: 6", "V9__b.sql", "-- revises: 7",
					"V10__c.sql", "-- revises: 8, 9")
			.load();
		assertThat(MigrationScriptsTests.edges(scripts)).containsExactly(entry("10", "8 9"), entry("7", ""),
				entry("8", "7"), entry("9", "7"));
		assertThat(scripts.revisions()).extracting(Script::id).containsExactly("8", "9", "10");
		Script baseline = scripts.find(Version.parse("7").orElseThrow()).orElseThrow();
		assertThat(baseline.kind()).isEqualTo(ScriptKind.BASELINE);
		assertThat(scripts.graph().orElseThrow().find("7").orElseThrow().labels()).containsExactly("main");
	}

	@Test
	void loadWhenHeaderlessAboveBaselineRevisesIt() {
		assertThat(MigrationScriptsTests
			.edges(TestScripts.of("B7__base.sql", "", "V8__a.sql", "", "V9__b.sql", "").load()))
			.containsExactly(entry("7", ""), entry("8", "7"), entry("9", "8"));
	}

	@Test
	void loadWhenSeveralBaselinesTakesHighestBelowChild() {
		assertThat(
				MigrationScriptsTests.edges(TestScripts
					.of("B3__a.sql", "", "B5__b.sql", "", "B9__c.sql", "", "V6__d.sql", "-- revises: 2", "V7__e.sql",
							"-- revises: 6")
					.load()))
			.containsExactly(entry("5", ""), entry("6", "5"), entry("7", "6"));
	}

	@Test
	void loadWhenVersionedScriptHasVersionOfBaselineTakesThat() {
		MigrationScripts scripts = TestScripts
			.of("B5__a.sql", "", "V5__b.sql", "-- revises: 4", "V6__c.sql", "-- revises: 3")
			.load();
		assertThat(MigrationScriptsTests.edges(scripts)).containsExactly(entry("5", ""), entry("6", "5"));
		assertThat(scripts.find(Version.parse("5").orElseThrow()).orElseThrow().name()).isEqualTo("V5__b.sql");
	}

	@Test
	void loadWhenOneIsDeletedBelowBaselineDropsReference() {
		assertThat(MigrationScriptsTests
			.edges(TestScripts
				.of("B7__base.sql", "", "V5__a.sql", "-- revises: 4\n-- depends-on: 3", "V6__b.sql", "-- revises: 5, 2",
						"V8__c.sql", "-- revises: 6")
				.load()))
			.containsExactly(entry("5", ""), entry("6", "5"), entry("8", "6"));
	}

	@Test
	void loadWhenOnlySomeAreDeletedBaselineRevisesTheRest() {
		assertThat(MigrationScriptsTests.edges(
				TestScripts
					.of("B7__base.sql", "", "V5__a.sql", "-- revises: 4", "V6__b.sql", "-- revises: 4", "V8__c.sql",
							"-- revises: 7")
					.load()))
			.containsExactly(entry("5", ""), entry("6", ""), entry("7", "5 6"), entry("8", "7"));
	}

	@Test
	void loadWhenDependencyIsDeletedTakesBaselineForIt() {
		assertThat(MigrationScriptsTests
			.edges(TestScripts.of("B7__base.sql", "", "V8__a.sql", "-- revises: base\n-- depends-on: 3").load()))
			.containsExactly(entry("7", ""), entry("8", " ~7"));
	}

	@Test
	void loadWhenParentIsMissingAboveBaselineIsProblem() {
		MigrationScripts scripts = TestScripts
			.of("B7__base.sql", "", "V8__a.sql", "-- revises: 7", "V10__b.sql", "-- revises: 9")
			.load();
		assertThat(scripts.problems()).singleElement()
			.extracting(ScriptProblem::code, ScriptProblem::line)
			.containsExactly("MISSING_PARENT", 1);
	}

}
