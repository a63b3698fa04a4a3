package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplacesMarker}.
 */
class ReplacesMarkerTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			'replaces: 2 704919148',                              2,   704919148,   -,      -
			'Replaces : 1_2 -5 revises 1',                        1.2, -5,          1,      -
			'replaces:2 7 revises 7, 8 depends-on 5,billing',     2,   7,           '7, 8', '5,billing'
			'REPLACES: 2 7 depends-on 5',                         2,   7,           -,      5
			'replaces: 2 -2147483648 revises base',               2,   -2147483648, base,   -
			""")
	void parseReadsAllParts(String comment, String version, int checksum, String revises, String dependsOn) {
		assertThat(ReplacesMarker.parse(comment, 3)).hasValueSatisfying((marker) -> {
			assertThat(marker.version().text()).isEqualTo(version);
			assertThat(marker.checksum()).isEqualTo(checksum);
			assertThat(marker.revises()).isEqualTo(revises);
			assertThat(marker.dependsOn()).isEqualTo(dependsOn);
			assertThat(marker.line()).isEqualTo(3);
			assertThat(ReplacesMarker.parse(marker.text(), 3)).contains(marker);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "replaces: the old view", "replaces: 2", "replaces: 2 abc", "replaces: 2 9999999999",
			"replaces: x 5", "replaces 2 5", "replaces: 2 5 revises", "replaces: 2 5 and more", "revises: 2 5", "" })
	void parseWhenVersionOrChecksumIsMissingIsProse(String comment) {
		assertThat(ReplacesMarker.parse(comment, 1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into a values (1);\n", "", "-- revises: 1\nselect 1;", "-- revises: 1",
			"--revises:1,2\r\n-- depends-on: 3 , billing\r\nselect 1;\r\n",
			"/* license */\n# revises: base\nselect 1;\n", "\ufeff-- branch: a\n-- revises: 1\nselect 'é';\n",
			"#!/bin/sh\nls\n" })
	void rebuildRestoresWhatWasRenamed(String script) throws IOException {
		for (Charset encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			boolean marked = !encoding.equals(StandardCharsets.UTF_8) && !script.startsWith("\ufeff");
			byte[] before = (marked ? "\ufeff" + script : script).getBytes(encoding);
			HeaderEdit first = move(edit(before), "2", encoding, List.of("9"));
			HeaderEdit second = move(first, "10", encoding, List.of("11"));
			assertThat(first.header().markers()).hasSize(1);
			assertThat(second.header().markers()).extracting((marker) -> marker.version().text())
				.containsExactly("2", "10");
			assertThat(second.header().values(HeaderKey.REVISES)).containsExactly("11");
			assertThat(second.header().problems()).isEmpty();
			for (ReplacesMarker marker : second.header().markers()) {
				assertThat(second.rebuild(marker).checksum(encoding)).isEqualTo(marker.checksum());
			}
			assertThat(first.checksum(encoding)).isNotEqualTo(checksum(before, encoding));
		}
	}

	@Test
	void rebuildWhenStatementsChangedHasAnotherChecksum() throws IOException {
		HeaderEdit moved = move(edit("select 1;\n".getBytes(StandardCharsets.UTF_8)), "2", StandardCharsets.UTF_8,
				List.of("3"));
		byte[] edited = new String(moved.open().readAllBytes(), StandardCharsets.UTF_8).replace("select 1", "select 2")
			.getBytes(StandardCharsets.UTF_8);
		ReplacesMarker marker = moved.header().markers().get(0);
		assertThat(edit(edited).rebuild(marker).checksum(StandardCharsets.UTF_8)).isNotEqualTo(marker.checksum());
	}

	@Test
	void headerWhenThereIsAMarkerHasNoParents() throws IOException {
		Header header = edit("-- replaces: 2 5\nselect 1;".getBytes(StandardCharsets.UTF_8)).header();
		assertThat(header.lines()).isEmpty();
		assertThat(header.problems()).isEmpty();
	}

	private static HeaderEdit edit(byte[] script) throws IOException {
		return HeaderEdit.of(() -> new ByteArrayInputStream(script));
	}

	private static HeaderEdit move(HeaderEdit before, String version, Charset encoding, List<String> parents)
			throws IOException {
		ReplacesMarker marker = before.marker(Version.parse(version).orElseThrow(),
				Objects.requireNonNull(before.checksum(encoding)));
		return before.write(HeaderKey.REVISES, parents, "--").write(marker, "--");
	}

	private static int checksum(byte[] script, Charset encoding) throws IOException {
		return Objects.requireNonNull(ScriptText.read(new ByteArrayInputStream(script), encoding).checksum());
	}

}
