package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.text.FileFailure;
import dev.headway.script.text.RegularFile;

/**
 * The file {@code HEAD} in a location of migrations. Its only line names the head, such
 * as {@code 4 V4__merge.sql}, so that branches that each add a revision conflict in Git.
 *
 * @param resource the file
 */
public record HeadFile(ScriptResource resource) {

	/** The name of the file. */
	public static final String NAME = "HEAD";

	/** The line of a project without revisions. */
	public static final String BASE = "base";

	/**
	 * The line of a project without revisions whose first version will be a timestamp.
	 */
	public static final String TIMESTAMPS = "base timestamp";

	/** A version and the name of a file have fewer bytes. */
	private static final int LONGEST = 512;

	static List<HeadFile> in(ScriptListing listing) {
		return listing.resources()
			.stream()
			.filter((resource) -> resource.pathInLocation().equals(NAME))
			.map(HeadFile::new)
			.toList();
	}

	/**
	 * Return the line that the file should contain.
	 * @param scripts the scripts in the same location
	 * @return the version and name of the head, {@code base} if there is no revision;
	 * empty if there are several heads or no valid graph
	 */
	public static Optional<String> expectedLine(MigrationScripts scripts) {
		return heads(scripts).filter((heads) -> heads.size() < 2 && scripts.shared().isEmpty())
			.map((heads) -> heads.stream()
				.findFirst()
				.flatMap(scripts::find)
				.map((head) -> head.id() + " " + head.name())
				.orElse(BASE));
	}

	/**
	 * Read the file and compare it with the head of the scripts.
	 * @param scripts the scripts in the same location
	 * @return the problem; empty also if there is not exactly one head, which is a
	 * different problem
	 */
	public Optional<ScriptProblem> check(MigrationScripts scripts) {
		return heads(scripts).filter((heads) -> !heads.isEmpty())
			.flatMap((heads) -> expectedLine(scripts))
			.flatMap(this::check);
	}

	private static Optional<Set<String>> heads(MigrationScripts scripts) {
		return scripts.graph().map(RevisionGraph::heads);
	}

	private Optional<ScriptProblem> check(String expected) {
		String text;
		try (InputStream content = open()) {
			text = new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			return problem("it cannot be read (%s). Delete it, then create it with 'db init'."
				.formatted(FileFailure.reason(ex)));
		}
		if (text.equals(expected)) {
			return Optional.empty();
		}
		String found = (text.lines().count() > 1) ? "it has more than one line"
				: "'%s' is not the head".formatted(ShortList.text(text));
		return problem("%s. Write '%s'.".formatted(found, expected));
	}

	private InputStream open() throws IOException {
		Path file = this.resource.file().orElse(null);
		return (file != null) ? RegularFile.openUnlinked(file) : this.resource.open();
	}

	private Optional<ScriptProblem> problem(String message) {
		return Optional.of(new ScriptProblem(ProblemType.WRONG_HEAD_FILE,
				"%s: %s".formatted(this.resource.path(), message), List.of(NAME), null));
	}

}
