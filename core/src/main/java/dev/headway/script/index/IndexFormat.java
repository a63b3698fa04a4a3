package dev.headway.script.index;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderLine;
import dev.headway.script.text.ScriptText;

/**
 * An index as text in UTF-8. The first line names format and encoding, and the last one
 * has the CRC-32 of all that is before it. Each line between them is a file, with tabs
 * between path, size, CRC-32, and, where the file need not be read, Flyway's checksum and
 * the lines of the header, such as {@code revises@1=7,8}.
 */
final class IndexFormat {

	private static final String FIRST = "headway.index 1 ";

	private static final String LAST = "end ";

	private static final int HEX = 16;

	private IndexFormat() {
	}

	static byte[] write(ScriptIndex index) {
		StringBuilder text = new StringBuilder(FIRST).append(index.encoding()).append('\n');
		index.entries().forEach((path, entry) -> {
			text.append(escape(path)).append('\t').append(entry.size()).append('\t');
			text.append(Long.toHexString(entry.crc()));
			if (entry.text() != null) {
				append(text, entry.text());
			}
			text.append('\n');
		});
		return text.append(last(text.toString())).toString().getBytes(StandardCharsets.UTF_8);
	}

	static ScriptIndex read(byte[] content) {
		String text = new String(content, StandardCharsets.UTF_8);
		int firstEnd = text.indexOf('\n');
		if (!text.startsWith(FIRST) || firstEnd < 0) {
			throw new UnusableIndexException("its first line is not '%s' and an encoding".formatted(FIRST.strip()));
		}
		int lastStart = text.lastIndexOf('\n', text.length() - 2) + 1;
		if (!text.substring(lastStart).equals(last(text.substring(0, lastStart)))) {
			throw damaged();
		}
		try {
			return new ScriptIndex(Charset.forName(text.substring(FIRST.length(), firstEnd)),
					entries(text, firstEnd + 1, lastStart));
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw damaged();
		}
	}

	private static void append(StringBuilder text, ScriptText script) {
		text.append('\t').append(script.checksum());
		for (HeaderKey key : HeaderKey.values()) {
			HeaderLine line = script.header().line(key);
			if (line != null) {
				text.append('\t').append(key.text()).append('@').append(line.line()).append('=');
				text.append(String.join(",", line.values()));
			}
		}
	}

	private static Map<String, IndexEntry> entries(String text, int start, int end) {
		Map<String, IndexEntry> entries = new LinkedHashMap<>();
		for (int at = start; at < end;) {
			int next = text.indexOf('\n', at) + 1;
			String[] parts = text.substring(at, next - 1).split("\t");
			entries.put(unescape(parts[0]), entry(parts));
			at = next;
		}
		return entries;
	}

	private static IndexEntry entry(String[] parts) {
		long size = Long.parseLong(parts[1]);
		long crc = Long.parseLong(parts[2], HEX);
		return new IndexEntry(size, crc,
				(parts.length > 3) ? new ScriptText(header(parts), Integer.valueOf(parts[3]), List.of(), null) : null);
	}

	private static Header header(String[] parts) {
		if (parts.length == 4) {
			return Header.none();
		}
		Map<HeaderKey, HeaderLine> lines = new EnumMap<>(HeaderKey.class);
		for (int i = 4; i < parts.length; i++) {
			String part = parts[i];
			int line = part.indexOf('@');
			int values = part.indexOf('=', line);
			lines.put(key(part.substring(0, line)), new HeaderLine(List.of(part.substring(values + 1).split(",")),
					Integer.valueOf(part.substring(line + 1, values))));
		}
		return new Header(lines, List.of());
	}

	private static HeaderKey key(String text) {
		for (HeaderKey key : HeaderKey.values()) {
			if (key.text().equals(text)) {
				return key;
			}
		}
		throw damaged();
	}

	private static String last(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return LAST + Long.toHexString(crc.getValue()) + '\n';
	}

	private static UnusableIndexException damaged() {
		return new UnusableIndexException("it is damaged");
	}

	private static String escape(String path) {
		return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
	}

	private static String unescape(String path) {
		return (path.indexOf('\\') < 0) ? path : path.translateEscapes();
	}

}
