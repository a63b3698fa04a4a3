package dev.headway.revision;

import java.util.List;

/**
 * One reason why no graph can be built from a set of revisions.
 *
 * @param code what is wrong: {@code IllegalId}, {@code IllegalLabel},
 * {@code DuplicateId}, {@code DuplicateLabel}, {@code SelfLoop}, {@code Cycle},
 * {@code MissingParent}, {@code DependencySelfLoop}, {@code DependencyCycle} or
 * {@code MissingDependency}
 * @param message what is wrong and what mends it
 * @param revisions ids of the revisions concerned, in version order: those on the cycle,
 * the one that refers to something missing, those that share a label
 * @param names the ids or labels at fault: what is missing, illegal or given twice; empty
 * for a cycle
 */
public record GraphProblem(String code, String message, List<String> revisions, List<String> names) {

	public GraphProblem {
		revisions = List.copyOf(revisions);
		names = List.copyOf(names);
	}

}
