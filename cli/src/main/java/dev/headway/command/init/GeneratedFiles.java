package dev.headway.command.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.headway.ShellWord;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.RegularFile;

/**
 * Files to create in a folder. What people may have written is kept, and advice says what
 * to do.
 */
final class GeneratedFiles {

	/** Contained in each file that may be replaced by another version of it. */
	static final String MARKER = "Written by 'db init'";

	private static final int LARGEST = 1024 * 1024;

	private final Path folder;

	private final Path top;

	private final List<FileChange.Generate> changes = new ArrayList<>();

	private final List<String> advice = new ArrayList<>();

	/**
	 * Start without files.
	 * @param folder the folder
	 * @param top the top of the work tree, from which people see the files
	 */
	GeneratedFiles(Path folder, Path top) {
		this.folder = folder;
		this.top = top;
	}

	/**
	 * Create a file, or replace that of another version.
	 */
	void put(String name, FileContent content, boolean executable) {
		if (!exists(name) || (!isSame(name, content) && text(name).contains(MARKER))) {
			add(name, exists(name), content, executable);
		}
		else if (!isSame(name, content)) {
			keep(name);
		}
	}

	/**
	 * Create a file that people may change. If it is there already, it is kept.
	 */
	void create(String name, FileContent content) {
		if (!exists(name)) {
			add(name, false, content, false);
		}
		else if (!isSame(name, content)) {
			keep(name);
		}
	}

	private void keep(String name) {
		this.advice.add(
				"Kept %1$s, which differs from what this version writes. To replace it, run 'rm %2$s' at the top of the work tree, then try again."
					.formatted(shown(name), ShellWord.of(shown(name))));
	}

	/**
	 * Add lines to the end of a file, unless it contains the first of them already.
	 */
	void append(String name, List<String> lines) {
		String existing = text(name);
		if (existing.isEmpty() && exists(name)) {
			keep(name);
		}
		else if (existing.lines().noneMatch(lines.get(0)::equals)) {
			String separator = (existing.isEmpty() || existing.endsWith("\n")) ? "" : "\n";
			String added = existing + separator + String.join("\n", lines) + "\n";
			add(name, exists(name), FileContent.of(added.getBytes(StandardCharsets.UTF_8)), false);
		}
	}

	void add(String name, boolean replace, FileContent content, boolean executable) {
		Path file = this.folder.resolve(name);
		FileContent before = replace ? FileContent.of(read(name)) : null;
		this.changes.add(new FileChange.Generate(this.folder, file, before, content, executable, shown(name)));
	}

	void advise(String sentence) {
		this.advice.add(sentence);
	}

	boolean exists(String name) {
		return Files.exists(this.folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
	}

	private boolean isSame(String name, FileContent content) {
		return content.equals(FileContent.of(read(name)));
	}

	/**
	 * The text of a file, empty if it is none.
	 */
	String text(String name) {
		return new String(read(name), StandardCharsets.UTF_8);
	}

	private byte[] read(String name) {
		try (InputStream bytes = RegularFile.openUnlinked(this.folder.resolve(name))) {
			byte[] read = bytes.readNBytes(LARGEST + 1);
			return (read.length > LARGEST) ? new byte[0] : read;
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	/**
	 * The path of a file as people see it.
	 */
	String shown(String name) {
		Path file = this.folder.resolve(name);
		return ProjectFiles.slashes(file.startsWith(this.top) ? this.top.relativize(file) : file);
	}

	List<FileChange.Generate> changes() {
		return this.changes;
	}

	List<String> advice() {
		return this.advice;
	}

}
