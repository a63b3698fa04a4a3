package dev.headway.script.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.HeadFile;
import dev.headway.script.MigrationScripts;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;

/**
 * The one line of the {@code HEAD} file in a folder of migrations. It names the head, or
 * is {@code base} while there is none.
 *
 * @param file the file
 */
record HeadLine(Path file) {

	private static final String NONE = "base";

	static HeadLine in(Path folder) {
		return new HeadLine(folder.resolve(HeadFile.NAME));
	}

	/**
	 * Bring the file up to date, if the project keeps one. With more than one head, or no
	 * graph, there is no line to write, and it stays as it is.
	 * @param scripts what the scripts will be
	 * @return the change, empty if there is none to make
	 */
	Optional<FileChange> update(MigrationScripts scripts) {
		if (!Files.exists(this.file) || scripts.graph().isEmpty() || heads(scripts).size() > 1) {
			return Optional.empty();
		}
		FileContent before = read();
		FileContent after = content(scripts);
		return before.lines().equals(after.lines()) ? Optional.empty()
				: Optional.of(new FileChange.Rewrite(this.file, before, after));
	}

	/**
	 * Create the file.
	 * @param scripts the scripts, with no more than one head
	 * @return the change, empty if the file is there and right
	 * @throws EditException if it is there with another content
	 */
	Optional<FileChange> create(MigrationScripts scripts) {
		FileContent content = content(scripts);
		if (!Files.exists(this.file)) {
			return Optional.of(new FileChange.Create(this.file, content));
		}
		FileContent found = read();
		if (!found.lines().equals(content.lines())) {
			throw new EditException(EditError.HEAD_FILE,
					"'%s' exists already and says '%s' where '%s' is right. Correct it, or delete it"
						.formatted(this.file, found.toString().strip(), content.toString().strip()));
		}
		return Optional.empty();
	}

	private FileContent content(MigrationScripts scripts) {
		String line = heads(scripts).stream()
			.findFirst()
			.flatMap(Version::parse)
			.flatMap(scripts::find)
			.map(HeadFile::line)
			.orElse(NONE);
		return FileContent.of(List.of(line));
	}

	private static Set<String> heads(MigrationScripts scripts) {
		return scripts.graph().map(RevisionGraph::heads).orElse(Set.of());
	}

	private FileContent read() {
		try {
			return FileContent.of(Files.readAllBytes(this.file));
		}
		catch (IOException ex) {
			throw new EditException(EditError.HEAD_FILE,
					"'%s' cannot be read (%s). Make it a readable file".formatted(this.file, ex.getMessage()), ex);
		}
	}

}
