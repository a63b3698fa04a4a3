package dev.headway.script.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeaderEdit}.
 */
class HeaderEditTests {

	@ParameterizedTest
	@ValueSource(strings = { "-- revises: %s", "-- revises: %s\n", "--revises:%s\r\n;", "--- Revises  :  %s  \rselect",
			"# REVISES: %s\n", "\n\n-- x: 1\n-- revises: %s\n", "/* revises: 0 */ -- revises: %s\n",
			"\r\n/* a\r\n: */\r\n\r-- revises: %s", "\ufeff-- revises: %s\n", "-- 日本: 2\n-- revises: %s\nselect 'é';" })
	void writeReplacesTheValueOnly(String script) {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			String marked = (encoding.equals(StandardCharsets.UTF_8) || script.startsWith("\ufeff")) ? script
					: "\ufeff" + script;
			HeaderEdit edit = HeaderEdit.of(marked.formatted("2,  3").getBytes(encoding));
			byte[] changed = edit.write(HeaderKey.REVISES, List.of("10", "4"), "--").bytes();
			assertThat(new String(changed, encoding)).isEqualTo(marked.formatted("10, 4"));
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			''                  | -- revises: 1\\n
			select 1;           | -- revises: 1\\nselect 1;
			a\\r\\nb\\n         | -- revises: 1\\r\\na\\r\\nb\\n
			a\\rb               | -- revises: 1\\ra\\rb
			\\n                 | -- revises: 1\\n\\n
			\ufeffa\\r\\n       | \ufeff-- revises: 1\\r\\na\\r\\n
			#!/bin/sh\\nls      | #!/bin/sh\\n-- revises: 1\\nls
			-- branch: b\\na    | -- revises: 1\\n-- branch: b\\na
			a\\n-- revises: 2   | -- revises: 1\\na\\n-- revises: 2
			""")
	void writeWhenThereIsNoLineAddsOneAtTheTop(String before, String after) {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
			byte[] script = unescape(before).getBytes(StandardCharsets.UTF_8);
			HeaderEdit edit = HeaderEdit.of(script).write(HeaderKey.REVISES, List.of("1"), "--");
			assertThat(new String(edit.bytes(), encoding))
				.isEqualTo(new String(unescape(after).getBytes(StandardCharsets.UTF_8), encoding));
		}
	}

	@Test
	void writeWhenUtf16AddsLineAfterByteOrderMark() {
		for (Charset encoding : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			HeaderEdit edit = HeaderEdit.of("\ufeffä\r\n".getBytes(encoding))
				.write(HeaderKey.REVISES, List.of("1"), "#");
			assertThat(new String(edit.bytes(), encoding)).isEqualTo("\ufeff# revises: 1\r\nä\r\n");
			assertThat(edit.header().values(HeaderKey.REVISES)).containsExactly("1");
		}
	}

	@Test
	void writeKeepsBytesThatAreNoText() {
		byte[] script = { '-', '-', 'r', 'e', 'v', 'i', 's', 'e', 's', ':', '2', '\n', (byte) 0xff, 0, (byte) 0xc3 };
		byte[] changed = HeaderEdit.of(script).write(HeaderKey.REVISES, List.of("7"), "--").bytes();
		script[10] = '7';
		assertThat(changed).isEqualTo(script);
	}

	@Test
	void replaceChangesValuesOneByOne() {
		HeaderEdit edit = HeaderEdit
			.of("-- depends-on: 2,billing , 3\n-- revises: 3\n".getBytes(StandardCharsets.UTF_8));
		HeaderEdit changed = edit.replace(HeaderKey.DEPENDS_ON, (name) -> name.equals("3") ? "9" : name);
		assertThat(new String(changed.bytes(), StandardCharsets.UTF_8))
			.isEqualTo("-- depends-on: 2, billing, 9\n-- revises: 3\n");
		assertThat(edit.replace(HeaderKey.DEPENDS_ON, (name) -> name)).isSameAs(edit);
		assertThat(edit.replace(HeaderKey.BRANCH, (name) -> "x")).isSameAs(edit);
	}

	private static String unescape(String text) {
		return text.replace("\\n", "\n").replace("\\r", "\r");
	}

}
