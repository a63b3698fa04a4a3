package dev.headway.revision;

import java.util.List;

import dev.headway.Printable;

/**
 * One reason why revisions do not form a {@link RevisionGraph}.
 *
 * @param error what is wrong
 * @param message what is wrong and how to fix it
 * @param revisions ids of the revisions involved, in version order, such as those of a
 * cycle
 * @param names the ids or labels that are missing, illegal or used twice; empty for a
 * cycle
 */
public record GraphProblem(RevisionError error, String message, List<String> revisions, List<String> names) {

	public GraphProblem {
		message = Printable.line(message);
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
