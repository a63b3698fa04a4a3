package dev.headway.script.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileMover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder of migrations that a test fills, edits and looks at.
 *
 * @param path where it is
 */
public record EditedFolder(Path path) {

	public EditedFolder with(String name, String content) {
		return with(name, content.getBytes(StandardCharsets.UTF_8));
	}

	public EditedFolder with(String name, byte[] content) {
		try {
			Path file = this.path.resolve(name);
			Files.createDirectories(file.getParent());
			Files.write(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public ScriptFolder scripts() {
		return ScriptFolder.of(this.path);
	}

	/**
	 * Apply changes.
	 * @param changes the changes
	 * @return what they say of themselves
	 */
	static List<String> apply(FileChanges changes) {
		changes.apply(FileMover.plain());
		return texts(changes);
	}

	static List<String> texts(FileChanges changes) {
		return changes.changes().stream().map(FileChange::text).toList();
	}

	/**
	 * The content of every file by its path, temporary files included.
	 */
	public Map<String, String> files() {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.path)) {
			for (Path file : paths.filter(Files::isRegularFile).toList()) {
				files.put(this.path.relativize(file).toString(),
						new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
			}
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String content(String name) {
		return files().getOrDefault(name, "(none)");
	}

	/**
	 * The parents of every revision, and after a tilde its dependencies.
	 */
	Map<String, String> edges() {
		MigrationScripts scripts = scripts().scripts();
		assertThat(scripts.problems()).isEmpty();
		Map<String, String> edges = new TreeMap<>();
		for (Revision revision : graph().revisions()) {
			List<String> dependencies = revision.dependsOn().stream().map((name) -> " ~" + name).toList();
			edges.put(revision.id(), String.join(" ", revision.parents()) + String.join("", dependencies));
		}
		return edges;
	}

	RevisionGraph graph() {
		return scripts().scripts().graph().orElseThrow();
	}

}
