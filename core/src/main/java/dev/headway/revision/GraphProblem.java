package dev.headway.revision;

import java.util.List;

/**
 * One reason why no graph can be built from a set of revisions.
 *
 * @param error what is wrong
 * @param message what is wrong and how to fix it
 * @param revisions ids of the revisions involved, in version order: those on the cycle,
 * the one that refers to something missing, those that share a label
 * @param names the ids or labels at fault: what is missing, illegal or given twice; empty
 * for a cycle
 */
public record GraphProblem(RevisionError error, String message, List<String> revisions, List<String> names) {

	public GraphProblem {
		revisions = List.copyOf(revisions);
		names = List.copyOf(names);
	}

	/**
	 * The textual code of the error, such as {@code MissingParent}.
	 * @return the code
	 */
	public String code() {
		return this.error.code();
	}

}
