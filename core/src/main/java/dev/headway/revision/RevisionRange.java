package dev.headway.revision;

import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the revisions between two symbols, as Alembic's {@code history -r from:to} does.
 * <ol>
 * <li>If the start names a branch, as in {@code billing@base}, the end means only its
 * revisions on that branch.</li>
 * <li>The start must be one of the end's revisions or of their ancestors.</li>
 * <li>Unless the start is the base, its ancestors are left out, and so are revisions that
 * do not descend from it by parents.</li>
 * <li>The remaining revisions must be connected, from the end downwards.</li>
 * </ol>
 */
final class RevisionRange {

	private final GraphIndex index;

	private final SymbolLookup lookup;

	private final LabelsInForce labels;

	RevisionRange(GraphIndex index, SymbolLookup lookup, LabelsInForce labels) {
		this.index = index;
		this.lookup = lookup;
		this.labels = labels;
	}

	List<Revision> between(String from, String to) {
		BitSet start = this.lookup.resolve(from);
		BitSet end = this.lookup.resolve(to);
		keepBranch(SymbolLookup.Symbol.parse(from).branch(), end);
		requireNoOverlap(start);
		requireNoOverlap(end);
		BitSet range = this.index.downs().down(end);
		BitSet missing = (BitSet) start.clone();
		missing.andNot(range);
		require(missing.isEmpty(), from, to);
		if (!start.isEmpty()) {
			range.and(this.index.children().up(start));
			range.andNot(this.index.downs().down(this.index.downs().ends(start)));
			require(isConnected(range, end), from, to);
		}
		return range.stream().map((node) -> -node).sorted().mapToObj((node) -> this.index.revision(-node)).toList();
	}

	private void keepBranch(@Nullable String branch, BitSet nodes) {
		if (branch == null) {
			return;
		}
		int branchNode = this.lookup.branchNode(branch);
		if (this.index.revision(branchNode).labels().contains(branch)) {
			nodes.and(this.index.where((node) -> this.labels.of(node).contains(branch)));
		}
		else {
			nodes.and(this.index.lineage(branchNode));
		}
	}

	private void requireNoOverlap(BitSet nodes) {
		if (this.index.hasOverlap(nodes)) {
			throw new RevisionException(RevisionError.OVERLAP,
					"One of the revisions %s is an ancestor of another. Specify only one of them."
						.formatted(String.join(", ", this.index.ids(nodes))));
		}
	}

	private boolean isConnected(BitSet range, BitSet end) {
		BitSet reached = (BitSet) end.clone();
		reached.and(range);
		for (int node = reached.length() - 1; node >= 0; node = reached.previousSetBit(node - 1)) {
			for (int down : this.index.downs().from(node)) {
				reached.set(down, reached.get(down) || range.get(down));
			}
		}
		return reached.equals(range);
	}

	private static void require(boolean condition, String from, String to) {
		if (!condition) {
			throw new RevisionException(RevisionError.NOT_ANCESTOR,
					"'%s' is not an ancestor of '%s' by parents. Specify the older revision first, and one that leads to the newer one."
						.formatted(from, to));
		}
	}

}
