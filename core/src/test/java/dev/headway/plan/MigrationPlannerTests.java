package dev.headway.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Graphs;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationPlanner}.
 */
class MigrationPlannerTests {

	private static final Set<String> NOTHING = Set.of();

	@Test
	void upgradeWhenNothingIsAppliedRunsAll() {
		assertUpgrade(Graphs.diamond(), NOTHING, "head", List.of("+1", "+2", "+3", "+4"), Set.of("4"));
		assertUpgrade(Graphs.linear(), NOTHING, "2", List.of("+1", "+2"), Set.of("2"));
		assertUpgrade(Graphs.graph(), NOTHING, "head", List.of(), NOTHING);
	}

	@Test
	void upgradeWhenTargetIsAppliedIsEmpty() {
		assertUpgrade(Graphs.linear(), Set.of("1", "2", "3"), "2", List.of(), Set.of("3"));
		assertUpgrade(Graphs.linear(), Set.of("1"), "base", List.of(), Set.of("1"));
	}

	@Test
	void upgradeWhenAncestorsAreLeftOutTakesThemAsApplied() {
		assertUpgrade(Graphs.linear(), Set.of("2"), "head", List.of("+3"), Set.of("3"));
	}

	@Test
	void upgradeWhenTwoHeadsThrowsForHeadOnly() {
		assertUpgradeFails(Graphs.twoHeads(), Set.of("1"), "head", "MultipleHeads");
		assertUpgrade(Graphs.twoHeads(), Set.of("1"), "heads", List.of("+2", "+3"), Set.of("2", "3"));
	}

	@Test
	void upgradeWhenRevisionIsUnknownThrows() {
		assertUpgradeFails(Graphs.linear(), Set.of("1", "99"), "head", "NotFound");
		assertUpgradeFails(Graphs.linear(), Set.of("1"), "99", "NotFound");
	}

	@Test
	void upgradeWhenHeadsOfBranchDependOnOneAnotherThrows() {
		assertUpgradeFails(Graphs.crossDependency(), NOTHING, "1@heads", "Overlap");
	}

	@Test
	void upgradeWhenRelativeCountsFromCurrent() {
		assertUpgrade(Graphs.linear(), Set.of("1"), "+1", List.of("+2"), Set.of("2"));
		assertUpgrade(Graphs.linear(), NOTHING, "+2", List.of("+1", "+2"), Set.of("2"));
		assertUpgradeFails(Graphs.linear(), Set.of("1"), "+3", "OutOfRange");
		assertUpgradeFails(Graphs.linear(), Set.of("1"), "+99999999999", "OutOfRange");
		assertUpgradeFails(Graphs.linear(), Set.of("1"), "+0", "OutOfRange");
		assertUpgradeFails(Graphs.linear(), Set.of("1"), "-1", "OutOfRange");
		assertUpgradeFails(Graphs.twoHeads(), Set.of("1"), "+1", "AmbiguousWalk");
		assertUpgradeFails(Graphs.diamond(), Set.of("2", "3"), "+1", "AmbiguousStart");
	}

	@Test
	void upgradeWhenRelativeOnBranchStaysOnIt() {
		RevisionGraph graph = Graphs.labelled();
		assertUpgrade(graph, Set.of("1"), "billing@+1", List.of("+2"), Set.of("2"));
		assertUpgrade(graph, Set.of("5"), "billing@+2", List.of("+2", "+3"), Set.of("3", "5"));
		assertUpgrade(graph, NOTHING, "billing@+2", List.of("+1", "+2"), Set.of("2"));
		assertUpgradeFails(graph, NOTHING, "base@+1", "NoSuchBranch");
	}

	@Test
	void upgradeWhenRelativeToRevisionCountsFromIt() {
		assertUpgrade(Graphs.linear(), NOTHING, "1+1", List.of("+1", "+2"), Set.of("2"));
		assertUpgrade(Graphs.linear(), NOTHING, "head-1", List.of("+1", "+2"), Set.of("2"));
		assertUpgrade(Graphs.linear(), NOTHING, "2+0", List.of("+1", "+2"), Set.of("2"));
		assertUpgrade(Graphs.linear(), NOTHING, "base+1", List.of("+1"), Set.of("1"));
		assertUpgrade(Graphs.labelled(), NOTHING, "billing@head-1", List.of("+1", "+2"), Set.of("2"));
		assertUpgradeFails(Graphs.linear(), NOTHING, "1-1", "OutOfRange");
		assertUpgradeFails(Graphs.linear(), NOTHING, "base-1", "OutOfRange");
		assertUpgradeFails(Graphs.diamond(), NOTHING, "4-1", "AmbiguousWalk");
		assertUpgradeFails(Graphs.twoHeads(), NOTHING, "heads-1", "MultipleHeads");
	}

	@Test
	void upgradeWhenLabelLooksRelativeTakesTheLabel() {
		RevisionGraph graph = Graphs.graph("1", "2 revises 1 called release-1", "3 revises 2");
		assertUpgrade(graph, NOTHING, "release-1", List.of("+1", "+2"), Set.of("2"));
		assertUpgrade(graph, NOTHING, "release-1@head", List.of("+1", "+2", "+3"), Set.of("3"));
	}

	@Test
	void downgradeWhenTargetIsGivenUndoesWhatFollows() {
		assertDowngrade(Graphs.diamond(), Set.of("4"), "1", List.of("-4", "-3", "-2"), Set.of("1"));
		assertDowngrade(Graphs.diamond(), Set.of("4"), "2", List.of("-4"), Set.of("2", "3"));
		assertDowngrade(Graphs.diamond(), Set.of("4"), "base", List.of("-4", "-3", "-2", "-1"), NOTHING);
		assertDowngrade(Graphs.linear(), Set.of("3"), "3", List.of(), Set.of("3"));
		assertDowngrade(Graphs.linear(), NOTHING, "base", List.of(), NOTHING);
	}

	@Test
	void downgradeWhenOthersDependUndoesThemToo() {
		assertDowngrade(Graphs.crossDependency(), Set.of("4"), "1", List.of("-4", "-3", "-2"), Set.of("1"));
		assertDowngrade(Graphs.crossDependency(), Set.of("4"), "1@-1", List.of("-4"), Set.of("2", "3"));
		assertDowngrade(Graphs.crossDependency(), Set.of("4"), "3@1", List.of("-4", "-3"), Set.of("2"));
	}

	@Test
	void towardsWhenTargetIsPendingLeadsUp() {
		assertTowards(Graphs.linear(), Set.of("1"), "head", List.of("+2", "+3"));
		assertTowards(Graphs.linear(), Set.of("1"), "+1", List.of("+2"));
		assertTowards(Graphs.linear(), Set.of("1"), "head-1", List.of("+2"));
		assertTowards(Graphs.twoHeads(), Set.of("1"), "heads", List.of("+2", "+3"));
	}

	@Test
	void towardsWhenTargetIsAppliedLeadsDown() {
		assertTowards(Graphs.linear(), Set.of("3"), "1", List.of("-3", "-2"));
		assertTowards(Graphs.linear(), Set.of("3"), "base", List.of("-3", "-2", "-1"));
		assertTowards(Graphs.linear(), Set.of("3"), "head-1", List.of("-3"));
		assertTowards(Graphs.linear(), Set.of("3"), "-1", List.of("-3"));
		assertTowards(Graphs.linear(), Set.of("3"), "3@-1", List.of("-3"));
	}

	@Test
	void towardsWhenTargetIsCurrentIsEmpty() {
		assertTowards(Graphs.linear(), Set.of("3"), "head", List.of());
		assertTowards(Graphs.twoHeads(), Set.of("2", "3"), "heads", List.of());
		assertTowards(Graphs.linear(), NOTHING, "base", List.of());
	}

	@Test
	void targetUndoingWhenBranchIsUndoneNamesItsParent() {
		assertThat(planner(Graphs.twoHeads()).targetUndoing(Set.of("2"), Set.of("2"))).contains("1");
		assertThat(planner(Graphs.linear()).targetUndoing(Set.of("3"), Set.of("2", "3"))).contains("1");
	}

	@Test
	void targetUndoingWhenOtherBranchIsAppliedStaysOnTheBranch() {
		assertThat(planner(Graphs.twoHeads()).targetUndoing(Set.of("2", "3"), Set.of("2"))).contains("2@-1");
		RevisionGraph graph = Graphs.graph("1", "2 revises 1", "3 revises 2", "4 revises 1");
		assertThat(planner(graph).targetUndoing(Set.of("3", "4"), Set.of("3"))).contains("2");
		assertThat(planner(graph).targetUndoing(Set.of("3", "4"), new LinkedHashSet<>(List.of("2", "3"))))
			.contains("2@-2");
	}

	@Test
	void targetUndoingWhenAllIsUndoneNamesTheBase() {
		assertThat(planner(Graphs.graph("1", "2")).targetUndoing(Set.of("1", "2"), Set.of("1", "2"))).contains("base");
	}

	@Test
	void targetUndoingWhenMoreWouldBeUndoneIsEmpty() {
		assertThat(planner(Graphs.linear()).targetUndoing(Set.of("3"), Set.of("2"))).isEmpty();
		assertThat(planner(Graphs.linear()).targetUndoing(Set.of("1"), Set.of("9"))).isEmpty();
	}

	@Test
	void downgradeWhenNothingFollowsThrows() {
		assertDowngradeFails(Graphs.linear(), Set.of("1"), "2", "NotAncestor");
		assertDowngradeFails(Graphs.twoHeads(), Set.of("2"), "1@1", "NotAncestor");
	}

	@Test
	void downgradeWhenRelativeCountsFromCurrent() {
		assertDowngrade(Graphs.linear(), Set.of("3"), "-2", List.of("-3", "-2"), Set.of("1"));
		assertDowngrade(Graphs.linear(), Set.of("1"), "-1", List.of("-1"), NOTHING);
		assertDowngrade(Graphs.twoHeads(), Set.of("2"), "-1", List.of("-2"), Set.of("1"));
		assertDowngradeFails(Graphs.linear(), Set.of("1"), "-2", "OutOfRange");
		assertDowngradeFails(Graphs.linear(), NOTHING, "-1", "OutOfRange");
		assertDowngradeFails(Graphs.linear(), Set.of("1"), "+1", "OutOfRange");
		assertDowngradeFails(Graphs.diamond(), Set.of("4"), "-1", "AmbiguousWalk");
		assertDowngradeFails(Graphs.linear(), Set.of("99"), "-1", "NoSuchBranch");
	}

	@Test
	void downgradeWhenSeveralAreCurrentHasToBeTheSameFromEach() {
		assertDowngrade(Graphs.twoHeads(), Set.of("2", "3"), "-2", List.of("-3", "-2", "-1"), NOTHING);
		assertDowngradeFails(Graphs.twoHeads(), Set.of("2", "3"), "-1", "AmbiguousStart");
		assertDowngradeFails(Graphs.twoHeads(), Set.of("2", "3"), "-3", "OutOfRange");
	}

	@Test
	void downgradeWhenRelativeOnBranchStaysOnIt() {
		RevisionGraph graph = Graphs.labelled();
		assertDowngrade(graph, Set.of("3", "5"), "billing@-1", List.of("-3"), Set.of("2", "5"));
		assertDowngrade(graph, Set.of("3", "5"), "billing@-2", List.of("-3", "-2"), Set.of("5"));
		assertDowngradeFails(graph, Set.of("5"), "billing@-1", "NoSingleStart");
		assertDowngradeFails(graph, Set.of("3", "5"), "1@-1", "NoSingleStart");
		assertDowngradeFails(graph, Set.of("3", "5"), "nosuch@-1", "NotFound");
	}

	@Test
	void downgradeWhenRelativeOnBranchThatADependencyHidesFindsIt() {
		assertDowngrade(Graphs.crossDependency(), Set.of("4"), "3@-1", List.of("-4", "-3"), Set.of("2"));
	}

	@Test
	void downgradeWhenRelativeToRevisionCountsFromIt() {
		assertDowngrade(Graphs.linear(), Set.of("3"), "3-1", List.of("-3"), Set.of("2"));
		assertDowngrade(Graphs.linear(), Set.of("3"), "1+1", List.of("-3"), Set.of("2"));
		assertDowngrade(Graphs.labelled(), Set.of("3", "5"), "billing@3-2", List.of("-3", "-2"), Set.of("5"));
		assertDowngradeFails(Graphs.labelled(), Set.of("3", "5"), "billing@5-1", "NotMemberOfBranch");
	}

	@Test
	void downgradeWhenBranchIsUnknownThrowsOnlyIfItMatters() {
		assertDowngradeFails(Graphs.twoRoots(), Set.of("2", "12"), "nosuch@base", "NoSuchBranch");
		assertDowngrade(Graphs.linear(), Set.of("3"), "nosuch@2", List.of("-3"), Set.of("2"));
		assertDowngrade(Graphs.twoRoots(), Set.of("2", "12"), "audit@base", List.of("-12", "-11"), Set.of("2"));
	}

	@Test
	void stampWhenAheadRecordsWhatLeadsThere() {
		assertStamp(Graphs.linear(), Set.of("1"), List.of("head"), List.of("set 2", "set 3"), Set.of("3"));
		assertStamp(Graphs.diamond(), Set.of("3"), List.of("4"), List.of("set 2", "set 4"), Set.of("4"));
	}

	@Test
	void stampWhenBehindTakesOutWhatFollows() {
		assertStamp(Graphs.linear(), Set.of("3"), List.of("1"), List.of("unset 3", "unset 2"), Set.of("1"));
		assertStamp(Graphs.diamond(), Set.of("4"), List.of("2"), List.of("unset 4", "unset 3"), Set.of("2"));
	}

	@Test
	void stampWhenBaseTakesOutAllOrTheBranch() {
		assertStamp(Graphs.linear(), Set.of("2"), List.of(), List.of("unset 2", "unset 1"), NOTHING);
		assertStamp(Graphs.linear(), Set.of("2"), List.of("base"), List.of("unset 2", "unset 1"), NOTHING);
		assertStamp(Graphs.twoRoots(), Set.of("2", "12"), List.of("audit@base"), List.of("unset 12", "unset 11"),
				Set.of("2"));
	}

	@Test
	void stampWhenOtherBranchIsCurrentLeavesIt() {
		assertStamp(Graphs.twoHeads(), Set.of("2"), List.of("3"), List.of("set 3"), Set.of("2", "3"));
		assertStamp(Graphs.twoHeads(), Set.of("2"), List.of("heads"), List.of("set 3"), Set.of("2", "3"));
	}

	@Test
	void stampWhenTargetsOverlapThrows() {
		assertStampFails(Graphs.linear(), NOTHING, List.of("1", "2"), "Overlap");
		assertStampFails(Graphs.diamond(), Set.of("4"), List.of("2", "3"), "Overlap");
		assertStampFails(Graphs.linear(), Set.of("99"), List.of("head"), "NotFound");
		assertStampFails(Graphs.twoHeads(), NOTHING, List.of("head"), "MultipleHeads");
	}

	@Test
	void messagesWhenRefusedSayWhatToDo() {
		assertMessage(() -> planner(Graphs.diamond()).upgrade(Set.of("2", "3"), "+1"),
				"'+1' counts from the current revision, but there are several: 2, 3. Name the branch, as in '2@+1', or the revision itself.");
		assertMessage(() -> planner(Graphs.twoHeads()).upgrade(Set.of("1"), "+1"),
				"'+1' can go more than one way: 2, 3. Name the branch, as in '2@+1', or the revision itself.");
		assertMessage(() -> planner(Graphs.linear()).upgrade(Set.of("1"), "+7"),
				"'+7' leads out of the graph: there are fewer revisions in that direction. Use fewer steps, or name a revision.");
		assertMessage(() -> planner(Graphs.linear()).downgrade(Set.of("1"), "2"),
				"There is nothing to undo: nothing that follows 2 is applied. Name an ancestor of the current revisions (1).");
		assertMessage(() -> planner(Graphs.twoHeads()).downgrade(Set.of("2", "3"), "-1"),
				"'-1' counts from the current revision, but there are several: 2, 3. Name the branch, as in '2@-1', or the revision to go back to.");
		assertMessage(() -> planner(Graphs.diamond()).stamp(Set.of("4"), List.of("2", "3")),
				"The current revision 4 is above several targets: 2, 3. Stamp them one after the other.");
		assertMessage(() -> planner(Graphs.linear()).stamp(NOTHING, List.of("1", "2")),
				"One of the revisions 1, 2 is an ancestor of another. Name only the newer one.");
	}

	@Test
	void planWhenStepsAreSwitchedOverCoversAll() {
		MigrationPlan plan = planner(Graphs.linear()).upgrade(NOTHING, "+1");
		assertThat(plan.steps()).isUnmodifiable().hasSize(1);
		assertThat(plan.currentAfter()).isUnmodifiable();
		assertThat(plan.steps().get(0)).isInstanceOf(Step.Upgrade.class);
	}

	private void assertUpgrade(RevisionGraph graph, Set<String> applied, String target, List<String> steps,
			Set<String> currentAfter) {
		MigrationPlanAssert.assertThat(planner(graph).upgrade(applied, target))
			.hasSteps(steps)
			.hasCurrentAfter(currentAfter);
	}

	private void assertUpgradeFails(RevisionGraph graph, Set<String> applied, String target, String code) {
		assertFails(() -> planner(graph).upgrade(applied, target), code);
	}

	private void assertDowngrade(RevisionGraph graph, Set<String> applied, String target, List<String> steps,
			Set<String> currentAfter) {
		MigrationPlanAssert.assertThat(planner(graph).downgrade(applied, target))
			.hasSteps(steps)
			.hasCurrentAfter(currentAfter);
	}

	private void assertDowngradeFails(RevisionGraph graph, Set<String> applied, String target, String code) {
		assertFails(() -> planner(graph).downgrade(applied, target), code);
	}

	private void assertTowards(RevisionGraph graph, Set<String> applied, String target, List<String> steps) {
		MigrationPlanAssert.assertThat(planner(graph).towards(applied, target)).hasSteps(steps);
	}

	private void assertStamp(RevisionGraph graph, Set<String> applied, List<String> targets, List<String> steps,
			Set<String> currentAfter) {
		MigrationPlanAssert.assertThat(planner(graph).stamp(applied, targets))
			.hasSteps(steps)
			.hasCurrentAfter(currentAfter);
	}

	private void assertStampFails(RevisionGraph graph, Set<String> applied, List<String> targets, String code) {
		assertFails(() -> planner(graph).stamp(applied, targets), code);
	}

	private void assertFails(Runnable question, String code) {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(question::run)
			.satisfies((ex) -> assertThat(ex.code()).as(ex.getMessage()).isEqualTo(code));
	}

	private void assertMessage(Runnable question, String message) {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(question::run).withMessage(message);
	}

	private MigrationPlanner planner(RevisionGraph graph) {
		return new MigrationPlanner(graph);
	}

}
