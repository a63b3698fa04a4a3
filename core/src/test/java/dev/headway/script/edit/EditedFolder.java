package dev.headway.script.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileMover;
import dev.headway.script.location.SourceFolders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder of migrations that a test fills, edits and looks at.
 *
 * @param path the folder
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

	/**
	 * Add two migrations that revise the first one.
	 */
	EditedFolder withFork() {
		return with("V1__a.sql", "-- revises: base").with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1");
	}

	public ScriptFolder scripts() {
		return ScriptFolder.of(this.path);
	}

	ScriptFolder scripts(CodeMigration code) {
		return ScriptFolder.of(SourceFolders.of(this.path), ScriptSettings.standard(), List.of(code));
	}

	RebaseGraph rebaseGraph() {
		return new RebaseGraph(scripts().scripts(), List.of(), Map.of());
	}

	static RebaseNode node(RebaseGraph graph, String id) {
		return graph.nodes().stream().filter((node) -> node.script().id().equals(id)).findFirst().orElseThrow();
	}

	/**
	 * Request to move a revision without knowing any target.
	 */
	public static RebaseRequest rebase(String revision, @Nullable String onto) {
		return new RebaseRequest(List.of(revision), onto, null);
	}

	/**
	 * Request the next revision after the only head.
	 */
	public static RevisionRequest request(String message) {
		return new RevisionRequest(message, List.of(), false, List.of(), Set.of(), null);
	}

	/**
	 * Apply changes, and return their texts.
	 */
	static List<String> apply(FileChanges changes) {
		changes.apply(FileMover.plain());
		return texts(changes);
	}

	/**
	 * Run a command as it was printed, without knowing any target.
	 */
	void run(String command) {
		List<String> words = Arrays.asList(command.split(" ", -1));
		List<String> arguments = words.subList(2, words.size());
		try {
			if (words.get(1).equals("merge")) {
				apply(scripts().merge(arguments, "merge", null));
				return;
			}
			int option = arguments.indexOf("--onto");
			@Nullable String onto = (option >= 0) ? arguments.get(option + 1) : null;
			apply(scripts()
				.rebase(new RebaseRequest((option >= 0) ? arguments.subList(0, option) : arguments, onto, null)));
		}
		catch (EditException ex) {
			throw new AssertionError("%s in %s: %s".formatted(command, files().keySet(), ex.getMessage()), ex);
		}
	}

	static List<String> texts(FileChanges changes) {
		return changes.changes().stream().map(FileChange::text).toList();
	}

	/**
	 * The content of every file by its path, including temporary files.
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

	/**
	 * The content of a file without the markers that a rebase adds.
	 */
	public String content(String name) {
		return withoutMarkers(files().getOrDefault(name, "(none)"));
	}

	static String withoutMarkers(String content) {
		String marker = "(?:--|#) replaces: \\S+ -?\\d+[^\\r\\n]*";
		return content.replaceAll("(?:\\r\\n|\\n|\\r)" + marker + "$", "")
			.replaceAll(marker + "(?:\\r\\n|\\n|\\r|$)", "");
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
