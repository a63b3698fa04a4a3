package dev.headway.script.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Reads a script in one encoding into a {@link ScriptText}. The checksum is Flyway's: the
 * CRC-32 of all lines without their ends, as UTF-8, without a leading byte order mark.
 */
final class Decoding {

	private static final int CHARACTERS = 1024;

	/** Encodings in which every byte below 128 is an ASCII character. */
	private static final Set<Charset> ASCII_SUPERSETS = Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII,
			StandardCharsets.ISO_8859_1);

	private static final char BYTE_ORDER_MARK = '\ufeff';

	private static final char REPLACEMENT = '\ufffd';

	private final Charset encoding;

	private final CharsetDecoder decoder;

	private final boolean supersetOfAscii;

	private final CRC32 checksum = new CRC32();

	private final HeaderLines header = new HeaderLines();

	/** Allocated only for scripts that are not plain ASCII. */
	private @Nullable CharBuffer characters;

	private byte[] undecoded = new byte[0];

	private long offset;

	private int line = 1;

	private boolean started;

	private boolean afterCarriageReturn;

	private ScriptText.@Nullable EncodingError error;

	Decoding(Charset encoding) {
		this.encoding = encoding;
		this.decoder = encoding.newDecoder();
		this.supersetOfAscii = ASCII_SUPERSETS.contains(encoding);
	}

	void read(byte[] bytes, int length) {
		if (this.error != null && pastHeader()) {
			return;
		}
		int ascii = (this.supersetOfAscii && this.undecoded.length == 0) ? readAscii(bytes, length) : 0;
		if (ascii == length) {
			return;
		}
		ByteBuffer input = ByteBuffer.allocate(this.undecoded.length + length - ascii);
		decode(input.put(this.undecoded).put(bytes, ascii, length - ascii).flip(), false);
		this.undecoded = new byte[input.remaining()];
		input.get(this.undecoded);
	}

	/**
	 * Read bytes that need no decoding, up to the first one that is not ASCII.
	 * @return their number
	 */
	private int readAscii(byte[] bytes, int length) {
		int line = 0;
		int i = 0;
		for (; i < length && bytes[i] >= 0; i++) {
			char character = (char) bytes[i];
			read(character);
			if (character == '\n' || character == '\r') {
				this.checksum.update(bytes, line, i - line);
				line = i + 1;
			}
		}
		this.checksum.update(bytes, line, i - line);
		this.started |= i > 0;
		this.offset += i;
		return i;
	}

	boolean pastHeader() {
		return this.header.complete();
	}

	boolean failed() {
		return this.error != null;
	}

	ScriptText end() {
		if (this.characters != null && (this.error == null || !pastHeader())) {
			decode(ByteBuffer.wrap(this.undecoded), true);
		}
		return new ScriptText(this.header.end(), (this.error != null) ? null : (int) this.checksum.getValue(),
				List.of(), this.error);
	}

	private void decode(ByteBuffer input, boolean last) {
		CharBuffer output = (this.characters != null) ? this.characters : CharBuffer.allocate(CHARACTERS);
		this.characters = output;
		CoderResult result;
		do {
			int start = input.position();
			result = this.decoder.decode(input, output, last);
			this.offset += input.position() - start;
			take(output);
			if (result.isError()) {
				skip(input, result.length());
			}
		}
		while (!result.isUnderflow());
		if (last) {
			this.decoder.flush(output);
			take(output);
		}
	}

	private void skip(ByteBuffer input, int length) {
		if (this.error == null) {
			this.error = new ScriptText.EncodingError(this.encoding, this.line, this.offset);
		}
		input.position(input.position() + length);
		this.offset += length;
		this.header.read(REPLACEMENT, this.line);
		this.afterCarriageReturn = false;
	}

	private void take(CharBuffer output) {
		char[] characters = output.array();
		int kept = 0;
		int length = output.position();
		for (int i = 0; i < length; i++) {
			char character = characters[i];
			boolean mark = !this.started && character == BYTE_ORDER_MARK;
			this.started = true;
			if (!mark) {
				read(character);
				if (character != '\n' && character != '\r') {
					characters[kept++] = character;
				}
			}
		}
		output.clear();
		this.checksum.update(new String(characters, 0, kept).getBytes(StandardCharsets.UTF_8));
	}

	private void read(char character) {
		if (!this.header.complete()) {
			this.header.read(character, this.line);
		}
		if (character == '\r' || (character == '\n' && !this.afterCarriageReturn)) {
			this.line++;
		}
		this.afterCarriageReturn = character == '\r';
	}

}
