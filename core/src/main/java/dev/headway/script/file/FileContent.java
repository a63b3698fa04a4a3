package dev.headway.script.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.ScriptBytes;
import dev.headway.script.text.ScriptText;

/**
 * The content of a file in a {@link FileChange}. Only its first part is in memory.
 */
public final class FileContent {

	private static final int LONGEST_START = 64 * 1024;

	private static final int BLOCK = 8 * 1024;

	private final ScriptBytes bytes;

	private final byte[] start;

	private final String digest;

	private FileContent(ScriptBytes bytes, byte[] start, String digest) {
		this.bytes = bytes;
		this.start = start;
		this.digest = digest;
	}

	/**
	 * Read content once, so that it can be compared later.
	 * @param bytes the content
	 * @return the content
	 * @throws IOException if it cannot be read
	 */
	public static FileContent of(ScriptBytes bytes) throws IOException {
		try (InputStream input = bytes.open()) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			byte[] start = input.readNBytes(LONGEST_START);
			digest.update(start);
			byte[] block = new byte[BLOCK];
			for (int length = input.read(block); length >= 0; length = input.read(block)) {
				digest.update(block, 0, length);
			}
			boolean whole = start.length < LONGEST_START;
			return new FileContent(whole ? () -> new ByteArrayInputStream(start) : bytes, start,
					HexFormat.of().formatHex(digest.digest()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Create content from lines in UTF-8, each ended by a line feed.
	 * @param lines the lines
	 * @return the content
	 */
	public static FileContent of(List<String> lines) {
		return of(text(lines).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Create content from lines, each ended by a line feed.
	 * @param lines the lines
	 * @param encoding the encoding
	 * @return the content
	 * @throws CharacterCodingException if the encoding does not have a character
	 */
	public static FileContent of(List<String> lines, Charset encoding) throws CharacterCodingException {
		ByteBuffer buffer = encoding.newEncoder().encode(CharBuffer.wrap(text(lines)));
		byte[] bytes = new byte[buffer.remaining()];
		buffer.get(bytes);
		return of(bytes);
	}

	/**
	 * Create content that is in memory.
	 * @param bytes the bytes
	 * @return the content
	 */
	public static FileContent of(byte[] bytes) {
		byte[] copy = bytes.clone();
		try {
			return of(() -> new ByteArrayInputStream(copy));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(List<String> lines) {
		return String.join("\n", lines) + "\n";
	}

	/**
	 * Open the content.
	 * @return its bytes, for the caller to close
	 * @throws IOException if it cannot be read any more
	 */
	public InputStream open() throws IOException {
		return this.bytes.open();
	}

	/**
	 * Append the content to a file that the user names, which is created if it does not
	 * exist. Like any change, this does not go through a link.
	 * @param file the file
	 * @throws IOException if it cannot be written
	 * @throws EditException if it is a link, below a link of a tree, or not a regular
	 * file
	 */
	public void appendTo(Path file) throws IOException {
		writeTo(file, StandardOpenOption.APPEND);
	}

	/**
	 * Write the content into a file that the user names, in place of what it contains.
	 * Like any change, this does not go through a link.
	 * @param file the file
	 * @throws IOException if it cannot be written
	 * @throws EditException if it is a link, below a link of a tree, or not a regular
	 * file
	 */
	public void writeTo(Path file) throws IOException {
		writeTo(file, StandardOpenOption.TRUNCATE_EXISTING);
	}

	private void writeTo(Path file, OpenOption option) throws IOException {
		Path real = new ConfinedFiles(List.of(ConfinedFiles.absolute(file).resolveSibling(""))).real(file);
		try (InputStream input = open();
				OutputStream output = Files.newOutputStream(real, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
						option, LinkOption.NOFOLLOW_LINKS)) {
			input.transferTo(output);
		}
	}

	/**
	 * Return the SHA-256 of the content.
	 * @return 64 hexadecimal digits
	 */
	public String digest() {
		return this.digest;
	}

	/**
	 * Return the checksum that Flyway computes.
	 * @param encoding the encoding of the content, unless it has another one that can be
	 * detected
	 * @return the checksum, {@code null} if its encoding is not known
	 */
	public @Nullable Integer checksum(Charset encoding) {
		try {
			return ScriptText.checksum(this.bytes, encoding);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the first lines for people, decoded as UTF-16 if there is a byte order mark
	 * of UTF-16, otherwise as UTF-8.
	 * @return the lines without line endings; all of them unless there are very many
	 */
	public List<String> lines() {
		boolean wide = this.start.length > 1 && (this.start[0] & this.start[1] & 0xff) == 0xfe;
		String text = new String(this.start, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
		return text.lines().toList();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FileContent content && this.digest.equals(content.digest);
	}

	@Override
	public int hashCode() {
		return this.digest.hashCode();
	}

	@Override
	public String toString() {
		return String.join("\n", lines());
	}

}
