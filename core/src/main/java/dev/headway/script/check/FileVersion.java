package dev.headway.script.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

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
		Integer checksum = checksum(encoding);
		return this.id.equals(other.id) || (checksum != null && checksum.equals(other.checksum(encoding)));
	}

	/**
	 * The checksum that Flyway computes, {@code null} if it is not known.
	 */
	@Nullable Integer checksum(Charset encoding) {
		try (InputStream bytes = this.resource.open()) {
			return ScriptText.read(bytes, encoding).checksum();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
