package dev.headway.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;

/**
 * Collects {@link ScriptProblem}s. Each message begins with the script concerned.
 */
final class ScriptProblems {

	private final List<ScriptProblem> found;

	ScriptProblems(Collection<ScriptProblem> known) {
		this.found = new ArrayList<>(known);
	}

	void add(ScriptProblem problem) {
		this.found.add(problem);
	}

	void add(ProblemType type, String message) {
		add(type, List.of(), message);
	}

	/**
	 * Add a problem whose message names the scripts itself.
	 */
	void add(ProblemType type, List<String> scripts, String message) {
		this.found.add(new ScriptProblem(type, message, scripts, null));
	}

	void add(ProblemType type, String script, @Nullable Integer line, String message) {
		add(type, List.of(script), line, message);
	}

	void add(ProblemType type, List<String> scripts, @Nullable Integer line, String message, String... fix) {
		String place = (line != null) ? "%s, line %d".formatted(scripts.get(0), line) : scripts.get(0);
		this.found
			.add(new ScriptProblem(type, place + ": " + message, scripts, line, Stream.of(fix).map(List::of).toList()));
	}

	List<ScriptProblem> found() {
		return List.copyOf(this.found);
	}

}
