package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
	void writeReplacesTheValueOnly(String script) throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			String marked = (encoding.equals(StandardCharsets.UTF_8) || script.startsWith("\ufeff")) ? script
					: "\ufeff" + script;
			HeaderEdit edit = edit(marked.formatted("2,  3").getBytes(encoding));
			byte[] changed = bytes(edit.write(HeaderKey.REVISES, List.of("10", "4"), "--"));
			assertThat(new String(changed, encoding)).isEqualTo(marked.formatted("10, 4"));
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			''                  | -- revises: 1\\n
			select 'é';         | -- revises: 1\\nselect 'é';
			é\\r\\nb\\n         | -- revises: 1\\r\\né\\r\\nb\\n
			é\\rb               | -- revises: 1\\ré\\rb
			\\n                 | -- revises: 1\\n\\n
			#!/bin/é\\nls       | #!/bin/é\\n-- revises: 1\\nls
			#!/bin/sh           | #!/bin/sh-- revises: 1\\n
			-- branch: é\\na    | -- revises: 1\\n-- branch: é\\na
			é\\n-- revises: 2   | -- revises: 1\\né\\n-- revises: 2
			""")
	void writeWhenThereIsNoLineAddsOneAtTheTop(String before, String after) throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
			byte[] script = unescape(before).getBytes(encoding);
			HeaderEdit edit = edit(script).write(HeaderKey.REVISES, List.of("1"), "--");
			assertThat(bytes(edit)).asString(encoding).isEqualTo(unescape(after));
		}
	}

	@Test
	void writeWhenUtf8HasByteOrderMarkAddsLineAfterIt() throws IOException {
		HeaderEdit edit = edit("\ufeffé\r\n".getBytes(StandardCharsets.UTF_8)).write(HeaderKey.REVISES, List.of("1"),
				"--");
		assertThat(bytes(edit)).asString(StandardCharsets.UTF_8).isEqualTo("\ufeff-- revises: 1\r\né\r\n");
		assertThat(edit.header().values(HeaderKey.REVISES)).containsExactly("1");
	}

	@Test
	void writeWhenUtf16HasInvalidSurrogatesKeepsThem() throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			byte[] before = "\ufeff-- ??\n-- revises: 2\n".getBytes(encoding);
			byte[] after = "\ufeff-- ??\n-- revises: 10\n".getBytes(encoding);
			int high = encoding.equals(StandardCharsets.UTF_16BE) ? 8 : 9;
			for (byte[] script : List.of(before, after)) {
				script[high] = (byte) 0xd8;
				script[high + 2] = 0;
			}
			assertThat(bytes(edit(before).write(HeaderKey.REVISES, List.of("10"), "--"))).isEqualTo(after);
		}
	}

	@Test
	void replaceWhenALaterCommentLooksLikeTheHeaderChangesTheHeaderOnly() throws IOException {
		String script = "-- revises: 2\nselect 1; -- revises: 2\n-- revises: 2\n";
		HeaderEdit edit = edit(script.getBytes(StandardCharsets.UTF_8));
		assertThat(bytes(edit.replace(HeaderKey.REVISES, (name) -> "7"))).asString(StandardCharsets.UTF_8)
			.isEqualTo("-- revises: 7\nselect 1; -- revises: 2\n-- revises: 2\n");
	}

	@Test
	void writeWhenUtf16AddsLineAfterByteOrderMark() throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			HeaderEdit edit = edit("\ufeffä\r\n".getBytes(encoding)).write(HeaderKey.REVISES, List.of("1"), "#");
			assertThat(new String(bytes(edit), encoding)).isEqualTo("\ufeff# revises: 1\r\nä\r\n");
			assertThat(edit.header().values(HeaderKey.REVISES)).containsExactly("1");
		}
	}

	@Test
	void writeWhenAnInvalidByteIsBetweenTwoLineEndsChangesTheLineOfTheHeader() throws IOException {
		HeaderEdit edit = edit("/* a\r\u0093\n*/\n-- revises: 2\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(bytes(edit.write(HeaderKey.REVISES, List.of("7"), "--"))).asString(StandardCharsets.ISO_8859_1)
			.isEqualTo("/* a\r\u0093\n*/\n-- revises: 7\n");
	}

	@Test
	void writeKeepsBytesThatAreNoText() throws IOException {
		byte[] script = { '-', '-', 'r', 'e', 'v', 'i', 's', 'e', 's', ':', '2', '\n', (byte) 0xff, 0, (byte) 0xc3 };
		byte[] changed = bytes(edit(script).write(HeaderKey.REVISES, List.of("7"), "--"));
		script[10] = '7';
		assertThat(changed).isEqualTo(script);
	}

	@Test
	void replaceChangesValuesOneByOne() throws IOException {
		HeaderEdit edit = edit("-- depends-on: 2,billing , 3\n-- revises: 3\n".getBytes(StandardCharsets.UTF_8));
		HeaderEdit changed = edit.replace(HeaderKey.DEPENDS_ON, (name) -> name.equals("3") ? "9" : name);
		assertThat(new String(bytes(changed), StandardCharsets.UTF_8))
			.isEqualTo("-- depends-on: 2, billing, 9\n-- revises: 3\n");
		assertThat(edit.replace(HeaderKey.DEPENDS_ON, (name) -> name)).isSameAs(edit);
		assertThat(edit.replace(HeaderKey.BRANCH, (name) -> "x")).isSameAs(edit);
	}

	@Test
	void ofReadsNotMuchMoreThanTheLeadingComments() throws IOException {
		long[] read = new long[1];
		HeaderEdit edit = HeaderEdit.of(() -> new SequenceInputStream(
				new ByteArrayInputStream("-- revises: 1\nselect 1;\n".getBytes(StandardCharsets.UTF_8)), zeros(read)));
		assertThat(read[0]).isLessThan(100_000);
		try (InputStream changed = edit.write(HeaderKey.REVISES, List.of("2"), "--").open()) {
			assertThat(new String(changed.readNBytes(24), StandardCharsets.UTF_8))
				.isEqualTo("-- revises: 2\nselect 1;\n".substring(0, 24));
		}
		assertThat(read[0]).isLessThan(1_000_000);
	}

	@Test
	void writeWhenLineEndIsBetweenTwoBlocksKeepsIt() throws IOException {
		for (int length = 8180; length < 8200; length++) {
			String script = "x".repeat(length) + "\r\nselect 1;\r\n";
			byte[] changed = bytes(
					edit(script.getBytes(StandardCharsets.UTF_8)).write(HeaderKey.REVISES, List.of("1"), "--"));
			assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo("-- revises: 1\r\n" + script);
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			-- revises: 1\\nselect 1;   | select 1;\\r\\n            | true
			-- revises: 1\\n-- a        | -- revises: 2\\n\\n  -- a | false
			#a\\r\\n\\r#b          | # revises: 3\\n#a\\n#b     | false
			''                          | -- branch: a               | false
			/* a */                     | '  /* a */  '              | true
			""")
	void bodyDigestWhenOnlyHeadersDifferIsTheSame(String script, String other, boolean hasSql) throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			String mark = encoding.equals(StandardCharsets.UTF_8) ? "" : "\ufeff";
			HeaderEdit edit = edit((mark + unescape(script)).getBytes(encoding));
			assertThat(edit.bodyDigest()).isEqualTo(edit((mark + unescape(other)).getBytes(encoding)).bodyDigest())
				.isNotEqualTo(edit((mark + unescape(other) + "\nx").getBytes(encoding)).bodyDigest());
			assertThat(edit.hasSql()).isEqualTo(hasSql);
		}
	}

	/**
	 * A gigabyte, of which it is counted how much was read.
	 */
	private static InputStream zeros(long[] read) {
		return new InputStream() {

			private long left = 1L << 30;

			@Override
			public int read() {
				read[0]++;
				return (this.left-- > 0) ? 0 : -1;
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				int count = (int) Math.min(length, this.left);
				this.left -= count;
				read[0] += count;
				return (count > 0) ? count : -1;
			}

		};
	}

	private static HeaderEdit edit(byte[] script) throws IOException {
		return HeaderEdit.of(() -> new ByteArrayInputStream(script));
	}

	private static byte[] bytes(HeaderEdit edit) throws IOException {
		try (InputStream bytes = edit.open()) {
			return bytes.readAllBytes();
		}
	}

	private static String unescape(String text) {
		return text.replace("\\n", "\n").replace("\\r", "\r");
	}

}
