package dev.headway.script.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.text.ScriptText;

/**
 * The file of an index, in the folder whose scripts it is about.
 */
public final class IndexFile {

	private final Path path;

	private final ScriptSettings settings;

	/**
	 * Create the file of a folder; it is written later.
	 * @param folder the folder, which becomes a location on the class path
	 * @param settings how scripts are named and read; as on the class path, they are read
	 * with the one encoding of the settings
	 */
	public IndexFile(Path folder, ScriptSettings settings) {
		this.path = folder.resolve(ScriptIndex.NAME);
		this.settings = settings;
	}

	/**
	 * Return where the file is.
	 * @return the path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Read all scripts and write the file, in place of the one that may be there.
	 * @param scripts the files in the folder
	 * @return how many scripts need not be read any more
	 * @throws IOException if a script cannot be read or the file cannot be written
	 */
	public int write(ScriptListing scripts) throws IOException {
		Instant begin = Instant.now();
		Map<String, IndexEntry> entries = new TreeMap<>();
		for (ScriptResource resource : scripts.resources()) {
			if (this.settings.naming().matchesSuffix(resource.filename())) {
				entries.put(resource.relativePath(), entry(resource));
			}
		}
		replace(IndexFormat.write(new ScriptIndex(this.settings.encoding(), entries)), begin);
		return (int) entries.values().stream().filter((entry) -> entry.text() != null).count();
	}

	private IndexEntry entry(ScriptResource resource) throws IOException {
		byte[] content;
		try (InputStream bytes = resource.open()) {
			content = bytes.readAllBytes();
		}
		CRC32 crc = new CRC32();
		crc.update(content);
		return new IndexEntry(content.length, crc.getValue(), text(resource.filename(), content));
	}

	private @Nullable ScriptText text(String filename, byte[] content) throws IOException {
		if (new ScriptNames(this.settings.naming()).read(filename).isEmpty()) {
			return null;
		}
		ScriptText text = ScriptText.read(new ByteArrayInputStream(content), this.settings.encoding());
		return (text.checksum() != null && text.header().problems().isEmpty()) ? text : null;
	}

	/**
	 * Put the new file in the place of the old one at once, dated so that what was
	 * changed while scripts were read counts as newer.
	 */
	private void replace(byte[] content, Instant begin) throws IOException {
		Path written = this.path.resolveSibling(ScriptIndex.NAME + ".tmp");
		Files.write(written, content);
		Files.setLastModifiedTime(written, FileTime.from(begin));
		Files.move(written, this.path, StandardCopyOption.REPLACE_EXISTING);
	}

}
