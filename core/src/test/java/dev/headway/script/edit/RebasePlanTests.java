package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RebasePlan}.
 */
class RebasePlanTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).withFork();
	}

	@Test
	void ontoMovesTheRootOfTheChainAndKeepsTheRest() {
		this.folder.with("V4__d.sql", "-- revises: 2").with("V5__e.sql", "-- revises: 2, 4");
		RebasePlan plan = onto("5", "3");
		assertThat(ids(plan.chain())).containsExactlyInAnyOrder("2", "4", "5");
		assertThat(parents(plan)).containsExactly(entry("2", List.of("3")));
		assertThat(ids(plan.heads())).containsExactly("5");
	}

	@Test
	void ontoWhenChainStartsAtRootMovesIt() {
		this.folder.with("V4__d.sql", "-- revises: base");
		assertThat(parents(onto("4", "3"))).containsExactly(entry("4", List.of("3")));
	}

	@Test
	void ontoWhenMigrationMergedTheHeadsLineRemovesThatParent() {
		this.folder.with("V4__d.sql", "-- revises: 2, 3").with("V5__e.sql", "-- revises: 3");
		RebasePlan plan = onto("2", "5");
		assertThat(ids(plan.chain())).containsExactlyInAnyOrder("2", "4");
		assertThat(parents(plan)).containsExactly(entry("2", List.of("5")), entry("4", List.of("2")));
	}

	@Test
	void ontoWhenParentIsOnlyDependencyOfHeadKeepsIt() {
		this.folder.with("V4__d.sql", "-- revises: 3\n-- depends-on: 2").with("V5__e.sql", "-- revises: 2");
		RebasePlan plan = onto("5", "4");
		assertThat(ids(plan.chain())).containsExactly("5");
		assertThat(parents(plan)).containsExactly(entry("5", List.of("4", "2")));
	}

	@Test
	void ontoWhenParentIsTheHeadChangesNoParent() {
		assertThat(onto("3", "1").parents()).isEmpty();
	}

	@Test
	void ontoWhenRevisionIsInTheHistoryOfTheHeadFails() {
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> onto("1", "3"))
			.withMessage("1 (V1__a.sql) is already below 3 (V3__c.sql). Specify a revision of another branch.")
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.NOTHING_TO_DO));
	}

	@Test
	void inPlaceKeepsAllParents() {
		this.folder.with("V4__d.sql", "-- revises: 2");
		RebaseGraph graph = this.folder.rebaseGraph();
		RebasePlan plan = RebasePlan.inPlace(graph, EditedFolder.node(graph, "2"));
		assertThat(ids(plan.chain())).containsExactly("2", "4");
		assertThat(plan.parents()).isEmpty();
		assertThat(ids(plan.heads())).containsExactly("3", "4");
	}

	@Test
	void parentsAndDependenciesUseTheNewParents() {
		this.folder.with("V4__d.sql", "-- revises: base\n-- depends-on: 2");
		RebasePlan plan = onto("4", "3");
		RebaseNode moved = EditedFolder.node(plan.graph(), "4");
		assertThat(plan.parentsAndDependenciesOf(moved).map(RebaseNode::name)).containsExactly("V3__c.sql",
				"V2__b.sql");
	}

	private RebasePlan onto(String revision, String head) {
		RebaseGraph graph = this.folder.rebaseGraph();
		return RebasePlan.onto(graph, List.of(EditedFolder.node(graph, revision)), EditedFolder.node(graph, head));
	}

	private static Map<String, List<String>> parents(RebasePlan plan) {
		Map<String, List<String>> parents = new TreeMap<>();
		plan.parents().forEach((node, changed) -> parents.put(node.script().id(), ids(changed)));
		return parents;
	}

	private static List<String> ids(Collection<RebaseNode> nodes) {
		return nodes.stream().map((node) -> node.script().id()).toList();
	}

}
