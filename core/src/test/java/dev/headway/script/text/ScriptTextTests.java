package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.testing.StockFlyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptText}.
 */
class ScriptTextTests {

	private static final Charset UTF_32 = Charset.forName("UTF-32");

	private static final String TEXT = "create table a (b int);\ninsert into ü values ('€', '😀');\n";

	@TempDir
	private Path folder;

	static Stream<Arguments> contents() {
		return Stream.of(Arguments.of("LF", utf8(TEXT), StandardCharsets.UTF_8),
				Arguments.of("CRLF", utf8(TEXT.replace("\n", "\r\n")), StandardCharsets.UTF_8),
				Arguments.of("CR", utf8(TEXT.replace("\n", "\r")), StandardCharsets.UTF_8),
				Arguments.of("mixed", utf8("a\r\n\r\rb\n\n\rc"), StandardCharsets.UTF_8),
				Arguments.of("BOM", utf8("\ufeff" + TEXT), StandardCharsets.UTF_8),
				Arguments.of("two BOMs", utf8("\ufeff\ufeff" + TEXT), StandardCharsets.UTF_8),
				Arguments.of("BOM on line 2", utf8("\n\ufeff" + TEXT), StandardCharsets.UTF_8),
				Arguments.of("BOM alone", utf8("\ufeff"), StandardCharsets.UTF_8),
				Arguments.of("no final newline", utf8(TEXT.strip()), StandardCharsets.UTF_8),
				Arguments.of("empty", new byte[0], StandardCharsets.UTF_8),
				Arguments.of("newline", utf8("\n"), StandardCharsets.UTF_8),
				Arguments.of("Latin-1", "-- für\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1),
				Arguments.of("UTF-16", TEXT.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16),
				Arguments.of("UTF-16LE", TEXT.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE),
				Arguments.of("UTF-16LE with BOM", ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_16LE),
						StandardCharsets.UTF_16LE),
				Arguments.of("UTF-16BE", TEXT.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE),
				Arguments.of("UTF-32", TEXT.getBytes(UTF_32), UTF_32),
				Arguments.of("wide characters across blocks", utf8("x" + "😀€".repeat(20_000)), StandardCharsets.UTF_8),
				Arguments.of("line ends across blocks", utf8("x" + "\r\n".repeat(20_000)), StandardCharsets.UTF_8),
				Arguments.of("10 MB", tenMegabytes(), StandardCharsets.UTF_8));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("contents")
	void readComputesChecksumOfFlyway(String name, byte[] content, Charset encoding) throws IOException {
		ScriptText text = ScriptText.read(new ByteArrayInputStream(content), encoding);
		assertThat(text.encodingError()).isNull();
		assertThat(text.checksum()).isEqualTo(flyway(content, (flyway) -> flyway.encoding(encoding)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("contents")
	void readWhenFewBytesAtATimeComputesSameChecksum(String name, byte[] content, Charset encoding) throws IOException {
		ScriptText whole = ScriptText.read(new ByteArrayInputStream(content), encoding);
		assertThat(ScriptText.read(new Trickle(content), encoding)).isEqualTo(whole);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("contents")
	void detectComputesChecksumOfFlyway(String name, byte[] content, Charset encoding) throws IOException {
		ScriptText text = ScriptText.detect(new ByteArrayInputStream(content), encoding);
		assertThat(text.checksum())
			.isEqualTo(flyway(content, (flyway) -> flyway.encoding(encoding).detectEncoding(true)));
	}

	@Test
	void detectWhenBytesAreRandomAgreesWithFlyway() throws IOException {
		Random random = new Random(3);
		for (int i = 0; i < 60; i++) {
			byte[] content = new byte[random.nextInt(12)];
			for (int place = 0; place < content.length; place++) {
				content[place] = (byte) new int[] { 0, 0, 'a', '\n', 0xfe, 0xff, 0xd8, 0xc3 }[random.nextInt(8)];
			}
			ScriptText text = ScriptText.detect(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
			Integer expected = flywayIfLegal(content, (flyway) -> flyway.detectEncoding(true));
			assertThat(text.checksum()).as(HexFormat.of().formatHex(content)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16", "ISO-8859-1" })
	void readWhenTextIsRandomAgreesWithFlyway(Charset encoding) throws IOException {
		Random random = new Random(11);
		String[] pieces = { "\n", "\r", "\r\n", "a", "--", "ü", "€", "😀", "\ufeff", "\u0085", "\u2028",
				" ".repeat(1023) };
		for (int i = 0; i < 25; i++) {
			StringBuilder text = new StringBuilder();
			for (int length = random.nextInt(20); length > 0; length--) {
				text.append(pieces[random.nextInt(pieces.length)]);
			}
			byte[] content = text.toString().getBytes(encoding);
			Integer checksum = ScriptText.read(new Trickle(content), encoding).checksum();
			assertThat(checksum).as(HexFormat.of().formatHex(content))
				.isEqualTo(flyway(content, (flyway) -> flyway.encoding(encoding)));
		}
	}

	@Test
	void detectOffersChecksumsOfOtherEncodings() throws IOException {
		byte[] content = "-- für\n".getBytes(StandardCharsets.UTF_8);
		ScriptText text = ScriptText.detect(new ByteArrayInputStream(content), Charset.forName("windows-1252"));
		Integer latin = flyway(content, (flyway) -> flyway.encoding(StandardCharsets.ISO_8859_1));
		Integer utf8 = flyway(content, (flyway) -> flyway);
		assertThat(text.checksum()).isEqualTo(utf8);
		assertThat(text.otherChecksums()).contains(latin).doesNotContain(utf8).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8,1,0,ff", "UTF-8,1,2,2d2dc3", "UTF-8,2,2,610aff", "UTF-8,2,3,610d0aff", "UTF-8,3,2,0d0dff0a",
			"UTF-16,1,4,0061006100", "US-ASCII,1,1,61e9e9", "UTF-8,1,3,efbbbfc0" })
	void readWhenBytesAreInvalidSaysWhere(Charset encoding, int line, long offset, String bytes) throws IOException {
		InputStream content = new ByteArrayInputStream(HexFormat.of().parseHex(bytes));
		assertThat(ScriptText.read(content, encoding).encodingError())
			.isEqualTo(new ScriptText.EncodingError(encoding, line, offset));
	}

	@Test
	void readWhenEncodingIsWrongHasNoChecksumButHeader() throws IOException {
		byte[] content = "-- für Bücher\r\n-- revises: 7\r\nselect 'ü';".getBytes(StandardCharsets.ISO_8859_1);
		ScriptText text = ScriptText.read(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
		assertThat(text.checksum()).isNull();
		assertThat(text.encodingError()).isEqualTo(new ScriptText.EncodingError(StandardCharsets.UTF_8, 1, 4));
		assertThat(text.header().values(HeaderKey.REVISES)).containsExactly("7");
	}

	@Test
	void readWhenFailingPassesFailureOn() {
		InputStream failing = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken");
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				throw new IOException("broken");
			}

		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ScriptText.read(failing, StandardCharsets.UTF_8))
			.withMessage("broken");
	}

	@Test
	void headerReadsNoFurtherThanItMust() throws IOException {
		InputStream large = new ByteArrayInputStream(utf8("-- revises: 7\nselect 1;" + " ".repeat(1_000_000)));
		Header header = ScriptText.header(large, StandardCharsets.UTF_8);
		assertThat(large.available()).isGreaterThan(900_000);
		assertThat(header.values(HeaderKey.REVISES)).containsExactly("7");
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1" })
	void headerWhenByteOrderMarkReadsIt(Charset encoding) throws IOException {
		String mark = encoding.name().matches("UTF-(8|16[LB]E)") ? "\ufeff" : "";
		byte[] content = (mark + "-- revises: 7\n-- depends-on: 5").getBytes(encoding);
		Header header = ScriptText.header(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
		assertThat(header.values(HeaderKey.REVISES)).containsExactly("7");
		assertThat(header.values(HeaderKey.DEPENDS_ON)).containsExactly("5");
	}

	@Test
	void headerWhenEmptyIsNone() throws IOException {
		assertThat(ScriptText.header(InputStream.nullInputStream(), StandardCharsets.UTF_8)).isEqualTo(Header.none());
	}

	private Integer flyway(byte[] content, UnaryOperator<FluentConfiguration> customizer) throws IOException {
		Files.write(this.folder.resolve("V1__x.sql"), content);
		List<MigrationInfo> found = StockFlyway
			.find((flyway) -> customizer.apply(flyway.locations("filesystem:" + this.folder)));
		return found.get(0).getChecksum();
	}

	private @Nullable Integer flywayIfLegal(byte[] content, UnaryOperator<FluentConfiguration> customizer)
			throws IOException {
		try {
			return flyway(content, customizer);
		}
		catch (FlywayException ex) {
			return null;
		}
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] tenMegabytes() {
		return utf8("insert into t values (1, 'größer als gedacht');\r\n".repeat(210_000));
	}

	/**
	 * Hands out at most three bytes at a time.
	 */
	private static final class Trickle extends ByteArrayInputStream {

		private Trickle(byte[] content) {
			super(content);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			return super.read(bytes, offset, Math.min(length, 3));
		}

	}

}
