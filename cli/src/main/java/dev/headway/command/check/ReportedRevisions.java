package dev.headway.command.check;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.check.ScriptCheck;

/**
 * The revisions of a history that was checked, for a {@link Report}.
 *
 * @param title the names of the history and its database, as far as there are several
 * @param scripts the scripts
 * @param encoding their encoding
 * @param added the scripts that only this branch has, {@code null} if it was not compared
 * with another one
 */
record ReportedRevisions(String title, MigrationScripts scripts, Charset encoding, @Nullable List<Script> added) {

	/**
	 * The revisions where the heads separate, empty if there is no conflict.
	 */
	Set<String> fork() {
		return conflict().map((conflict) -> Set.copyOf(conflict.forkedAt())).orElseGet(Set::of);
	}

	/**
	 * The new scripts: those that only this branch has, or else all sides of a conflict.
	 */
	List<Script> newScripts() {
		return (this.added != null) ? this.added : conflict().map(this::sides).orElseGet(List::of);
	}

	private Optional<HeadConflict> conflict() {
		return new ScriptCheck(this.scripts).conflict();
	}

	private List<Script> sides(HeadConflict conflict) {
		Set<String> ids = new HashSet<>();
		if (conflict.heads().size() > 1) {
			RevisionGraph graph = this.scripts.graph().orElseThrow();
			ids.addAll(conflict.heads());
			ids.addAll(graph.ancestors(conflict.heads()));
			ids.removeAll(graph.ancestors(conflict.forkedAt()));
			conflict.forkedAt().forEach(ids::remove);
		}
		this.scripts.shared().forEach((group) -> group.forEach((script) -> ids.add(script.id())));
		return this.scripts.revisions().stream().filter((script) -> ids.contains(script.id())).toList();
	}

}
