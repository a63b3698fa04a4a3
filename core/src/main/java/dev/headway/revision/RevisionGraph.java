package dev.headway.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The {@link Revision}s of one history with their parents and dependencies, in Alembic's
 * terms and by its rules. Immutable. Sets are in the order of {@link #revisions()}.
 * <p>
 * Apart from sorting, building a graph and every query take time linear in its revisions
 * and edges.
 */
public final class RevisionGraph {

	private final GraphIndex index;

	private final SymbolLookup lookup;

	private final LabelsInForce labels;

	private RevisionGraph(GraphIndex index) {
		this.index = index;
		this.lookup = new SymbolLookup(index);
		this.labels = new LabelsInForce(index);
	}

	/**
	 * Build a graph.
	 * @param revisions the revisions; their order does not matter
	 * @return the graph
	 * @throws InvalidGraphException with every problem found, not only the first
	 */
	public static RevisionGraph of(Collection<Revision> revisions) {
		return of(revisions, (id) -> false);
	}

	/**
	 * Build a graph in which the ids of some revisions are names of files.
	 * @param revisions the revisions; their order does not matter
	 * @param filename whether an id is the name of a file, in which every character is
	 * allowed
	 * @return the graph
	 * @throws InvalidGraphException with every problem found, not only the first
	 */
	public static RevisionGraph of(Collection<Revision> revisions, Predicate<String> filename) {
		List<Revision> sorted = inVersionOrder(revisions);
		GraphIndex listed = GraphIndex.of(sorted);
		List<Revision> ordered = listed.inTopologicalOrder();
		GraphChecks.check(listed, ordered.size(), filename);
		return new RevisionGraph(ordered.equals(sorted) ? listed : GraphIndex.of(ordered));
	}

	/**
	 * All revisions, each after its parents and dependencies; of several that could come
	 * next, the one with the lowest version comes first.
	 * @return the revisions, oldest first
	 */
	public List<Revision> revisions() {
		return this.index.revisions();
	}

	/**
	 * Find a revision.
	 * @param id its full id; see {@link #resolve(String)} for symbols
	 * @return the revision, empty if there is none
	 */
	public Optional<Revision> find(String id) {
		return this.index.hasId(id) ? Optional.of(this.index.revision(this.index.names().node(id))) : Optional.empty();
	}

	/**
	 * The revisions without children.
	 * @return their ids
	 */
	public Set<String> heads() {
		return this.index.ids(this.lookup.heads());
	}

	/**
	 * The heads on which no revision depends; the symbol {@code heads} means these.
	 * @return their ids
	 */
	public Set<String> effectiveHeads() {
		return this.index.ids(this.lookup.effectiveHeads());
	}

	/**
	 * The revisions without parents.
	 * @return their ids
	 */
	public Set<String> bases() {
		return this.index.ids(this.index.where((node) -> this.index.parents().from(node).length == 0));
	}

	/**
	 * The revisions with more than one child.
	 * @return their ids
	 */
	public Set<String> branchPoints() {
		return this.index.ids(this.index.where((node) -> this.index.children().from(node).length > 1));
	}

	/**
	 * The revisions that name more than one parent.
	 * @return their ids
	 */
	public Set<String> mergePoints() {
		return this.index.ids(this.index.where(this.index::isMergePoint));
	}

	/**
	 * The branch labels in force on a revision: its own, those of its ancestors by
	 * parents, and, along a line without branch points and merge points, those of its
	 * descendants.
	 * @param id the revision
	 * @return the labels
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> labels(String id) {
		return this.labels.of(this.index.requireNode(id));
	}

	/**
	 * The revisions that name a revision as parent.
	 * @param id the revision
	 * @return ids of its children
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> children(String id) {
		return this.index.ids(this.index.children().ends(this.index.requireNodes(Set.of(id))));
	}

	/**
	 * The revisions that must be applied before a revision, by parents and dependencies;
	 * without the revision itself.
	 * @param id the revision
	 * @return ids of its ancestors
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> ancestors(String id) {
		return ancestors(Set.of(id));
	}

	/**
	 * The ancestors of several revisions. One of these is included only if it is an
	 * ancestor of another.
	 * @param ids the revisions
	 * @return ids of their ancestors
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> ancestors(Collection<String> ids) {
		return this.index.ids(ancestorNodes(this.index.requireNodes(ids)));
	}

	/**
	 * The revisions that can only be applied after a revision, by parents and
	 * dependencies; without the revision itself.
	 * @param id the revision
	 * @return ids of its descendants
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> descendants(String id) {
		return descendants(Set.of(id));
	}

	/**
	 * The descendants of several revisions. One of these is included only if it is a
	 * descendant of another.
	 * @param ids the revisions
	 * @return ids of their descendants
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> descendants(Collection<String> ids) {
		return this.index.ids(this.index.ups().up(this.index.ups().ends(this.index.requireNodes(ids))));
	}

	/**
	 * The lineage of a revision: its ancestors and descendants by parents only, and the
	 * revision itself.
	 * @param id the revision
	 * @return ids of its lineage
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> lineage(String id) {
		return this.index.ids(this.index.lineage(this.index.requireNode(id)));
	}

	/**
	 * What Alembic keeps in its version table when a set of revisions is applied: those
	 * that are not ancestors of others.
	 * @param applied ids of the applied revisions, with or without their ancestors
	 * @return ids of the current revisions
	 * @throws RevisionException {@code NotFound}
	 */
	public Set<String> current(Set<String> applied) {
		BitSet current = this.index.requireNodes(applied);
		current.andNot(ancestorNodes(current));
		return this.index.ids(current);
	}

	/**
	 * Find the revisions that a symbol means: an id, a branch label, a unique prefix of
	 * one of these with at least four characters, {@code head}, {@code heads} or
	 * {@code base}. With a branch before it, as in {@code billing@head}, only the lineage
	 * of the revision with this label or id is searched.
	 * @param symbol the symbol
	 * @return the revisions; empty for {@code base}, and more than one only for
	 * {@code heads}
	 * @throws MultipleHeadsException if {@code head} means several
	 * @throws RevisionException {@code NotFound}, {@code AmbiguousPrefix},
	 * {@code NoSuchBranch} or {@code NotMemberOfBranch}
	 */
	public Set<Revision> resolve(String symbol) {
		return find(symbol).map(Set::of).orElseGet(() -> this.index.revisions(this.lookup.resolve(symbol)));
	}

	/**
	 * The history from one symbol to another, both included, as
	 * {@code alembic history -r from:to} lists it.
	 * @param from where to begin; empty for {@code base}
	 * @param to where to end; empty for {@code heads}
	 * @return the revisions, newest first
	 * @throws RevisionException {@code NotAncestor} if one does not lead to the other by
	 * parents, {@code Overlap} if a symbol means a revision and its ancestor, or as
	 * {@link #resolve(String)} does
	 */
	public List<Revision> range(String from, String to) {
		return new RevisionRange(this.index, this.lookup, this.labels).between(from.isEmpty() ? "base" : from,
				to.isEmpty() ? "heads" : to);
	}

	/**
	 * Resolve the symbols of a new revision, which this does not add to the graph.
	 * @param request the revision to create
	 * @return the revision; {@link #with(Revision)} adds it
	 * @throws RevisionException {@code NotAHead} if a parent is not a head and this is
	 * not a splice, {@code DuplicateParents}, or as {@link #resolve(String)} does
	 * @throws InvalidGraphException if the graph would be invalid with it, for example
	 * because a label is in use
	 */
	public Revision create(NewRevision request) {
		Revision revision = request.resolve(this);
		with(revision);
		return revision;
	}

	/**
	 * This graph and one more revision.
	 * @param revision the revision to add
	 * @return a new graph
	 * @throws InvalidGraphException with every problem found
	 */
	public RevisionGraph with(Revision revision) {
		List<Revision> all = new ArrayList<>(revisions());
		all.add(revision);
		return of(all, this.index::hasId);
	}

	private static List<Revision> inVersionOrder(Collection<Revision> revisions) {
		record Keyed(String key, Revision revision) {

		}
		return revisions.stream()
			.map((revision) -> new Keyed(Version.sortKey(revision.id()), revision))
			.sorted(Comparator.comparing(Keyed::key).thenComparing((keyed) -> keyed.revision().id()))
			.map(Keyed::revision)
			.toList();
	}

	private BitSet ancestorNodes(BitSet nodes) {
		return this.index.downs().down(this.index.downs().ends(nodes));
	}

	@Override
	public String toString() {
		return "RevisionGraph of %d revisions, heads %s".formatted(revisions().size(), heads());
	}

}
