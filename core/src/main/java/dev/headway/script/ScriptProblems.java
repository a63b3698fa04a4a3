package dev.headway.script;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Gathers problems. Each message begins with the script it is about.
 */
final class ScriptProblems {

	private final List<ScriptProblem> found = new ArrayList<>();

	void add(String code, String message) {
		this.found.add(new ScriptProblem(code, message, List.of(), null));
	}

	void add(String code, String script, @Nullable Integer line, String message) {
		add(code, List.of(script), line, message);
	}

	void add(String code, List<String> scripts, @Nullable Integer line, String message) {
		String place = (line != null) ? "%s, line %d".formatted(scripts.get(0), line) : scripts.get(0);
		this.found.add(new ScriptProblem(code, place + ": " + message, scripts, line));
	}

	List<ScriptProblem> found() {
		return List.copyOf(this.found);
	}

}
