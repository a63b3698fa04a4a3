package dev.headway.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The way from one set of applied revisions to another.
 *
 * @param steps what to do, in this order; empty if there is nothing to do
 * @param currentAfter ids of the current revisions once all steps are done
 */
public record MigrationPlan(List<Step> steps, Set<String> currentAfter) {

	public MigrationPlan {
		steps = List.copyOf(steps);
		currentAfter = Collections.unmodifiableSet(new LinkedHashSet<>(currentAfter));
	}

}
