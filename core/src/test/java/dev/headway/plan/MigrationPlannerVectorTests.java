package dev.headway.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.revision.Answers;
import dev.headway.revision.GraphVectors;
import dev.headway.revision.GraphVectors.Case;
import dev.headway.revision.GraphVectors.Expect;
import dev.headway.revision.GraphVectors.Failure;
import dev.headway.revision.GraphVectors.Plan;
import dev.headway.revision.GraphVectors.Stamp;
import dev.headway.revision.GraphVectors.State;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link MigrationPlanner} against the answers of Alembic.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationPlannerVectorTests {

	private final GraphVectors vectors = GraphVectors.read();

	private int cases;

	private int overlappingRows;

	Stream<Case> cases() {
		return this.vectors.valid().stream();
	}

	@AfterAll
	void countsCases() {
		assertThat(this.cases).isEqualTo(this.vectors.counts().valid());
		assertThat(this.overlappingRows).isEqualTo(3);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void planIsThatOfAlembic(Case graphCase) {
		this.cases++;
		Expect expect = graphCase.expect();
		this.overlappingRows += (int) expect.upgrades().stream().filter(this::hasOverlappingRows).count();
		for (RevisionGraph graph : graphCase.graphs()) {
			expect.states().forEach((state) -> assertState(graph, state));
			expect.upgrades().forEach((plan) -> assertUpgrade(graph, plan));
			expect.downgrades().forEach((plan) -> assertDowngrade(graph, plan));
			expect.stamps().forEach((stamp) -> assertStamp(graph, stamp));
		}
	}

	private void assertState(RevisionGraph graph, State state) {
		MigrationPlanner planner = new MigrationPlanner(graph);
		String question = "upgrade from %s to heads".formatted(state.applied());
		MigrationPlan plan = planner.upgrade(state.applied(), "heads");
		assertThat(new HashSet<>(ids(plan))).as(question).isEqualTo(state.pending());
		assertUpgradePlan(graph, question, state.applied(), plan, state.toHeads());
		Failure error = state.toHeadError();
		if (error != null) {
			Answers.assertFails(question, error, () -> planner.upgrade(state.applied(), "head"));
		}
		else {
			assertThat(planner.upgrade(state.applied(), "head")).as(question).isEqualTo(plan);
		}
	}

	private void assertUpgrade(RevisionGraph graph, Plan expected) {
		MigrationPlanner planner = new MigrationPlanner(graph);
		Set<String> applied = expected.applied(graph);
		String question = "upgrade from %s to %s".formatted(expected.current(), expected.target());
		if (hasOverlappingRows(expected)) {
			assertThat(planner.upgrade(applied, expected.target()))
				.isEqualTo(planner.upgrade(graph.current(applied), expected.target()));
		}
		else if (expected.error() != null) {
			Answers.assertFails(question, expected.error(), () -> planner.upgrade(applied, expected.target()));
		}
		else {
			assertUpgradePlan(graph, question, applied, planner.upgrade(applied, expected.target()), expected);
		}
	}

	/**
	 * Alembic refuses version rows that are ancestors of other rows. A set of applied
	 * revisions holds the ancestors by its nature.
	 */
	private boolean hasOverlappingRows(Plan plan) {
		return plan.error() != null && plan.error().kind().equals("Overlap");
	}

	private void assertUpgradePlan(RevisionGraph graph, String question, Set<String> applied, MigrationPlan plan,
			Plan expected) {
		assertThat(plan.steps()).as(question).allMatch(Step.Upgrade.class::isInstance);
		assertThat(new HashSet<>(ids(plan))).as(question).isEqualTo(new HashSet<>(expected.order()));
		Answers.assertParentsFirst(question, graph, ids(plan));
		if (expected.orderUnique()) {
			assertThat(ids(plan)).as(question).isEqualTo(expected.order());
		}
		assertCurrentAfter(graph, question, applied, plan, expected.resultHeads());
	}

	private void assertDowngrade(RevisionGraph graph, Plan expected) {
		MigrationPlanner planner = new MigrationPlanner(graph);
		Set<String> applied = expected.applied(graph);
		String question = "downgrade from %s to %s".formatted(expected.current(), expected.target());
		if (expected.unstable() != null) {
			assertUnstable(question, applied, planner, expected);
		}
		else if (expected.error() != null) {
			Answers.assertFails(question, expected.error(), () -> planner.downgrade(applied, expected.target()));
		}
		else {
			assertDowngradePlan(graph, question, applied, planner.downgrade(applied, expected.target()), expected);
		}
	}

	private void assertUnstable(String question, Set<String> applied, MigrationPlanner planner, Plan expected) {
		try {
			Set<String> undone = new HashSet<>(ids(planner.downgrade(applied, expected.target())));
			assertThat(expected.answers()).as(question)
				.anyMatch((answer) -> answer.error() == null && undone.equals(new HashSet<>(answer.order())));
		}
		catch (RevisionException ex) {
			assertThat(ex.getMessage()).as(question).isNotBlank();
		}
	}

	private void assertDowngradePlan(RevisionGraph graph, String question, Set<String> applied, MigrationPlan plan,
			Plan expected) {
		assertThat(plan.steps()).as(question).allMatch(Step.Downgrade.class::isInstance);
		assertThat(new HashSet<>(ids(plan))).as(question).isEqualTo(new HashSet<>(expected.order()));
		List<String> oldestFirst = new ArrayList<>(ids(plan));
		Collections.reverse(oldestFirst);
		Answers.assertParentsFirst(question, graph, oldestFirst);
		if (expected.orderUnique()) {
			assertThat(ids(plan)).as(question).isEqualTo(expected.order());
		}
		assertCurrentAfter(graph, question, applied, plan, expected.resultHeads());
	}

	private void assertStamp(RevisionGraph graph, Stamp expected) {
		MigrationPlanner planner = new MigrationPlanner(graph);
		Set<String> applied = expected.applied(graph);
		String question = "stamp %s with %s".formatted(expected.current(), expected.targets());
		if (expected.error() != null) {
			Answers.assertFails(question, expected.error(), () -> planner.stamp(applied, expected.targets()));
		}
		else {
			MigrationPlan plan = planner.stamp(applied, expected.targets());
			assertThat(plan.steps()).as(question).allMatch(Step.Stamp.class::isInstance);
			assertCurrentAfter(graph, question, applied, plan, expected.resultHeads());
		}
	}

	private void assertCurrentAfter(RevisionGraph graph, String question, Set<String> applied, MigrationPlan plan,
			Set<String> expected) {
		assertThat(plan.currentAfter()).as(question).isEqualTo(expected);
		Set<String> after = new HashSet<>(applied);
		for (Step step : plan.steps()) {
			assertThat(comes(step) ? after.add(step.revision().id()) : after.remove(step.revision().id())).as(question)
				.isTrue();
		}
		assertThat(graph.current(after)).as(question).isEqualTo(expected);
		assertThat(after).as(question).containsAll(graph.ancestors(after));
	}

	private boolean comes(Step step) {
		if (step instanceof Step.Stamp stamp) {
			return stamp.applied();
		}
		return step instanceof Step.Upgrade;
	}

	private List<String> ids(MigrationPlan plan) {
		return plan.steps().stream().map((step) -> step.revision().id()).toList();
	}

}
