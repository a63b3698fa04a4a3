package dev.headway.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Graphs;
import dev.headway.revision.RevisionGraph;
import dev.headway.testing.FuzzLimits;

/**
 * Fuzzes {@link MigrationPlanner}, and the ranges and symbols of a graph, with what a
 * person can write.
 */
class MigrationPlannerFuzzTests {

	private final RevisionGraph graph = Graphs.graph("1", "2 revises 1", "3 revises 1 called billing",
			"4 revises 2 3 needs 11", "11 called audit", "12 revises 11", "5.1 revises 4");

	@CsvSource({ "head, base", "heads, 1", "+1, -1", "billing@head, audit@base", "4-2, 2+1", "audit@+1, @",
			"2:4, :head", "99999999999999999999, +99999999999999999999", "-, +", "billing@billing@1, 1@-3" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void planWhenAnySymbolsAnswersOrRefuses(@NotNull String first, @NotNull String second) throws Exception {
		MigrationPlanner planner = new MigrationPlanner(this.graph);
		int length = first.length() + second.length();
		for (Set<String> applied : List.of(Set.<String>of(), Set.of("1", "2"), Set.of("1", "2", "3", "11", "4"))) {
			for (Callable<?> action : List.<Callable<?>>of(() -> planner.upgrade(applied, first),
					() -> planner.downgrade(applied, first), () -> planner.towards(applied, second),
					() -> planner.stamp(applied, new LinkedHashSet<>(List.of(first, second))))) {
				FuzzLimits.check(length, action);
			}
		}
		FuzzLimits.check(length, () -> this.graph.resolve(first));
		FuzzLimits.check(length, () -> this.graph.range(first, second));
	}

}
