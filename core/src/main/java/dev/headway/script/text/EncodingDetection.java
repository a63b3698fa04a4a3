package dev.headway.script.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads a script in several encodings at once, with one {@link Decoding} each, and
 * decides by the rules of Flyway's {@code detectEncoding}:
 * <ol>
 * <li>With a byte order mark of UTF-16 and an even number of bytes, it is UTF-16.</li>
 * <li>If more than half of the bytes at odd places are zero, it is UTF-16.</li>
 * <li>If it is valid UTF-8, it is UTF-8.</li>
 * <li>Otherwise, it is ISO-8859-1.</li>
 * </ol>
 */
final class EncodingDetection {

	private final Map<Charset, Decoding> decodings = new LinkedHashMap<>();

	private final byte[] start = new byte[2];

	private long length;

	private long zerosAtOddPlaces;

	EncodingDetection(Charset configured) {
		for (Charset encoding : new Charset[] { StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1,
				StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, configured }) {
			this.decodings.computeIfAbsent(encoding, Decoding::new);
		}
	}

	static Charset byteOrderMark(byte[] bytes, long length, Charset otherwise) {
		if (length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
			return StandardCharsets.UTF_16BE;
		}
		if (length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
			return StandardCharsets.UTF_16LE;
		}
		return otherwise;
	}

	void read(byte[] bytes, int count) {
		for (int i = 0; i < count; i++) {
			long place = this.length + i;
			if (place < this.start.length) {
				this.start[(int) place] = bytes[i];
			}
			if (place % 2 == 1 && bytes[i] == 0) {
				this.zerosAtOddPlaces++;
			}
		}
		this.length += count;
		this.decodings.values().forEach((decoding) -> decoding.read(bytes, count));
	}

	ScriptText end() {
		Map<Charset, ScriptText> texts = new LinkedHashMap<>();
		this.decodings.forEach((encoding, decoding) -> texts.put(encoding, decoding.end()));
		ScriptText detected = Objects.requireNonNull(texts.get(detected()));
		List<Integer> others = texts.values()
			.stream()
			.flatMap((text) -> Stream.ofNullable(text.checksum()))
			.filter((checksum) -> !checksum.equals(detected.checksum()))
			.distinct()
			.toList();
		return new ScriptText(detected.header(), detected.checksum(), others, detected.encodingError());
	}

	private Charset detected() {
		Charset text = Objects.requireNonNull(this.decodings.get(StandardCharsets.UTF_8)).failed()
				? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
		if (this.length % 2 != 0) {
			return text;
		}
		Charset wide = (this.zerosAtOddPlaces * 4 > this.length) ? StandardCharsets.UTF_16 : text;
		return byteOrderMark(this.start, this.length, wide);
	}

}
