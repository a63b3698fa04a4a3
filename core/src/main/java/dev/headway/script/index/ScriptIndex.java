package dev.headway.script.index;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.headway.script.ScriptSettings;
import dev.headway.script.text.ScriptText;

/**
 * What reading all scripts below a folder would find. It is taken for true only as long
 * as the files are those it was made of, as far as that can be told without reading them.
 */
public final class ScriptIndex {

	/** What the file is called. It lies in the folder whose scripts it is about. */
	public static final String NAME = "headway.index";

	private final Charset encoding;

	private final Map<String, IndexEntry> entries;

	ScriptIndex(Charset encoding, Map<String, IndexEntry> entries) {
		this.encoding = encoding;
		this.entries = new LinkedHashMap<>(entries);
	}

	/**
	 * Read an index.
	 * @param content the content of its file
	 * @return the index
	 * @throws UnusableIndexException if it is damaged or of another version
	 */
	public static ScriptIndex parse(byte[] content) {
		return IndexFormat.read(content);
	}

	Charset encoding() {
		return this.encoding;
	}

	Map<String, IndexEntry> entries() {
		return this.entries;
	}

	/**
	 * Return what the scripts are, if they are those the index was made of.
	 * @param settings how scripts are named and read
	 * @param files all files below the folder, by their paths
	 * @return what reading each script would find, by its path; a script that is not
	 * among them has to be read
	 * @throws UnusableIndexException if anything is not as the index has it
	 */
	public Map<String, ScriptText> texts(ScriptSettings settings, Map<String, FileStamp> files) {
		if (!this.encoding.equals(settings.encoding())) {
			throw new UnusableIndexException("it was made for scripts in %s, and they are read as %s"
				.formatted(this.encoding, settings.encoding()));
		}
		Map<String, ScriptText> texts = new HashMap<>();
		int known = 0;
		for (Map.Entry<String, FileStamp> file : files.entrySet()) {
			IndexEntry entry = this.entries.get(file.getKey());
			if (entry == null) {
				checkForeign(settings, file.getKey());
				continue;
			}
			check(file, entry);
			known++;
			if (entry.text() != null) {
				texts.put(file.getKey(), entry.text());
			}
		}
		checkComplete(known, files);
		return texts;
	}

	private static void checkForeign(ScriptSettings settings, String path) {
		if (settings.naming().matchesSuffix(path)) {
			throw new UnusableIndexException("'%s' is not in it".formatted(path));
		}
	}

	private static void check(Map.Entry<String, FileStamp> file, IndexEntry entry) {
		String difference = file.getValue().difference(entry);
		if (difference != null) {
			throw new UnusableIndexException("'%s' %s".formatted(file.getKey(), difference));
		}
	}

	private void checkComplete(int known, Map<String, FileStamp> files) {
		if (known < this.entries.size()) {
			this.entries.keySet().stream().filter((path) -> !files.containsKey(path)).findFirst().ifPresent((path) -> {
				throw new UnusableIndexException("'%s' is in it and is gone".formatted(path));
			});
		}
	}

}
