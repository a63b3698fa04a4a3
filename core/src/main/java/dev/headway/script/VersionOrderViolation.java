package dev.headway.script;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.Version;
import dev.headway.script.text.HeaderKey;

/**
 * A script that refers to one with a higher version than its own.
 *
 * @param draft the script
 * @param key the key of the header that refers
 * @param target what it refers to
 */
record VersionOrderViolation(UnresolvedScript draft, HeaderKey key, UnresolvedScript target) {

	boolean closes(Collection<String> cycle) {
		return cycle.contains(this.draft.script().id()) && cycle.contains(this.target.script().id());
	}

	String verb() {
		return (this.key == HeaderKey.REVISES) ? "revises" : "depends on";
	}

	@Nullable Integer line() {
		return this.draft.line(this.key);
	}

	void report(ScriptProblems problems, Version next) {
		String command = this.draft.isFile() ? ", or run 'db rebase %s'".formatted(this.draft.name()) : "";
		problems.add(ProblemType.VERSION_ORDER, List.of(this.draft.name(), this.target.name()), line(),
				"version %s %s %s, which is not lower. Rename it to a version above %s, such as %s%s.".formatted(
						this.draft.version(), verb(), this.target.version(), this.target.version(), next, command));
	}

}
