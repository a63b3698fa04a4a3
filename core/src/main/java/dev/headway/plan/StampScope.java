package dev.headway.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Finds what is current after a stamp, as Alembic does.
 * <ol>
 * <li>Current revisions that are ancestors or descendants of a target give way to it; for
 * {@code billing@base}, those of that branch go; for {@code base}, all go.</li>
 * <li>The targets become current. The other current revisions stay.</li>
 * </ol>
 */
final class StampScope {

	private final RevisionGraph graph;

	private final AppliedRevisions applied;

	private final Set<String> targets = new LinkedHashSet<>();

	private final Set<String> gone = new LinkedHashSet<>();

	StampScope(AppliedRevisions applied) {
		this.graph = applied.graph();
		this.applied = applied;
	}

	/**
	 * The revisions that are active after a stamp.
	 */
	Set<String> rest(Collection<String> symbols) {
		symbols.forEach(this::add);
		AppliedRevisions.requireNoOverlap(this.graph, this.targets);
		Set<String> descendants = this.graph.descendants(this.targets);
		this.applied.current().stream().filter(descendants::contains).forEach(this::requireOneTargetBelow);
		this.gone.addAll(this.targets);
		this.gone.addAll(this.graph.ancestors(this.targets));
		this.gone.addAll(descendants);
		Set<String> current = new LinkedHashSet<>(this.applied.current());
		current.removeAll(this.gone);
		current.addAll(this.targets);
		return AppliedRevisions.withAncestors(this.graph, current);
	}

	private void add(String symbol) {
		Set<Revision> found = this.graph.resolve(symbol);
		if (found.isEmpty()) {
			int at = symbol.indexOf('@');
			this.gone.addAll((at > 0) ? related(symbol.substring(0, at)) : this.applied.current());
		}
		found.forEach((revision) -> this.targets.add(revision.id()));
	}

	private Set<String> related(String branch) {
		String revision = new Symbols(this.graph).branch(branch);
		Set<String> related = new LinkedHashSet<>(this.graph.ancestors(revision));
		related.add(revision);
		related.addAll(this.graph.descendants(revision));
		return related;
	}

	private void requireOneTargetBelow(String current) {
		Set<String> below = new LinkedHashSet<>(this.graph.ancestors(current));
		below.retainAll(this.targets);
		if (below.size() > 1) {
			throw new RevisionException(RevisionError.OVERLAP,
					"The current revision %s is above several targets: %s. Stamp them one after the other."
						.formatted(current, String.join(", ", below)));
		}
	}

}
