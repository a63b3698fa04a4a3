package dev.headway.script.index;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.ParentRule;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptNaming;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderLine;
import dev.headway.script.text.ScriptText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ScriptIndex} and {@link IndexFormat}.
 */
class ScriptIndexTests {

	private static final ScriptText PLAIN = new ScriptText(Header.none(), -5, List.of(), null);

	private static final ScriptText MERGE = new ScriptText(new Header(
			Map.of(HeaderKey.REVISES, new HeaderLine(List.of("7", "8.1"), 1), HeaderKey.DEPENDS_ON,
					new HeaderLine(List.of("5"), 3), HeaderKey.BRANCH, new HeaderLine(List.of("a=b", "größe"), 12)),
			List.of()), Integer.MAX_VALUE, List.of(), null);

	private final Map<String, IndexEntry> entries = new LinkedHashMap<>();

	@Test
	void parseReadsWhatWasWritten() {
		this.entries.put("V1__a.sql", new IndexEntry(0, 0, PLAIN));
		this.entries.put("sub/V9__größe ändern $x.sql", new IndexEntry(1L << 40, 0xffffffffL, MERGE));
		this.entries.put("odd\\n\ttab\nline\rreturn.sql", new IndexEntry(3, 0xabcL, PLAIN));
		this.entries.put("afterMigrate.sql", new IndexEntry(3, 1, null));
		ScriptIndex index = ScriptIndex.parse(written());
		assertThat(index.entries()).isEqualTo(this.entries);
		assertThat(index.encoding()).isEqualTo(StandardCharsets.UTF_8);
	}

	@Test
	void writeIsReadableText() {
		this.entries.put("V1__a.sql", new IndexEntry(10, 0xabc, PLAIN));
		this.entries.put("V9__m.sql", new IndexEntry(20, 0xdef, MERGE));
		this.entries.put("afterMigrate.sql", new IndexEntry(3, 1, null));
		assertThat(new String(written(), StandardCharsets.UTF_8).lines()).hasSize(5)
			.startsWith("headway.index 1 UTF-8", "V1__a.sql\t10\tabc\t-5",
					"V9__m.sql\t20\tdef\t2147483647\trevises@1=7,8.1\tdepends-on@3=5\tbranch@12=a=b,größe",
					"afterMigrate.sql\t3\t1");
	}

	@Test
	void parseWhenEmptyFolderIsEmpty() {
		assertThat(ScriptIndex.parse(written()).entries()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "headway.index 2 UTF-8\nend 0\n", "headway.index 1 UTF-8", "no index\n" })
	void parseWhenOtherFormatIsUnusable(String content) {
		assertThatExceptionOfType(UnusableIndexException.class)
			.isThrownBy(() -> ScriptIndex.parse(content.getBytes(StandardCharsets.UTF_8)))
			.withMessage("its first line is not 'headway.index 1' and an encoding");
	}

	@Test
	void parseWhenAnyByteIsChangedOrMissingIsUnusable() {
		this.entries.put("V1__a.sql", new IndexEntry(10, 0xabc, PLAIN));
		this.entries.put("V9__m.sql", new IndexEntry(20, 0xdef, MERGE));
		byte[] whole = written();
		for (int i = 0; i < whole.length; i++) {
			byte[] changed = whole.clone();
			changed[i] ^= 1;
			byte[] cut = new byte[i];
			System.arraycopy(whole, 0, cut, 0, i);
			assertThatExceptionOfType(UnusableIndexException.class).isThrownBy(() -> ScriptIndex.parse(changed));
			assertThatExceptionOfType(UnusableIndexException.class).isThrownBy(() -> ScriptIndex.parse(cut));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.index 1 UTF-9\nend ef3ff24d\n", "headway.index 1 UTF-8\nV1__a.sql\t1\nend 0\n" })
	void parseWhenSumIsRightButContentIsNotIsUnusable(String content) {
		String body = content.substring(0, content.lastIndexOf("end "));
		CRC32 crc = new CRC32();
		crc.update(body.getBytes(StandardCharsets.UTF_8));
		byte[] summed = (body + "end " + Long.toHexString(crc.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(UnusableIndexException.class).isThrownBy(() -> ScriptIndex.parse(summed))
			.withMessage("it is damaged");
	}

	@Test
	void textsWhenFilesAreTheSameTellsThem() {
		this.entries.put("V1__a.sql", new IndexEntry(10, 0xabc, PLAIN));
		this.entries.put("afterMigrate.sql", new IndexEntry(3, 1, null));
		Map<String, FileStamp> files = Map.of("V1__a.sql", new FileStamp(10, 0xabcL, false), "afterMigrate.sql",
				new FileStamp(3, null, false), "HEAD", new FileStamp(3, 7L, true));
		assertThat(index().texts(settings(StandardCharsets.UTF_8, ".sql"), files))
			.isEqualTo(Map.of("V1__a.sql", PLAIN));
	}

	@Test
	void textsWhenAFileDiffersNamesIt() {
		this.entries.put("V1__a.sql", new IndexEntry(10, 0xabc, PLAIN));
		assertFault("'V1__a.sql' has 11 bytes instead of 10", Map.of("V1__a.sql", new FileStamp(11, 0xabcL, false)));
		assertFault("'V1__a.sql' has other content", Map.of("V1__a.sql", new FileStamp(10, 0xabdL, false)));
		assertFault("'V1__a.sql' is newer", Map.of("V1__a.sql", new FileStamp(10, null, true)));
		assertFault("'V1__a.sql' is in it and is gone", Map.of());
		assertFault("'V2__b.SQL' is not in it",
				Map.of("V1__a.sql", new FileStamp(10, 0xabcL, false), "V2__b.SQL", new FileStamp(10, 0xabcL, false)));
	}

	@Test
	void textsWhenEncodingDiffersNamesBoth() {
		assertThatExceptionOfType(UnusableIndexException.class)
			.isThrownBy(() -> index().texts(settings(StandardCharsets.ISO_8859_1, ".sql"), Map.of()))
			.withMessage("it was made for scripts in UTF-8, and they are read as ISO-8859-1");
	}

	@Test
	void textsWhenSuffixesDifferNamesTheScriptLeftOut() {
		Map<String, FileStamp> files = Map.of("V1__a.ddl", new FileStamp(10, 0xabcL, false));
		assertThatNoException().isThrownBy(() -> index().texts(settings(StandardCharsets.UTF_8, ".sql"), files));
		assertThatExceptionOfType(UnusableIndexException.class)
			.isThrownBy(() -> index().texts(settings(StandardCharsets.UTF_8, ".sql", ".ddl"), files))
			.withMessage("'V1__a.ddl' is not in it");
	}

	private void assertFault(String fault, Map<String, FileStamp> files) {
		assertThatExceptionOfType(UnusableIndexException.class)
			.isThrownBy(() -> index().texts(settings(StandardCharsets.UTF_8, ".sql"), files))
			.withMessage(fault);
	}

	private ScriptIndex index() {
		return new ScriptIndex(StandardCharsets.UTF_8, this.entries);
	}

	private byte[] written() {
		return IndexFormat.write(index());
	}

	private static ScriptSettings settings(Charset encoding, String... suffixes) {
		ScriptNaming naming = new ScriptNaming("V", "R", "B", "U", "__", List.of(suffixes));
		return new ScriptSettings(naming, encoding, false, ParentRule.AUTO, false, true);
	}

}
