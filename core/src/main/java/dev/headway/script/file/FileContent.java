package dev.headway.script.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.ScriptText;

/**
 * The content of a file in a {@link FileChange}.
 */
public final class FileContent {

	private final byte[] bytes;

	private FileContent(byte[] bytes) {
		this.bytes = bytes;
	}

	public static FileContent of(byte[] bytes) {
		return new FileContent(bytes.clone());
	}

	/**
	 * Create content from lines in UTF-8, each ended by a line feed.
	 * @param lines the lines
	 * @return the content
	 */
	public static FileContent of(List<String> lines) {
		return new FileContent((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the checksum that Flyway computes.
	 * @param encoding the encoding of the content, unless it has another one that can be
	 * detected
	 * @return the checksum, {@code null} if its encoding is not known
	 */
	public @Nullable Integer checksum(Charset encoding) {
		try {
			Integer checksum = ScriptText.read(new ByteArrayInputStream(this.bytes), encoding).checksum();
			return (checksum != null) ? checksum
					: ScriptText.detect(new ByteArrayInputStream(this.bytes), encoding).checksum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the lines for people, decoded as UTF-16 if there is a byte order mark of
	 * UTF-16, otherwise as UTF-8.
	 * @return the lines without line endings
	 */
	public List<String> lines() {
		boolean wide = this.bytes.length > 1 && (this.bytes[0] & this.bytes[1] & 0xff) == 0xfe;
		String text = new String(this.bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
		return text.lines().toList();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FileContent content && Arrays.equals(this.bytes, content.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return String.join("\n", lines());
	}

}
