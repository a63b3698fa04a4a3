package dev.headway.script.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.ScriptResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileVersion}.
 */
class FileVersionTests {

	@ParameterizedTest
	@ValueSource(strings = { "select 1;\r\nselect 2;", "select 1;\rselect 2;", "\ufeffselect 1;\nselect 2;\n" })
	void isSameWhenOnlyLineEndsOrByteOrderMarkDiffer(String content) {
		FileVersion version = version("a", "select 1;\nselect 2;", StandardCharsets.UTF_8);
		FileVersion other = version("b", content, StandardCharsets.UTF_8);
		assertThat(version.isSame(other, StandardCharsets.UTF_8)).isTrue();
		assertThat(other.isSame(version, StandardCharsets.UTF_8)).isTrue();
	}

	@Test
	void isSameWhenContentDiffersIsFalse() {
		FileVersion version = version("a", "select 1;", StandardCharsets.UTF_8);
		assertThat(version.isSame(version("b", "select 1; ", StandardCharsets.UTF_8), StandardCharsets.UTF_8))
			.isFalse();
	}

	@Test
	void isSameWhenIdIsTheSameDoesNotRead() {
		assertThat(
				new FileVersion("a", new Broken()).isSame(new FileVersion("a", new Broken()), StandardCharsets.UTF_8))
			.isTrue();
	}

	@Test
	void isSameWhenOneIsUnreadableIsFalse() {
		FileVersion version = version("a", "select 1;", StandardCharsets.UTF_8);
		assertThat(version.isSame(new FileVersion("b", new Broken()), StandardCharsets.UTF_8)).isFalse();
	}

	@Test
	void isSameWhenEncodingIsWrongComparesIdsOnly() {
		FileVersion version = version("a", "-- für\n", StandardCharsets.ISO_8859_1);
		FileVersion other = version("b", "-- für\r\n", StandardCharsets.ISO_8859_1);
		assertThat(version.isSame(other, StandardCharsets.UTF_8)).isFalse();
		assertThat(version.isSame(other, StandardCharsets.ISO_8859_1)).isTrue();
	}

	private static FileVersion version(String id, String content, Charset encoding) {
		return new FileVersion(id, new InMemory(content.getBytes(encoding)));
	}

	/**
	 * A file in memory.
	 */
	private static final class InMemory implements ScriptResource {

		private final byte[] content;

		private InMemory(byte[] content) {
			this.content = content;
		}

		@Override
		public String filename() {
			return "V1__a.sql";
		}

		@Override
		public InputStream open() {
			return new ByteArrayInputStream(this.content);
		}

	}

	/**
	 * A file that cannot be read.
	 */
	private static final class Broken implements ScriptResource {

		@Override
		public String filename() {
			return "V1__a.sql";
		}

		@Override
		public InputStream open() throws IOException {
			throw new IOException("broken disk");
		}

	}

}
