package dev.headway.script.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Objects;

import dev.headway.script.ScriptResource;
import dev.headway.script.text.ScriptText;

/**
 * A file as one side of a merge has it.
 *
 * @param id tells its content, such as the id of Git's blob: files with the same id are
 * the same
 * @param resource the file
 */
public record FileVersion(String id, ScriptResource resource) {

	/**
	 * Return whether another version is the same for Flyway, which ignores line ends.
	 * @param other the other version
	 * @param encoding the encoding of both
	 * @return whether nothing but line ends differs
	 */
	boolean isSame(FileVersion other, Charset encoding) {
		return this.id.equals(other.id) || Objects.equals(checksum(encoding), other.checksum(encoding));
	}

	private Object checksum(Charset encoding) {
		try (InputStream bytes = this.resource.open()) {
			Integer checksum = ScriptText.read(bytes, encoding).checksum();
			return (checksum != null) ? checksum : this.id;
		}
		catch (IOException ex) {
			return this.id;
		}
	}

}
