package dev.headway.script.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Objects;

import dev.headway.script.ScriptResource;
import dev.headway.script.text.ScriptText;

/**
 * A file on one side of a merge in a {@link MergePreview}.
 *
 * @param id identifies its content, such as the id of a Git blob; files with the same id
 * are the same
 * @param resource the file
 */
public record FileVersion(String id, ScriptResource resource) {

	/**
	 * Whether another version is the same for Flyway, which ignores line endings.
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
