package dev.headway.revision;

import java.util.List;

/**
 * Thrown if revisions do not form a graph. Contains every {@link GraphProblem} that was
 * found; {@link #code()} is the code of the first one.
 */
public class InvalidGraphException extends RevisionException {

	private final transient List<GraphProblem> problems;

	InvalidGraphException(List<GraphProblem> problems) {
		super(problems.get(0).error(), "The revisions do not form a valid graph:",
				problems.stream().map(GraphProblem::message).toList());
		this.problems = List.copyOf(problems);
	}

	/**
	 * Everything that is wrong with the revisions.
	 * @return the problems; never empty
	 */
	public List<GraphProblem> problems() {
		return this.problems;
	}

}
