package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

import dev.headway.script.IndexReport;
import dev.headway.script.ScriptSettings;
import dev.headway.script.index.FileStamp;
import dev.headway.script.index.ScriptIndex;
import dev.headway.script.index.UnusableIndexException;
import dev.headway.script.text.ScriptText;

/**
 * Uses the indexes that lie on the class path, and reports what became of each.
 */
final class IndexUse {

	private final LocationListing listing;

	private final @Nullable ScriptSettings settings;

	/**
	 * Create the use of all indexes.
	 * @param listing what takes the reports
	 * @param settings how scripts are read, {@code null} if no index is to be used
	 */
	IndexUse(LocationListing listing, @Nullable ScriptSettings settings) {
		this.listing = listing;
		this.settings = settings;
	}

	/**
	 * Return what the index of a folder knows.
	 * @param files all files below the folder, by their paths
	 * @return what reading a script would find, by its path; empty without an index
	 */
	Map<String, ScriptText> texts(Map<String, FolderFile> files) {
		FolderFile index = files.get(ScriptIndex.NAME);
		if (this.settings == null || index == null) {
			return Map.of();
		}
		FileTime written = index.lastModified();
		Map<String, FileStamp> stamps = new HashMap<>();
		files.forEach((path, file) -> stamps.put(path,
				new FileStamp(file.size(), null, file.lastModified().compareTo(written) > 0)));
		return texts(this.settings, index.path().toString(), () -> Files.readAllBytes(index.path()), stamps);
	}

	/**
	 * Return what the index of a folder in an archive knows.
	 * @param archive the archive
	 * @param folder the folder, with a slash at its end
	 * @param files all files below the folder
	 * @return what reading a script would find, by its path; empty without an index
	 */
	Map<String, ScriptText> texts(Archive archive, String folder, List<? extends ZipEntry> files) {
		String index = folder + ScriptIndex.NAME;
		if (this.settings == null || files.stream().noneMatch((file) -> file.getName().equals(index))) {
			return Map.of();
		}
		Map<String, FileStamp> stamps = new HashMap<>();
		files.forEach((file) -> stamps.put(file.getName().substring(folder.length()),
				new FileStamp(file.getSize(), file.getCrc(), false)));
		return texts(this.settings, archive.pathOf(index), () -> read(archive, index), stamps);
	}

	private Map<String, ScriptText> texts(ScriptSettings settings, String path, Content index,
			Map<String, FileStamp> files) {
		try {
			Map<String, ScriptText> texts = ScriptIndex.parse(index.read()).texts(settings, files);
			this.listing.add(new IndexReport(path, texts.size(), null));
			return texts;
		}
		catch (IOException | UnusableIndexException ex) {
			this.listing.add(new IndexReport(path, 0, ex.getMessage()));
			return Map.of();
		}
	}

	private static byte[] read(Archive archive, String name) throws IOException {
		try (var content = archive.open(name)) {
			return content.readAllBytes();
		}
	}

	private interface Content {

		byte[] read() throws IOException;

	}

}
