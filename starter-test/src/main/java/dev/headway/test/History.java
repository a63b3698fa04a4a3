package dev.headway.test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.headway.HeadwayException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.name.ScriptKind;

/**
 * Scripts that form a valid graph.
 */
record History(MigrationScripts scripts, RevisionGraph graph) {

	List<Revision> revisions() {
		return this.graph.revisions();
	}

	String find(String symbol) {
		Set<Revision> found = this.graph.resolve(symbol);
		if (found.size() != 1) {
			throw new HeadwayException("'%s' means %d revisions. Specify one.".formatted(symbol, found.size()));
		}
		return found.iterator().next().id();
	}

	String title(Revision revision) {
		return (revision.id() + " " + revision.description()).strip();
	}

	Optional<Script> undo(Revision revision) {
		return Version.parse(revision.id()).flatMap((version) -> this.scripts.undo(version, revision.description()));
	}

	boolean isBaseline(Revision revision) {
		return script(revision).filter((script) -> script.kind() == ScriptKind.BASELINE).isPresent();
	}

	String scriptName(Revision revision) {
		return script(revision).map(Script::name).orElse(revision.id());
	}

	private Optional<Script> script(Revision revision) {
		return this.scripts.find(revision.id());
	}

}
