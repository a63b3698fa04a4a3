package dev.headway.revision;

import java.util.Collection;
import java.util.List;

/**
 * One revision was asked for, and the symbol means several heads. Its code is
 * {@code MultipleHeads}.
 */
public class MultipleHeadsException extends RevisionException {

	private final List<String> heads;

	/**
	 * Create an exception.
	 * @param symbol the symbol that was asked for
	 * @param heads ids of the heads that it means, in the order in which to name them
	 */
	public MultipleHeadsException(String symbol, Collection<String> heads) {
		super(RevisionError.MULTIPLE_HEADS,
				"'%s' must mean one revision, but there are %d heads: %s. Specify one of them, or join them with 'db merge'."
					.formatted(symbol, heads.size(), String.join(", ", heads)));
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
