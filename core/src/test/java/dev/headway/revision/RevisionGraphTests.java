package dev.headway.revision;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionGraph}.
 */
class RevisionGraphTests {

	@Test
	void headsWhenTwoRevisionsReviseOneAreBoth() {
		RevisionGraphAssert.assertThat(Graphs.twoHeads())
			.hasHeads("2", "3")
			.hasBases("1")
			.hasBranchPoints("1")
			.hasMergePoints();
	}

	@Test
	void headsWhenMergedAreTheMergePoint() {
		RevisionGraphAssert.assertThat(Graphs.diamond()).hasHeads("4").hasMergePoints("4").hasBranchPoints("1");
	}

	@Test
	void effectiveHeadsWhenDependencyHidesOneLeaveItOut() {
		RevisionGraphAssert.assertThat(Graphs.crossDependency()).hasHeads("3", "4").hasEffectiveHeads("4");
	}

	@Test
	void propertiesWhenGraphIsEmptyAreEmpty() {
		RevisionGraphAssert.assertThat(Graphs.graph())
			.hasOrder()
			.hasHeads()
			.hasBases()
			.hasCurrent(Set.of())
			.resolves("head")
			.resolves("heads")
			.resolves("base")
			.hasRange("", "");
	}

	@Test
	void revisionsWhenSeveralCouldComeNextAreInVersionOrder() {
		RevisionGraphAssert
			.assertThat(Graphs.graph("10 revises 1", "1.10 revises 1", "9 revises 1", "1.9 revises 1", "1"))
			.hasOrder("1", "1.9", "1.10", "9", "10");
	}

	@Test
	void revisionsWhenChildHasLowerVersionArePutAfterParent() {
		RevisionGraphAssert.assertThat(Graphs.graph("1 revises 3", "2 revises 1", "3", "4"))
			.hasOrder("3", "1", "2", "4");
	}

	@Test
	void revisionsWhenVersionsAreEqualAreInOrderOfText() {
		RevisionGraphAssert.assertThat(Graphs.graph("1.0", "01", "1")).hasOrder("01", "1", "1.0");
	}

	@Test
	void revisionsWhenDependencyIsALabelComeAfterIt() {
		RevisionGraphAssert.assertThat(Graphs.graph("1 needs core", "2 called core")).hasOrder("2", "1");
	}

	@Test
	void findWhenIdIsKnownIsRevision() {
		RevisionGraph graph = Graphs.labelled();
		assertThat(graph.find("2"))
			.hasValueSatisfying((found) -> assertThat(found.labels()).containsExactly("billing"));
		assertThat(graph.find("billing")).isEmpty();
		assertThat(graph.find("99")).isEmpty();
	}

	@Test
	void ancestorsWhenDependencyFollowItAndLeaveOutTheRevision() {
		RevisionGraph graph = Graphs.crossDependency();
		assertThat(graph.ancestors("4")).containsExactly("1", "2", "3");
		assertThat(graph.ancestors("1")).isEmpty();
		assertThat(graph.ancestors(List.of("2", "4"))).containsExactly("1", "2", "3");
		assertThat(graph.ancestors(List.of())).isEmpty();
	}

	@Test
	void descendantsWhenDependencyFollowItAndLeaveOutTheRevision() {
		RevisionGraph graph = Graphs.crossDependency();
		assertThat(graph.descendants("3")).containsExactly("4");
		assertThat(graph.descendants("1")).containsExactly("2", "3", "4");
		assertThat(graph.descendants(List.of("2", "3"))).containsExactly("4");
	}

	@Test
	void lineageWhenDependencyDoesNotFollowIt() {
		assertThat(Graphs.crossDependency().lineage("3")).containsExactly("1", "3");
		assertThat(Graphs.crossDependency().children("1")).containsExactly("2", "3");
	}

	@Test
	void ancestorsWhenIdIsUnknownThrows() {
		RevisionGraph graph = Graphs.labelled();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> graph.ancestors("99"))
			.withMessage("There is no revision '99'. Restore its script, or remove it from the applied revisions.")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotFound"));
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> graph.descendants("billing"));
	}

	@Test
	void currentWhenAncestorsAreLeftOutIsTheSame() {
		RevisionGraphAssert.assertThat(Graphs.diamond())
			.hasCurrent(Set.of("1", "2", "3"), "2", "3")
			.hasCurrent(Set.of("2", "3"), "2", "3")
			.hasCurrent(Set.of("1", "4"), "4")
			.hasCurrent(Set.of());
	}

	@Test
	void currentWhenDependencyHidesHeadLeavesItOut() {
		RevisionGraphAssert.assertThat(Graphs.crossDependency()).hasCurrent(Set.of("1", "2", "3", "4"), "4");
	}

	@Test
	void labelsWhenLineIsPlainAreInForceOnAncestorsToo() {
		RevisionGraphAssert.assertThat(Graphs.labelled())
			.hasLabels("1")
			.hasLabels("2", "billing")
			.hasLabels("3", "billing")
			.hasLabels("4")
			.hasLabels("5");
		RevisionGraphAssert.assertThat(Graphs.graph("1", "2 revises 1 called late", "3 revises 2 called later"))
			.hasLabels("1", "late", "later")
			.hasLabels("2", "late", "later")
			.hasLabels("3", "late", "later");
	}

	@Test
	void labelsWhenDependentsMakeABranchPointStopThere() {
		RevisionGraphAssert.assertThat(Graphs.graph("1", "2 revises 1", "3 revises 2 called red", "4 needs 2"))
			.hasLabels("2")
			.hasLabels("3", "red");
	}

	@Test
	void labelsWhenMergedAreUnited() {
		RevisionGraphAssert
			.assertThat(Graphs.graph("1", "2 revises 1 called red", "3 revises 1 called blue", "4 revises 2 3"))
			.hasLabels("4", "red", "blue");
	}

	@Test
	void resolveWhenSymbolIsGivenFindsRevisions() {
		RevisionGraphAssert.assertThat(Graphs.labelled())
			.resolves("3", "3")
			.resolves("billing", "2")
			.resolves("bil", "2")
			.resolves("heads", "3", "5")
			.resolves("billing@head", "3")
			.resolves("4@heads", "5")
			.resolves("billing@1", "1")
			.resolves("billing@base")
			.resolves("@heads", "3", "5");
	}

	@Test
	void resolveWhenBranchIsAPrefixFindsIt() {
		RevisionGraphAssert.assertThat(Graphs.labelled()).resolves("bill@head", "3").resolves("bill@1", "1");
	}

	@Test
	void resolveWhenPrefixIsOnABranchLeavesOutOtherBranches() {
		RevisionGraph graph = Graphs.graph("1", "20260101 revises 1", "20260102 revises 1 called audit");
		RevisionGraphAssert.assertThat(graph)
			.resolves("audit@2026", "20260102")
			.resolves("20260101@2026", "20260101")
			.refuses("2026", "AmbiguousPrefix")
			.refuses("audit@20260101", "NotMemberOfBranch");
	}

	@Test
	void resolveWhenSymbolMeansNothingThrows() {
		RevisionGraphAssert.assertThat(Graphs.labelled())
			.refuses("head", "MultipleHeads")
			.refuses("", "NotFound")
			.refuses("billing@", "NotFound")
			.refuses("99", "NotFound")
			.refuses("99@head", "NotFound")
			.refuses("99@1", "NoSuchBranch")
			.refuses("billing@5", "NotMemberOfBranch");
	}

	@Test
	void resolveWhenPrefixMatchesSeveralThrows() {
		RevisionGraph graph = Graphs.graph("20260101", "20260102 revises 20260101", "20260103 revises 20260102",
				"20260104 revises 20260103", "20260201 revises 20260104");
		RevisionGraphAssert.assertThat(graph).resolves("202602", "20260201").refuses("2026010", "AmbiguousPrefix");
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> graph.resolve("2026010"))
			.withMessage("'2026010' matches 20260101, 20260102, 20260103, 20260104. Type more characters.");
		assertThatExceptionOfType(RevisionException.class)
			.isThrownBy(() -> Graphs.graph("1 called payments", "2 called payroll").resolve("pay"))
			.withMessage("'pay' matches payments, payroll. Type more characters.");
	}

	@Test
	void resolveWhenSeveralHeadsCarriesThem() {
		assertThatExceptionOfType(MultipleHeadsException.class).isThrownBy(() -> Graphs.twoHeads().resolve("head"))
			.withMessage(
					"'head' must mean one revision, but there are 2 heads: 2, 3. Specify one of them, or join them with 'db merge'.")
			.satisfies((ex) -> assertThat(ex.heads()).containsExactly("2", "3"));
	}

	@Test
	void rangeWhenBothEndsAreGivenIncludesThem() {
		RevisionGraphAssert.assertThat(Graphs.diamond())
			.hasRange("1", "3", "3", "1")
			.hasRange("2", "4", "4", "2")
			.hasRange("", "2", "2", "1")
			.hasRange("3", "", "4", "3")
			.hasRange("1", "4", "4", "3", "2", "1")
			.hasRange("base", "base");
	}

	@Test
	void rangeWhenStartNamesABranchStaysOnIt() {
		RevisionGraphAssert.assertThat(Graphs.labelled())
			.hasRange("billing@base", "heads", "3", "2", "1")
			.hasRange("4@base", "heads", "5", "4", "1");
	}

	@Test
	void rangeWhenStartIsNoAncestorThrows() {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> Graphs.diamond().range("2", "3"))
			.withMessage(
					"'2' is not an ancestor of '3' by parents. Specify the older revision first, and one that leads to the newer one.")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotAncestor"));
	}

	@Test
	void rangeWhenOnlyADependencyLeadsThereThrows() {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> Graphs.crossDependency().range("3", "4"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NotAncestor"));
	}

	@Test
	void rangeWhenSymbolMeansRevisionAndItsAncestorThrows() {
		assertThatExceptionOfType(RevisionException.class)
			.isThrownBy(() -> Graphs.crossDependency().range("", "1@heads"))
			.withMessage("One of the revisions 3, 4 is an ancestor of another. Specify only one of them.")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("Overlap"));
	}

	@Test
	void toStringWhenGraphIsLargeStaysShort() {
		assertThat(Graphs.twoHeads()).hasToString("RevisionGraph of 3 revisions, heads [2, 3]");
	}

}
