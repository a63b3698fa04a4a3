package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.ObjIntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The content of a script, found in one pass.
 *
 * @param header its header
 * @param checksum the checksum that Flyway computes, {@code null} if the script was not
 * read to its end or its encoding is wrong
 * @param otherChecksums the checksums in other encodings that the script may have been
 * applied with
 * @param encodingError the first bytes that are invalid in the encoding, {@code null} if
 * there are none
 */
public record ScriptText(Header header, @Nullable Integer checksum, List<Integer> otherChecksums,
		@Nullable EncodingError encodingError) {

	/**
	 * Most scripts are small, and allocating buffers is what reading many of them costs.
	 */
	private static final int BLOCK = 2 * 1024;

	public ScriptText {
		otherChecksums = List.copyOf(otherChecksums);
	}

	/**
	 * Return the same content with another header.
	 * @param header the header
	 * @return the content
	 */
	public ScriptText with(Header header) {
		return new ScriptText(header, this.checksum, this.otherChecksums, this.encodingError);
	}

	/**
	 * Read a script to its end.
	 * @param bytes the script
	 * @param encoding its encoding
	 * @return its content
	 * @throws IOException if reading fails
	 */
	public static ScriptText read(InputStream bytes, Charset encoding) throws IOException {
		Decoding decoding = new Decoding(encoding);
		forEachBlock(bytes, decoding::read);
		return decoding.end();
	}

	/**
	 * Read a script to its end and detect its encoding, as Flyway does if configured so.
	 * @param bytes the script
	 * @param encoding the encoding it may have been applied with before detection was
	 * turned on
	 * @return its content
	 * @throws IOException if reading fails
	 */
	public static ScriptText detect(InputStream bytes, Charset encoding) throws IOException {
		EncodingDetection detection = new EncodingDetection(encoding);
		forEachBlock(bytes, detection::read);
		return detection.end();
	}

	/**
	 * Read a script to the end of its leading comments, whatever its encoding.
	 * @param bytes the script
	 * @param encoding its encoding if there is no byte order mark
	 * @return its header
	 * @throws IOException if reading fails
	 */
	public static Header header(InputStream bytes, Charset encoding) throws IOException {
		byte[] block = new byte[BLOCK];
		int length = bytes.read(block);
		if (length == 1) {
			length += bytes.readNBytes(block, 1, 1);
		}
		Decoding decoding = new Decoding(EncodingDetection.byteOrderMark(block, length, encoding));
		while (length >= 0 && !decoding.pastHeader()) {
			decoding.read(block, length);
			length = bytes.read(block);
		}
		return decoding.end().header();
	}

	/**
	 * Compute the checksum of a script.
	 * @param script the script
	 * @param encoding its encoding, unless it has another one that can be detected
	 * @return the checksum that Flyway computes, {@code null} if its encoding is not
	 * known
	 * @throws IOException if reading fails
	 */
	public static @Nullable Integer checksum(ScriptBytes script, Charset encoding) throws IOException {
		try (InputStream bytes = script.open(); InputStream again = script.open()) {
			Integer checksum = read(bytes, encoding).checksum();
			return (checksum != null) ? checksum : detect(again, encoding).checksum();
		}
	}

	private static void forEachBlock(InputStream bytes, ObjIntConsumer<byte[]> reader) throws IOException {
		byte[] block = new byte[BLOCK];
		for (int length = bytes.read(block); length >= 0; length = bytes.read(block)) {
			reader.accept(block, length);
		}
	}

	/**
	 * Bytes of a script that are invalid in its encoding.
	 *
	 * @param encoding the encoding
	 * @param line the line they are in, counted from one
	 * @param offset how many bytes come before them
	 */
	public record EncodingError(Charset encoding, int line, long offset) {

	}

}
