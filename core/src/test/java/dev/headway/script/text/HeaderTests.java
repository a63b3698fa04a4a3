package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.ProblemType;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Header}, read from comments and made of annotations.
 */
class HeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "-- revises: 7", "--revises:7", "--   Revises :  7  ", "-- REVISES: 7\r\nselect 1",
			"\n\n  -- revises: 7", "-- add users\n-- revises: 7\n", "/* a\n * b */\n-- revises: 7", "/**/-- revises: 7",
			"/* a **/ -- revises: 7", "# a\n-- revises: 7", "# revises: 7", "-- revises: 7\rselect 1", "--- revises: 7",
			"--\n-- revises: 7", "\t-- revises: 7\n-- revises the users table", "/* revises: 8 */ -- revises: 7",
			"#!/bin/sh\n# revises: 7\necho" })
	void readWhenLeadingCommentFindsHeader(String text) {
		assertThat(read(text).values(HeaderKey.REVISES)).containsExactly("7");
		assertThat(read(text).problems()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "select 1;\n-- revises: 7", "select 1; -- revises: 7", "- revises: 7",
			"/ revises: 7", "/* revises: 7 */", "/* -- revises: 7", "*/ -- revises: 7", "/*! set x */; -- revises: 7" })
	void readWhenNotInLeadingCommentFindsNothing(String text) {
		assertThat(read(text)).isEqualTo(Header.none());
	}

	@Test
	void readFindsAllKeysWithLines() {
		Header header = read("""
				-- Merge of two branches.

				-- revises: 7, 1_2,08
				/* several
				   lines */
				-- Depends-On: 5, billing
				-- branch: audit,log
				select 1;
				""");
		assertThat(header.problems()).isEmpty();
		assertThat(header.line(HeaderKey.REVISES)).isEqualTo(new Header.Line(List.of("7", "1_2", "08"), 3));
		assertThat(header.line(HeaderKey.DEPENDS_ON)).isEqualTo(new Header.Line(List.of("5", "billing"), 6));
		assertThat(header.line(HeaderKey.BRANCH)).isEqualTo(new Header.Line(List.of("audit", "log"), 7));
	}

	@ParameterizedTest
	@CsvSource({ "10s, PT10S", "500ms, PT0.5S", "2m, PT2M", "0, PT0S", "0s, PT0S", "15 S, PT15S" })
	void readWhenLockTimeoutIsADurationFindsIt(String value, Duration expected) {
		Header header = read("-- revises: 7\n-- lock-timeout: " + value + "\nselect 1;");
		assertThat(header.problems()).isEmpty();
		assertThat(header.mayQuote()).isFalse();
		assertThat(HeaderDuration.parse(header.values(HeaderKey.LOCK_TIMEOUT).get(0))).contains(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10", "-1s", "1h", "soon", "1s 2s", "99999999999s" })
	void readWhenLockTimeoutIsNoDurationIsMalformed(String value) {
		assertThat(read("-- lock-timeout: " + value).problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).isEqualTo(
					"'lock-timeout: %s' names '%s', which is not a duration such as 10s, 500ms or 0. Write '-- lock-timeout: 10s', or remove the line."
						.formatted(value, value)));
	}

	@Test
	void readWhenLockTimeoutHasTwoValuesIsMalformed() {
		assertThat(read("-- lock-timeout: 1s, 2s").problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).isEqualTo(
					"'lock-timeout: 1s, 2s' has more than one value. Write '-- lock-timeout: 10s', or remove the line."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "BASE", "Base" })
	void readWhenBaseIsBase(String value) {
		assertThat(read("-- revises: " + value).values(HeaderKey.REVISES)).containsExactly(Header.BASE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "revises the users table", "revision 3 by Bob", "Revision: 3", "revised: 2024.01.15",
			"Revised 2024", "depends on the users table", "depends-on nothing", "revises", "branch billing",
			"branches: billing", "created: 2024", "author: 7", "version: 7", "rev: 7", "reviewed: 7",
			"revise the table", "revises = a = b", "revised by: 7", "branch = billing", "parent: 5", "7", ":", "= 7",
			": 7", "see issue 12: revises: 7", "http://example.org/revises: 7", "revises 7: add users",
			"depends on 5 tables", "this is how it revises: 7" })
	void readWhenProseLeavesItAlone(String comment) {
		assertThat(read("-- " + comment)).isEqualTo(Header.none());
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', delimiter = '|', value = {
			"revises:          | 'revises:' has no value. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises: 7 8      | 'revises: 7 8' names '7 8', which is not a version. Write '-- revises: 7, 8'.",
			"revises: 7,       | 'revises: 7,' has an extra comma. Write '-- revises: 7'.",
			"revises: ,        | 'revises: ,' has no value. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises: 7,,8     | 'revises: 7,,8' has an extra comma. Write '-- revises: 7, 8'.",
			"revises: 7, base  | 'revises: 7, base' mixes 'base' with versions. Write '-- revises: 7'.",
			"revises: base, 7  | 'revises: base, 7' mixes 'base' with versions. Write '-- revises: 7'.",
			"revises: 7, 7.0   | 'revises: 7, 7.0' names 7.0 twice. Write '-- revises: 7'.",
			"revises: V7       | 'revises: V7' names 'V7', which is not a version. Write '-- revises: 7'.",
			"revises: 7;       | 'revises: 7;' names '7;', which is not a version. Write '-- revises: 7'.",
			"revises: the users| 'revises: the users' names 'the users', which is not a version. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises: ${x}     | 'revises: ${x}' names '${x}', which is not a version. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises: head     | 'revises: head' names 'head', which is not a version. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises: -1       | 'revises: -1' names '-1', which is not a version. Write '-- revises: <version>', or '-- revises: base' for a root.",
			"revises 7         | 'revises 7' is not a header. Write '-- revises: 7'.",
			"revises 7 8       | 'revises 7 8' is not a header. Write '-- revises: 7, 8'.",
			"revises base      | 'revises base' is not a header. Write '-- revises: base'.",
			"revises = 7       | 'revises = 7' is not a header. Write '-- revises: 7'.",
			"revise: 7         | 'revise: 7' is not a header. Write '-- revises: 7'.",
			"revsies: 7, 8     | 'revsies: 7, 8' is not a header. Write '-- revises: 7, 8'.",
			"Revisess: 7       | 'Revisess: 7' is not a header. Write '-- revises: 7'.",
			"rewises: 7        | 'rewises: 7' is not a header. Write '-- revises: 7'.",
			"down_revision: 7  | 'down_revision: 7' is not a header. Write '-- revises: 7'.",
			"depends on: 5     | 'depends on: 5' is not a header. Write '-- depends-on: 5'.",
			"depends_on: 5     | 'depends_on: 5' is not a header. Write '-- depends-on: 5'.",
			"depends: 5        | 'depends: 5' is not a header. Write '-- depends-on: 5'.",
			"dependson: 5      | 'dependson: 5' is not a header. Write '-- depends-on: 5'.",
			"depends-on 5      | 'depends-on 5' is not a header. Write '-- depends-on: 5'.",
			"depends-on:       | 'depends-on:' has no value. Write '-- depends-on: <version>', or remove the line.",
			"depends-on: base  | 'depends-on: base' names 'base', which is not a version or branch label. Write '-- depends-on: <version>', or remove the line.",
			"depends-on: 5 6   | 'depends-on: 5 6' names '5 6', which is not a version or branch label. Write '-- depends-on: 5, 6'.",
			"branch:           | 'branch:' has no value. Write '-- branch: <label>', or remove the line.",
			"branch: a b       | 'branch: a b' names 'a b', which is not a branch label. Write '-- branch: a, b'.",
			"branch: 7         | 'branch: 7' names '7', which is not a branch label. Write '-- branch: <label>', or remove the line.",
			"branch: a@head    | 'branch: a@head' names 'a@head', which is not a branch label. Write '-- branch: <label>', or remove the line.",
			"branch: heads     | 'branch: heads' names 'heads', which is not a branch label. Write '-- branch: <label>', or remove the line.",
			"branch: a, a      | 'branch: a, a' names a twice. Write '-- branch: a'." })
	void readWhenMalformedSaysWhatToWrite(String comment, String message) {
		Header header = read("\n-- " + comment + "\n");
		assertThat(header.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_HEADER);
			assertThat(problem.message()).isEqualTo(message);
			assertThat(problem.line()).isEqualTo(2);
			assertThat(message.contains("<")).isEqualTo(problem.meant().isEmpty());
		});
		assertThat(header.lines().values()).containsExactly(new Header.Line(List.of(), 2));
	}

	@Test
	void readWhenTwoHeadersOfOneKeySaysSo() {
		Header header = read("-- revises: 7\n-- branch: a\n-- revises: 8\n-- branch: b\n-- revises: 7.0");
		assertThat(header.problems()).containsExactly(new HeaderProblem(ProblemType.DUPLICATE_HEADER,
				"line 1 already has a 'revises' header. Keep one of them; for a merge, write '-- revises: 7, 8'.", 3,
				HeaderKey.REVISES, List.of("7", "8")),
				new HeaderProblem(ProblemType.DUPLICATE_HEADER,
						"line 2 already has a 'branch' header. Keep one of them; write '-- branch: a, b'.", 4,
						HeaderKey.BRANCH, List.of("a", "b")),
				new HeaderProblem(ProblemType.DUPLICATE_HEADER,
						"line 1 already has a 'revises' header. Keep one of them; for a merge, write '-- revises: 7'.",
						5, HeaderKey.REVISES, List.of("7")));
		assertThat(header.values(HeaderKey.REVISES)).containsExactly("7");
	}

	@Test
	void readWhenLineIsVeryLongFindsTheNextHeader() {
		Header header = read("-- " + "x".repeat(60_000) + "\n-- revises: 7\n-- " + " ".repeat(1_000_000));
		assertThat(header.values(HeaderKey.REVISES)).containsExactly("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "revises", "depends-on", "branch" })
	void readWhenAHeaderIsVeryLongIsAProblemOfItsOwn(String key) {
		Header header = read("-- " + key + ": " + "7, ".repeat(400) + "8\n-- revises: 5");
		assertThat(header.problems()).first().satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_HEADER);
			assertThat(problem.message()).startsWith("'" + key + ": 7, 7, ")
				.contains("...' is longer than 1000 characters. Write '-- " + key + ": <")
				.hasSizeLessThan(400);
		});
		assertThat(header.values(HeaderKey.DEPENDS_ON)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- revises: ", "-- revises ", "-- depends-on: a, ", "-- replaces: ", "-- revise: " })
	void readWhenVersionsAreHugeCostsLittle(String start) {
		Header header = read((start + "9".repeat(60_000) + "\n").repeat(200));
		assertThat(header.problems()).hasSizeLessThanOrEqualTo(20)
			.allSatisfy((problem) -> assertThat(problem.message()).hasSizeLessThan(500));
	}

	@Test
	void readWhenAVersionIsLongerThanTheColumnOfTheHistoryQuotesItsBeginning() {
		assertThat(read("-- revises: " + "9".repeat(900)).problems()).singleElement()
			.extracting(HeaderProblem::message, as(InstanceOfAssertFactories.STRING))
			.startsWith("'revises: 999")
			.contains("...' names '999", "...', which is not a version. Write '-- revises: <version>'")
			.hasSizeLessThan(600);
		assertThat(read("-- revises: " + "9".repeat(50)).problems()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- revises: x\n", "-- revises 7\n", "-- revises: 7\n" })
	void readWhenEveryLineIsAProblemReportsSome(String line) {
		assertThat(read(line.repeat(5_000)).problems()).hasSize(20);
	}

	@Test
	void readWhenCommentsDoNotEndStops() {
		assertThat(read("-- x\n".repeat(300_000) + "-- revises: 7")).isEqualTo(Header.none());
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- branch: a\u0007b", "-- branch: a\u001b[2J", "-- branch: \u202eb",
			"-- branch: a\u00a0b", "-- branch: a\u2028b", "-- branch: a\u200bb", "-- branch: a\u0085b",
			"-- branch: a\u007f", "-- depends-on: a\u001b[2J", "-- revises: 2 \u001b[31mX", "-- revises: 7\u0000",
			"-- branch: \ufeffa" })
	void readWhenItCannotBePrintedIsAProblemThatCan(String text) {
		assertThat(read(text).problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_HEADER);
			assertThat(problem.message()).doesNotMatch("(?s).*[\\p{C}\\p{Zl}\\p{Zp}].*");
		});
		assertThat(read(text).values(HeaderKey.BRANCH)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "größe", "release/2.x", "計画", "😀", "a_b-c.d" })
	void readWhenALabelIsPrintableTakesIt(String label) {
		assertThat(read("-- branch: " + label).values(HeaderKey.BRANCH)).containsExactly(label);
	}

	@Test
	void ofTakesValuesOfAnnotation() {
		Header header = Header.of(Map.of(HeaderKey.REVISES, List.of("7", "8"), HeaderKey.BRANCH, List.of("a")));
		assertThat(header.problems()).isEmpty();
		assertThat(header.line(HeaderKey.REVISES)).isEqualTo(new Header.Line(List.of("7", "8"), null));
		assertThat(header.values(HeaderKey.BRANCH)).containsExactly("a");
		assertThat(header.values(HeaderKey.DEPENDS_ON)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '\'', delimiter = '|',
			value = { "7, 8 | '\"7, 8\" names ''7, 8'', which is not a version. Write \"7\", \"8\".'",
					"x    | '\"x\" names ''x'', which is not a version. Write \"<version>\".'" })
	void ofWhenMalformedSaysWhatToWrite(String value, String message) {
		assertThat(Header.of(Map.of(HeaderKey.REVISES, List.of(value))).problems())
			.extracting(HeaderProblem::type, HeaderProblem::message, HeaderProblem::line)
			.containsExactly(tuple(ProblemType.MALFORMED_HEADER, message, null));
	}

	private static Header read(String text) {
		try {
			return ScriptText
				.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
				.header();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
