package dev.headway.script.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * A script read in one encoding. The checksum is Flyway's: the CRC-32 of all lines
 * without their ends, as UTF-8, without a leading byte order mark.
 */
final class Decoding {

	private static final int CHARACTERS = 1024;

	private static final char BYTE_ORDER_MARK = '\ufeff';

	private static final char REPLACEMENT = '\ufffd';

	private final Charset encoding;

	private final CharsetDecoder decoder;

	private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder()
		.onMalformedInput(CodingErrorAction.REPLACE)
		.onUnmappableCharacter(CodingErrorAction.REPLACE);

	private final CRC32 checksum = new CRC32();

	private final HeaderLines header = new HeaderLines();

	private final char[] characters = new char[CHARACTERS];

	private final ByteBuffer encoded = ByteBuffer.allocate(CHARACTERS * 3);

	private byte[] undecoded = new byte[0];

	private long offset;

	private int line = 1;

	private boolean started;

	private boolean afterCarriageReturn;

	private @Nullable EncodingError error;

	Decoding(Charset encoding) {
		this.encoding = encoding;
		this.decoder = encoding.newDecoder();
	}

	void read(byte[] bytes, int length) {
		if (this.error != null && pastHeader()) {
			return;
		}
		ByteBuffer input = ByteBuffer.allocate(this.undecoded.length + length);
		decode(input.put(this.undecoded).put(bytes, 0, length).flip(), false);
		this.undecoded = new byte[input.remaining()];
		input.get(this.undecoded);
	}

	boolean pastHeader() {
		return this.header.complete();
	}

	boolean failed() {
		return this.error != null;
	}

	ScriptText end() {
		if (this.error == null || !pastHeader()) {
			decode(ByteBuffer.wrap(this.undecoded), true);
		}
		return new ScriptText(this.header.end(), (this.error != null) ? null : (int) this.checksum.getValue(),
				List.of(), this.error);
	}

	private void decode(ByteBuffer input, boolean last) {
		CharBuffer output = CharBuffer.wrap(this.characters);
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
			this.error = new EncodingError(this.encoding, this.line, this.offset);
		}
		input.position(input.position() + length);
		this.offset += length;
		this.header.read(REPLACEMENT, this.line);
	}

	private void take(CharBuffer output) {
		int kept = 0;
		int length = output.position();
		for (int i = 0; i < length; i++) {
			char character = this.characters[i];
			boolean mark = !this.started && character == BYTE_ORDER_MARK;
			this.started = true;
			if (!mark) {
				read(character);
				if (character != '\n' && character != '\r') {
					this.characters[kept++] = character;
				}
			}
		}
		output.clear();
		update(kept);
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

	private void update(int length) {
		this.encoded.clear();
		this.utf8.reset();
		this.utf8.encode(CharBuffer.wrap(this.characters, 0, length), this.encoded, true);
		this.checksum.update(this.encoded.flip());
	}

}
