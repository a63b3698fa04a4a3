package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.Script;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebaseGraph} and its {@link RebaseNode}s.
 */
class RebaseGraphTests {

	@TempDir
	private Path other;

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).with("V1__a.sql", "-- revises: base\n-- branch: core")
			.with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1\n-- depends-on: core, 2")
			.with("V4__d.sql", "-- revises: 2, 3");
	}

	@Test
	void nodesAreConnected() {
		RebaseGraph graph = this.folder.rebaseGraph();
		assertThat(names(graph.nodes().stream())).containsExactly("1 (V1__a.sql)", "2 (V2__b.sql)", "3 (V3__c.sql)",
				"4 (V4__d.sql)");
		assertThat(names(node(graph, "1").children().stream())).containsExactly("2 (V2__b.sql)", "3 (V3__c.sql)");
		assertThat(names(node(graph, "3").parentsAndDependencies())).containsExactly("1 (V1__a.sql)", "1 (V1__a.sql)",
				"2 (V2__b.sql)");
		assertThat(names(node(graph, "2").parentsAndChildren())).containsExactly("1 (V1__a.sql)", "4 (V4__d.sql)");
		assertThat(names(graph.heads().stream())).containsExactly("4 (V4__d.sql)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "02", "2.0", "2_0" })
	void findComparesVersions(String id) {
		assertThat(this.folder.rebaseGraph().find(id)).map(RebaseNode::name).contains("V2__b.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "core", "", "V2__b.sql" })
	void findWhenNoVersionMatchesIsEmpty(String id) {
		assertThat(this.folder.rebaseGraph().find(id)).isEmpty();
	}

	@Test
	void connectWhenParentIsMissingOrHigherStillMakesAGraph() {
		this.folder.with("V5__e.sql", "-- revises: 9").with("V6__f.sql", "-- revises: 7").with("V7__g.sql", "");
		RebaseGraph graph = this.folder.rebaseGraph();
		assertThat(node(graph, "5").parents()).isEmpty();
		assertThat(names(node(graph, "6").parents().stream())).containsExactly("7 (V7__g.sql)");
	}

	@Test
	void duplicateWhenReferencesMeanTheOriginalIsAHead() {
		RebaseGraph graph = new RebaseGraph(scripts(), duplicateOf2(), false);
		RebaseNode duplicate = duplicate(graph);
		assertThat(duplicate).hasToString("2 (V2__x.sql)");
		assertThat(graph.original(duplicate)).hasToString("2 (V2__b.sql)").isSameAs(node(graph, "2"));
		assertThat(names(graph.heads().stream())).containsExactly("4 (V4__d.sql)", "2 (V2__x.sql)");
		assertThat(graph.isReferenced(duplicate)).isFalse();
	}

	@Test
	void duplicateWhenReferencesMeanItHasTheChildren() {
		RebaseGraph graph = new RebaseGraph(scripts(), duplicateOf2(), true);
		RebaseNode duplicate = duplicate(graph);
		assertThat(node(graph, "2")).isSameAs(duplicate);
		assertThat(names(duplicate.children().stream())).containsExactly("4 (V4__d.sql)");
		assertThat(names(graph.heads().stream())).containsExactly("2 (V2__b.sql)", "4 (V4__d.sql)");
		assertThat(graph.isReferenced(graph.original(duplicate))).isFalse();
	}

	@Test
	void isReferencedCountsChildrenAndDependencies() {
		this.folder.with("V5__e.sql", "-- revises: base").with("V6__f.sql", "-- revises: 4\n-- depends-on: 5");
		RebaseGraph graph = this.folder.rebaseGraph();
		assertThat(graph.nodes().stream().filter(graph::isReferenced).map(RebaseNode::name))
			.containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__d.sql", "V5__e.sql");
	}

	@Test
	void reachVisitsEachNodeOnce() {
		RebaseGraph graph = this.folder.rebaseGraph();
		Set<RebaseNode> reached = RebaseGraph.reach(List.of(node(graph, "3")), RebaseNode::parentsAndChildren);
		assertThat(reached).containsExactlyInAnyOrderElementsOf(graph.nodes());
		assertThat(RebaseGraph.reach(List.of(node(graph, "3")), (node) -> Stream.empty()))
			.containsExactly(node(graph, "3"));
	}

	private List<Script> scripts() {
		return this.folder.scripts().scripts().revisions();
	}

	private Script duplicateOf2() {
		return new EditedFolder(this.other).with("V1__a.sql", "")
			.with("V2__x.sql", "-- revises: 1")
			.scripts()
			.scripts()
			.revisions()
			.get(1);
	}

	private static RebaseNode node(RebaseGraph graph, String id) {
		return graph.find(id).orElseThrow();
	}

	private static RebaseNode duplicate(RebaseGraph graph) {
		return Stream.ofNullable(graph.duplicate()).findFirst().orElseThrow();
	}

	private static List<String> names(Stream<RebaseNode> nodes) {
		return nodes.map(RebaseNode::toString).toList();
	}

}
