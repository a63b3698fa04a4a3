package dev.headway.revision;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.headway.ShortList;

/**
 * Finds the revisions that a symbol means, as Alembic does: those with exactly this id or
 * label, otherwise the only one whose id or label starts with it.
 */
final class SymbolLookup {

	private final GraphIndex index;

	private final BitSet heads;

	private final BitSet effectiveHeads;

	SymbolLookup(GraphIndex index) {
		this.index = index;
		this.heads = index.where((node) -> index.children().from(node).length == 0);
		this.effectiveHeads = index.where((node) -> index.ups().from(node).length == 0);
	}

	BitSet heads() {
		return this.heads;
	}

	BitSet effectiveHeads() {
		return this.effectiveHeads;
	}

	BitSet resolve(String text) {
		Symbol symbol = Symbol.parse(text);
		return switch (symbol.name()) {
			case "base" -> new BitSet();
			case "head" -> single(text, headsOn(symbol.branch(), this.heads));
			case "heads" -> headsOn(symbol.branch(), this.effectiveHeads);
			default -> GraphIndex.nodes(node(symbol));
		};
	}

	int branchNode(String branch) {
		return find(branch, (node) -> true);
	}

	private BitSet single(String text, BitSet found) {
		if (found.cardinality() > 1) {
			throw new MultipleHeadsException(text, this.index.ids(found));
		}
		return found;
	}

	private BitSet headsOn(@Nullable String branch, BitSet withoutBranch) {
		if (branch == null) {
			return (BitSet) withoutBranch.clone();
		}
		BitSet found = this.index.lineage(branchNode(branch));
		found.and(this.heads);
		return found;
	}

	private int node(Symbol symbol) {
		String branch = symbol.branch();
		if (branch == null) {
			return find(symbol.name(), (node) -> true);
		}
		BitSet lineage = this.index.lineage(knownBranchNode(branch));
		int node = find(symbol.name(), lineage::get);
		if (!lineage.get(node)) {
			throw new RevisionException(RevisionError.NOT_MEMBER_OF_BRANCH,
					"Revision %s is neither an ancestor nor a descendant of '%s'. Omit '%s@', or specify a revision of that branch."
						.formatted(this.index.revision(node).id(), branch, branch));
		}
		return node;
	}

	private int knownBranchNode(String branch) {
		try {
			return branchNode(branch);
		}
		catch (RevisionException ex) {
			throw new RevisionException(RevisionError.NO_SUCH_BRANCH,
					"No branch '%s'. Write a branch label or a revision id before '@'."
						.formatted(ShortList.text(branch)));
		}
	}

	private int find(String name, IntPredicate prefixFilter) {
		int exact = this.index.names().node(name);
		return (exact != Names.NONE) ? exact : this.index.names().node(findByPrefix(name, prefixFilter));
	}

	private String findByPrefix(String prefix, IntPredicate filter) {
		List<String> found = prefix.isEmpty() ? List.of() : this.index.names().startingWith(prefix, filter);
		if (found.isEmpty()) {
			throw new RevisionException(RevisionError.NOT_FOUND,
					"No revision or branch label '%s'. A prefix needs at least four characters. Run 'db history' to list revisions."
						.formatted(ShortList.text(prefix)));
		}
		if (found.size() > 1) {
			throw new RevisionException(RevisionError.AMBIGUOUS_PREFIX,
					"'%s' matches %s. Type more characters.".formatted(prefix, ShortList.names(found)));
		}
		return found.get(0);
	}

	/**
	 * A symbol as written, such as {@code billing@head}.
	 *
	 * @param branch the id or label before the {@code @}, {@code null} if there is none
	 * @param name an id, a label, a prefix, {@code head}, {@code heads} or {@code base}
	 */
	record Symbol(@Nullable String branch, String name) {

		static Symbol parse(String text) {
			int at = text.indexOf('@');
			return new Symbol((at > 0) ? text.substring(0, at) : null, text.substring(at + 1));
		}

	}

}
