package dev.headway.script.check;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;

/**
 * The merge revisions among scripts that are in conflict: those of which one is enough,
 * and those that join their own side with the other one, which therefore cannot move.
 */
final class ConflictingMerges {

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	ConflictingMerges(MigrationScripts scripts, RevisionGraph graph) {
		this.scripts = scripts;
		this.graph = graph;
	}

	/**
	 * Find merges that join the same revisions without SQL, if there is no other
	 * conflict.
	 * @return two or more scripts, in version order; empty if there are none
	 */
	List<Script> same() {
		List<List<Script>> shared = this.scripts.shared();
		List<Script> merges = shared.isEmpty()
				? this.graph.heads().stream().flatMap((id) -> this.scripts.find(id).stream()).toList() : shared.get(0);
		boolean same = merges.size() > 1 && shared.size() < 2
				&& merges.stream().skip(1).allMatch((merge) -> merge.isSameMergeAs(merges.get(0)));
		return same ? merges : List.of();
	}

	/**
	 * Whether a side has merged an older revision of another side.
	 */
	boolean joinOthers(Collection<Script> side) {
		Set<String> ids = side.stream().map(Script::id).collect(Collectors.toSet());
		return side.stream()
			.filter((script) -> joinsOthers(script, ids))
			.anyMatch((merge) -> this.scripts.revisions()
				.stream()
				.filter((other) -> !ids.contains(other.id()))
				.noneMatch((other) -> isReplaceable(merge, other)));
	}

	private boolean joinsOthers(Script script, Set<String> side) {
		Set<String> joined = this.graph.current(Set.copyOf(script.parents()));
		return joined.size() > 1 && !side.containsAll(joined);
	}

	private boolean isReplaceable(Script merge, Script other) {
		return (this.graph.children(merge.id()).isEmpty() || Objects.equals(merge.version(), other.version()))
				&& merge.isSameMergeAs(other);
	}

}
