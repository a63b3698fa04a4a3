package dev.headway.script.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileContent}.
 */
class FileContentTests {

	@Test
	void ofLinesEndsEachLineWithLineFeed() {
		FileContent content = FileContent.of(List.of("größe", ""));
		assertThat(content).isEqualTo(FileContent.of("größe\n\n".getBytes(StandardCharsets.UTF_8)));
		assertThat(content.lines()).containsExactly("größe", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE" })
	void linesWhenThereIsByteOrderMarkDecodesThem(String encoding) {
		FileContent content = FileContent.of("\ufeff-- ü\r\nselect 1;\rx".getBytes(Charset.forName(encoding)));
		assertThat(content.lines()).last().isEqualTo("x");
		assertThat(content.lines().get(0).replace("\ufeff", "")).isEqualTo("-- ü");
		assertThat(content.lines()).hasSize(3);
	}

	@Test
	void linesWhenEmptyOrOneByteHasNoByteOrderMark() {
		assertThat(FileContent.of(new byte[0]).lines()).isEmpty();
		assertThat(FileContent.of(new byte[] { 'a' }).lines()).containsExactly("a");
	}

	@Test
	void bytesAreCopied() {
		byte[] bytes = { 'a' };
		FileContent content = FileContent.of(bytes);
		bytes[0] = 'b';
		assertThat(content).hasToString("a");
	}

	@Test
	void equalsComparesBytes() {
		FileContent content = FileContent.of(List.of("a", "b"));
		assertThat(content).isEqualTo(FileContent.of("a\nb\n".getBytes(StandardCharsets.UTF_8)))
			.hasSameHashCodeAs(FileContent.of(List.of("a", "b")))
			.isNotEqualTo(FileContent.of("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8)))
			.isNotEqualTo("a\nb\n");
	}

	@Test
	void openWhenContentIsLargeReadsItAgain() throws IOException {
		byte[] bytes = "select 1;\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
		int[] opened = new int[1];
		FileContent content = FileContent.of(() -> {
			opened[0]++;
			return new ByteArrayInputStream(bytes);
		});
		assertThat(content.open()).hasBinaryContent(bytes);
		assertThat(opened[0]).isEqualTo(2);
		bytes[bytes.length - 1] = ' ';
		assertThat(content).isNotEqualTo(FileContent.of(bytes));
		assertThat(content.lines()).startsWith("select 1;").hasSizeLessThan(7_000);
	}

	@Test
	void toStringJoinsLines() {
		assertThat(FileContent.of("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8))).hasToString("a\nb");
	}

}
