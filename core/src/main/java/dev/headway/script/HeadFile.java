package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.headway.ProblemType;
import dev.headway.revision.Version;

/**
 * The file {@code HEAD} in a location of migrations. Its one line names the head, such as
 * {@code 4 V4__merge.sql}, so that two branches that each add a revision conflict in Git.
 *
 * @param resource the file
 */
public record HeadFile(ScriptResource resource) {

	/** What the file is called. */
	public static final String NAME = "HEAD";

	static List<HeadFile> in(ScriptListing listing) {
		return listing.resources()
			.stream()
			.filter((resource) -> resource.relativePath().equals(NAME))
			.map(HeadFile::new)
			.toList();
	}

	/**
	 * Return the line that names a head.
	 * @param head the script of the head
	 * @return its version and name
	 */
	public static String line(Script head) {
		return head.id() + " " + head.name();
	}

	/**
	 * Read the file and compare it with the head of the scripts.
	 * @param scripts the scripts that it lies beside
	 * @return what is wrong with it; empty as well if there is not exactly one head,
	 * which is another problem
	 */
	public Optional<ScriptProblem> check(MigrationScripts scripts) {
		return head(scripts).flatMap((head) -> check(line(head)));
	}

	private static Optional<Script> head(MigrationScripts scripts) {
		Set<String> heads = scripts.graph().map((graph) -> graph.heads()).orElse(Set.of());
		return (heads.size() == 1) ? Version.parse(heads.iterator().next()).flatMap(scripts::find) : Optional.empty();
	}

	private Optional<ScriptProblem> check(String expected) {
		String text;
		try (InputStream content = this.resource.open()) {
			text = new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			return problem("it cannot be read (%s)".formatted(ex.getMessage()), expected);
		}
		if (text.equals(expected)) {
			return Optional.empty();
		}
		String found = (text.lines().count() > 1) ? "it has more than one line"
				: "'%s' is not the head".formatted(text);
		return problem(found, expected);
	}

	private Optional<ScriptProblem> problem(String reason, String expected) {
		return Optional.of(new ScriptProblem(ProblemType.WRONG_HEAD_FILE,
				"%s: %s. Write '%s'".formatted(this.resource.path(), reason, expected), List.of(NAME), null));
	}

}
