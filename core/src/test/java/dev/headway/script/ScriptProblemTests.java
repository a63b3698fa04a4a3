package dev.headway.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptProblem}: the message for each invalid input.
 */
class ScriptProblemTests {

	/** A command in a message, which programs get as well. */
	private static final Pattern COMMAND = Pattern.compile("'(db rebase [^']+)'");

	static Stream<Arguments> bad() {
		return Stream.of(Arguments.of(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- b\n-- revises: 9"),
				problem("MISSING_PARENT", 2,
						"V2__b.sql, line 2: revises 9, but there is no migration 9. Add it, or write '-- revises: 1'.",
						"V2__b.sql")),
				Arguments.of(TestScripts.of("V2__b.sql", "-- revises: 1"), problem("MISSING_PARENT", 1,
						"V2__b.sql, line 1: revises 1, but there is no migration 1. Add it, or write '-- revises: base'.",
						"V2__b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 2.0"), problem("SELF_LOOP", 1,
						"V2__b.sql, line 1: 2 revises itself. To fix this, write '-- revises: 1'.", "V2__b.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 3", "V3__c.sql", "-- revises: 1"),
						problem("VERSION_ORDER", 1,
								"V2__b.sql, line 1: version 2 revises 3, which is not lower. Rename it to a version above 3, such as 4, or run 'db rebase V2__b.sql'.",
								"V2__b.sql", "V3__c.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: 3", "V3__c.sql",
								"-- revises: 1"),
						problem("VERSION_ORDER", 2,
								"V2__b.sql, line 2: version 2 depends on 3, which is not lower. Rename it to a version above 3, such as 4, or run 'db rebase V2__b.sql'.",
								"V2__b.sql", "V3__c.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: late", "V3__c.sql",
								"-- revises: 1\n-- branch: late"),
						problem("VERSION_ORDER", 2,
								"V2__b.sql, line 2: version 2 depends on 3, which is not lower. Rename it to a version above 3, such as 4, or run 'db rebase V2__b.sql'.",
								"V2__b.sql", "V3__c.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 3", "V3__c.sql", "-- revises: 2"),
						problem("CYCLE", 1,
								"V2__b.sql, line 1: 2 revises 3, which closes the cycle 2, 3. To fix this, write '-- revises: 1'.",
								"V2__b.sql", "V3__c.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: 3", "V3__c.sql",
								"-- revises: 2"),
						problem("DEPENDENCY_CYCLE", 2,
								"V2__b.sql, line 2: 2 depends on 3, which closes the cycle 2, 3. To fix this, remove the dependency.",
								"V2__b.sql", "V3__c.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: 2"),
						problem("DEPENDENCY_SELF_LOOP", 2,
								"V2__b.sql, line 2: 2 depends on itself. To fix this, remove the dependency.",
								"V2__b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: 0.5"), problem(
						"MISSING_DEPENDENCY", 2,
						"V2__b.sql, line 2: depends on 0.5, but there is no migration 0.5. Add it, or remove the dependency.",
						"V2__b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1\n-- depends-on: x"), problem(
						"MISSING_DEPENDENCY", 2,
						"V2__b.sql, line 2: depends on x, but there is no branch label x. Add it, or remove the dependency.",
						"V2__b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "").with(ParentRule.REQUIRED), problem("MISSING_HEADER", 1,
						"V1__a.sql, line 1: no 'revises' header. Add '-- revises: base' at the top.", "V1__a.sql")),
				Arguments.of(
						TestScripts.of("V1__a.sql", "-- revises: base", "V2__b.sql", "select 1;\n-- revises: 1")
							.with(ParentRule.REQUIRED),
						problem("MISSING_HEADER", 1,
								"V2__b.sql, line 1: no 'revises' header; line 2 has one, but below a statement: move it to the top.",
								"V2__b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "-- revises 7"),
						problem("MALFORMED_HEADER", 1,
								"V1__a.sql, line 1: 'revises 7' is not a header. Write '-- revises: 7'.", "V1__a.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "-- revises: base\n\n-- revises: base"), problem(
						"DUPLICATE_HEADER", 3,
						"V1__a.sql, line 3: line 1 already has a 'revises' header. Keep one of them; for a merge, write '-- revises: base'.",
						"V1__a.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V3_b.sql", "").validateNaming(), problem("INVALID_NAME",
						null,
						"V3_b.sql: Flyway refuses this name, because spring.flyway.validate-migration-naming is true: '__' must separate version and description. To run it as a migration, rename it to 'V3__b.sql'; otherwise move it to another folder.",
						"V3_b.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "data.sql", "").validateNaming(), problem("INVALID_NAME",
						null,
						"data.sql: Flyway refuses this name, because spring.flyway.validate-migration-naming is true: it is neither that of a migration nor that of a callback. Move it to another folder.",
						"data.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "", "V" + "9"
					.repeat(51) + "__b.sql", ""), problem("INVALID_NAME", null, "V" + "9".repeat(51)
							+ "__b.sql: Flyway would run this file and fail to record it: its version is longer than 50 characters. To run it as a migration, rename it to 'V2__b.sql'; otherwise move it to another folder.",
							"V" + "9".repeat(51) + "__b.sql")),
				Arguments.of(TestScripts.of("B1__a.sql", "", "B1__b.sql", ""),
						problem("DUPLICATE_VERSION", null,
								"B1__a.sql and B1__b.sql share version 1. Delete or rename all but one.", "B1__a.sql",
								"B1__b.sql")),
				Arguments.of(TestScripts.of("U1__a.sql", "", "U1__b.sql", ""),
						problem("DUPLICATE_VERSION", null,
								"U1__a.sql and U1__b.sql share version 1. Delete or rename all but one.", "U1__a.sql",
								"U1__b.sql")),
				Arguments.of(TestScripts.of("R__a.sql", "", "a/R__a.sql", ""),
						problem("DUPLICATE_DESCRIPTION", null,
								"R__a.sql and a/R__a.sql share the description 'a'. Delete or rename all but one.",
								"R__a.sql", "R__a.sql")),
				Arguments.of(TestScripts.of("V1__a.sql", "").withBroken("V2__b.sql"), problem("UNREADABLE", null,
						"V2__b.sql: it cannot be read (broken disk). Fix its permissions or its .conf file, or remove it from the location.",
						"V2__b.sql")),
				Arguments.of(new TestScripts().with("V1__a.sql", "-- a\n-- für"
					.getBytes(StandardCharsets.ISO_8859_1)), problem("WRONG_ENCODING", 2,
							"V1__a.sql, line 2: the byte at offset 9 is not valid UTF-8. Save the file as UTF-8, or set 'spring.flyway.encoding' to its encoding.",
							"V1__a.sql")),
				Arguments.of(new TestScripts().with("app.Code", "latest", Object.class),
						problem("INVALID_NAME", null,
								"app.Code: 'latest' is not a version. Use digits separated by dots, such as 7 or 1.2.",
								"app.Code")),
				Arguments.of(new TestScripts().with("app.V2__Code", "2", Malformed.class), problem("MALFORMED_HEADER",
						null,
						"app.V2__Code: in '@Revises', \"7 8\" names '7 8', which is not a version. Write \"7\", \"8\".",
						"app.V2__Code")),
				Arguments
					.of(TestScripts.of("V7__a.sql", "-- revises: base").with("app.V2__Code", "2", Early.class), problem(
							"VERSION_ORDER", null,
							"app.V2__Code: version 2 revises 7, which is not lower. Rename it to a version above 7, such as 8.",
							"app.V2__Code", "V7__a.sql")),
				Arguments.of(new TestScripts().with("app.V2__Code", "2", Orphan.class), problem("MISSING_PARENT", null,
						"app.V2__Code: revises 1, but there is no migration 1. Add it, or write '@Revises(\"base\")'.",
						"app.V2__Code")));
	}

	@ParameterizedTest
	@MethodSource("bad")
	void loadWhenInputIsInvalidSaysWhatIsWrong(TestScripts scripts, ScriptProblem expected) {
		MigrationScripts loaded = scripts.load();
		assertThat(loaded.problems()).containsExactly(expected);
		assertThat(loaded.graph()).isEmpty();
	}

	@Test
	void loadWhenFlywaySkipsAFileOnlyWarnsAndSaysBothWaysOut() {
		MigrationScripts scripts = TestScripts
			.of("V7__a.sql", "", "V3_b.sql", "", "V__c.sql", "", "v2__by_hand.sql", "", "data.sql", "")
			.load();
		assertThat(scripts.problems()).isEmpty();
		assertThat(scripts.graph()).isPresent();
		assertThat(scripts.warnings()).containsExactly(problem("INVALID_NAME", null,
				"V3_b.sql: Flyway skips this file: '__' must separate version and description. To run it as a migration, rename it to 'V3__b.sql'; otherwise move it to another folder.",
				"V3_b.sql"),
				problem("INVALID_NAME", null,
						"V__c.sql: Flyway skips this file: it has no version. To run it as a migration, rename it to 'V8__c.sql'; otherwise move it to another folder.",
						"V__c.sql"),
				problem("INVALID_NAME", null,
						"v2__by_hand.sql: Flyway skips this file: its prefix must be 'V'. To run it as a migration, rename it to 'V2__by_hand.sql'; otherwise move it to another folder.",
						"v2__by_hand.sql"));
	}

	@Test
	void loadWhenMisplacedHeaderLeavesTwoHeadsWarns() {
		TestScripts scripts = TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: 1", "V3__c.sql",
				"-- revises: 2", "V4__d.sql", "select 1;\n-- revises: 3");
		assertThat(scripts.load().warnings()).containsExactly(problem("MISSING_HEADER", 2,
				"V4__d.sql, line 2: no 'revises' header; line 2 has one, but below a statement: move it to the top.",
				"V4__d.sql"));
		assertThat(scripts.with("V4__d.sql", "/* revises: 3 */ select 1;").load().warnings()).containsExactly(problem(
				"MISSING_HEADER", 1,
				"V4__d.sql, line 1: no 'revises' header; line 1 has one, but in a block comment: write '-- revises: 3' at the top.",
				"V4__d.sql"));
	}

	@Test
	void loadWhenMisplacedHeaderChangesNothingDoesNotWarn() {
		assertThat(TestScripts.of("V1__a.sql", "/* revises: base */", "V2__b.sql", "select 1;\n-- revises: 1")
			.load()
			.warnings()).isEmpty();
		assertThat(TestScripts
			.of("V1__a.sql", "/* revises: base */", "V2__b.sql", "x;\n-- revises: 01", "V3__c.sql", "-- revises: 1")
			.load()
			.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "v", "M", "patch_" })
	void loadWhenAllFilesShareAnotherPrefixWarnsOnce(String prefix) {
		MigrationScripts scripts = TestScripts
			.of(prefix + "1__a.sql", "", prefix + "2__b.sql", "", "R__c.sql", "", "data.sql", "", "notes.md", "")
			.load();
		assertThat(scripts.warnings()).containsExactly(problem("INVALID_NAME", null,
				"%s1__a.sql: All numbered files begin with '%s', not with 'V', so Flyway skips them. If '%s' is their prefix, set spring.flyway.sql-migration-prefix, or add '--prefix %s' to the command."
					.formatted(prefix, prefix, prefix, prefix),
				prefix + "1__a.sql"));
	}

	@Test
	void loadWhenFilesHaveSeveralPrefixesWarnsOfEach() {
		assertThat(TestScripts.of("v1__a.sql", "", "v2__b.sql", "", "u1__a.sql", "").load().warnings()).hasSize(3);
		assertThat(TestScripts.of("V1__a.sql", "", "v2__b.sql", "", "v3__c.sql", "").load().warnings()).hasSize(2);
		assertThat(TestScripts.of("v1__a.sql", "").load().warnings()).singleElement()
			.extracting(ScriptProblem::message)
			.asString()
			.contains("rename it to 'V1__a.sql'");
	}

	@Test
	void loadWhenJavaMigrationHasNoHeaderSaysSo() {
		assertThat(problems(TestScripts.of("V1__a.sql", "-- revises: base")
			.with("app.V2__B", "2", Object.class)
			.with(ParentRule.REQUIRED)))
			.containsExactly(problem("MISSING_HEADER", null,
					"app.V2__B: no 'revises' header. Add '@Revises(\"1\")' at the top.", "app.V2__B"));
	}

	@Test
	void loadWhenLabelIsTakenTwiceNamesFilesAndLine() {
		ScriptProblem problem = problems(TestScripts.of("V1__a.sql", "-- revises: base\n-- branch: x", "V2__b.sql",
				"-- revises: 1\n-- branch: x"))
			.get(0);
		assertThat(problem.code()).isEqualTo("DUPLICATE_LABEL");
		assertThat(problem.scripts()).containsExactly("V1__a.sql", "V2__b.sql");
		assertThat(problem.line()).isEqualTo(2);
		assertThat(problem.message()).startsWith("V1__a.sql, line 2: ").contains("'x'");
	}

	@Test
	void loadWhenManyThingsAreWrongReportsEachOnce() {
		TestScripts scripts = TestScripts
			.of("V1__a.sql", "", "V2__b.sql", "-- revises: 9\n-- depends-on: 8", "V3__c.sql", "-- revises: 3",
					"V4__d.sql", "-- revises: 6", "V5__e.sql", "", "V6__f.sql", "-- revises: 7", "V7__g.sql",
					"-- revises: 6", "V8_h.sql", "", "V10__i.sql", "-- revises:", "V10__j.sql", "-- revises: 1 2",
					"R__k.sql", "x", "R__k.SQL", "")
			.withBroken("V11__l.sql");
		assertThat(problems(scripts)).extracting(ScriptProblem::code)
			.containsExactlyInAnyOrder("MISSING_PARENT", "MISSING_DEPENDENCY", "SELF_LOOP", "VERSION_ORDER", "CYCLE",
					"MALFORMED_HEADER", "MALFORMED_HEADER", "DUPLICATE_DESCRIPTION", "UNREADABLE");
		assertThat(scripts.load().warnings()).extracting(ScriptProblem::code).containsExactly("INVALID_NAME");
		assertThat(problems(scripts)).doesNotHaveDuplicates();
	}

	@Test
	void loadWhenHeaderIsMalformedReportsNothingElse() {
		assertThat(problems(TestScripts.of("V1__a.sql", "-- revises: base", "V2__b.sql", "-- revises: x y")))
			.extracting(ScriptProblem::code)
			.containsExactly("MALFORMED_HEADER");
	}

	@Test
	void loadWhenUtf16UnderUtf8ReportsNoMissingHeader() {
		assertThat(problems(TestScripts.of("V1__a.sql", "-- revises: base")
			.with("V2__b.sql", "\ufeff-- revises: 1".getBytes(StandardCharsets.UTF_16LE))))
			.extracting(ScriptProblem::code)
			.containsExactly("WRONG_ENCODING");
	}

	private static List<ScriptProblem> problems(TestScripts scripts) {
		return scripts.load().problems();
	}

	private static ScriptProblem problem(String code, @Nullable Integer line, String message, String... scripts) {
		List<List<String>> fix = COMMAND.matcher(message)
			.results()
			.map((command) -> List.of(command.group(1)))
			.toList();
		return new ScriptProblem(ProblemType.valueOf(code), message, List.of(scripts), line, fix);
	}

	@Revises("7 8")
	private static final class Malformed {

	}

	@Revises("7")
	private static final class Early {

	}

	@Revises("1")
	private static final class Orphan {

	}

}
