package dev.headway.revision;

import java.util.Collection;
import java.util.List;

import dev.headway.ShortList;

/**
 * Thrown if a symbol that must mean one revision means several heads. Its code is
 * {@code MultipleHeads}.
 */
public class MultipleHeadsException extends RevisionException {

	private final List<String> heads;

	public MultipleHeadsException(String symbol, Collection<String> heads) {
		super(RevisionError.MULTIPLE_HEADS,
				"'%s' must mean one revision, but there are %d heads: %s. Specify one of them, or join them with 'db merge'."
					.formatted(symbol, heads.size(), ShortList.names(heads)));
		this.heads = List.copyOf(heads);
	}

	/**
	 * The heads that the symbol means.
	 * @return ids of the heads
	 */
	public List<String> heads() {
		return this.heads;
	}

}
