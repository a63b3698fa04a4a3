package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one pass over a script finds.
 *
 * @param header its header
 * @param checksum the checksum that Flyway computes, {@code null} if the script was not
 * read to its end or its encoding is wrong
 * @param otherChecksums the checksums in other encodings that the script may have been
 * applied with
 * @param encodingError the first bytes that are none of the encoding, if any
 */
public record ScriptText(Header header, @Nullable Integer checksum, List<Integer> otherChecksums,
		@Nullable EncodingError encodingError) {

	private static final int BLOCK = 8 * 1024;

	public ScriptText {
		otherChecksums = List.copyOf(otherChecksums);
	}

	/**
	 * Read a script to its end.
	 * @param bytes the script
	 * @param encoding its encoding
	 * @return what is in it
	 * @throws IOException if reading fails
	 */
	public static ScriptText read(InputStream bytes, Charset encoding) throws IOException {
		Decoding decoding = new Decoding(encoding);
		byte[] block = new byte[BLOCK];
		for (int length = bytes.read(block); length >= 0; length = bytes.read(block)) {
			decoding.read(block, length);
		}
		return decoding.end();
	}

	/**
	 * Read a script to its end and find out its encoding, as Flyway does when told so.
	 * @param bytes the script
	 * @param encoding the encoding it may have been applied with before detection was
	 * turned on
	 * @return what is in it
	 * @throws IOException if reading fails
	 */
	public static ScriptText detect(InputStream bytes, Charset encoding) throws IOException {
		EncodingDetection detection = new EncodingDetection(encoding);
		byte[] block = new byte[BLOCK];
		for (int length = bytes.read(block); length >= 0; length = bytes.read(block)) {
			detection.read(block, length);
		}
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
		int length = bytes.readNBytes(block, 0, 2);
		Decoding decoding = new Decoding(EncodingDetection.byteOrderMark(block, length, encoding));
		while (length >= 0 && !decoding.pastHeader()) {
			decoding.read(block, length);
			length = bytes.read(block);
		}
		return decoding.end().header();
	}

}
