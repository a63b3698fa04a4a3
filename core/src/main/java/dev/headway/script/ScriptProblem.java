package dev.headway.script;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ProblemType;
import dev.headway.ShortList;

/**
 * A problem of {@link MigrationScripts}.
 *
 * @param type its type
 * @param message what is wrong, the value found and how to fix it
 * @param scripts names of the files or classes concerned
 * @param line the line in the first of them, counted from one, if there is one
 * @param fix the ways out that commands are, each of them alone: commands to run in this
 * order
 */
public record ScriptProblem(ProblemType type, String message, List<String> scripts, @Nullable Integer line,
		List<List<String>> fix) {

	public ScriptProblem {
		message = Printable.line(message);
		scripts = List.copyOf(scripts);
		fix = fix.stream().map(List::copyOf).toList();
	}

	/**
	 * Create a problem that no command fixes.
	 * @param type its type
	 * @param message what is wrong, the value found and how to fix it
	 * @param scripts names of the files or classes concerned
	 * @param line the line in the first of them, counted from one, if there is one
	 */
	public ScriptProblem(ProblemType type, String message, List<String> scripts, @Nullable Integer line) {
		this(type, message, scripts, line, List.of());
	}

	/**
	 * Look for what cannot be read at all, so that migrations may be missing.
	 * @param resources files of a location
	 * @return the first problem, empty if there is none
	 */
	public static Optional<ScriptProblem> unreadable(List<ScriptResource> resources) {
		return resources.stream().flatMap((resource) -> unreadable(resource).stream()).findFirst();
	}

	/**
	 * A name that cannot be expressed is only in the message.
	 */
	static Optional<ScriptProblem> unreadable(ScriptResource resource) {
		String path = resource.relativePath();
		return Optional.ofNullable(resource.failure())
			.map((failure) -> new ScriptProblem(ProblemType.UNREADABLE,
					"%s: %s".formatted(ShortList.text(resource.path()), failure),
					(path.indexOf('\ufffd') < 0) ? List.of(path) : List.of(), null));
	}

	/**
	 * The textual code of the problem, such as {@code DUPLICATE_VERSION}.
	 * @return the name of the type
	 */
	public String code() {
		return this.type.name();
	}

}
