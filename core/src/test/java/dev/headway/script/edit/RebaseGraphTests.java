package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

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
		assertThat(names(RebaseGraph.heads(graph.nodes()).stream())).containsExactly("4 (V4__d.sql)");
	}

	@Test
	void connectWhenParentIsMissingOrHigherStillMakesAGraph() {
		this.folder.with("V5__e.sql", "-- revises: 9").with("V6__f.sql", "-- revises: 7").with("V7__g.sql", "");
		RebaseGraph graph = this.folder.rebaseGraph();
		assertThat(node(graph, "5").parents()).isEmpty();
		assertThat(names(node(graph, "6").parents().stream())).containsExactly("7 (V7__g.sql)");
	}

	@Test
	void movingWhenItHasTheVersionThatAHeaderNamesIsItsParent() {
		RebaseGraph graph = twoSides("V2__x.sql", "-- revises: 1", "V3__y.sql", "-- revises: 2\n-- depends-on: 02");
		assertThat(names(graph.moving().stream())).containsExactly("2 (V2__x.sql)", "3 (V3__y.sql)");
		RebaseNode last = graph.moving().get(1);
		assertThat(names(last.parentsAndDependencies())).containsExactly("2 (V2__x.sql)", "2 (V2__x.sql)");
		assertThat(names(graph.moving().get(0).parentsAndDependencies())).containsExactly("1 (V1__a.sql)");
		assertThat(names(RebaseGraph.heads(graph.nodes()).stream())).containsExactly("3 (V3__y.sql)", "4 (V4__d.sql)");
		assertThat(graph.nodes().stream().filter(graph::sharesVersion).map(RebaseNode::name))
			.containsExactly("V2__b.sql", "V3__c.sql", "V2__x.sql", "V3__y.sql");
	}

	@Test
	void movingWhenItReplacesTheVersionThatAHeaderNamesIsItsParent() {
		RebaseGraph graph = twoSides("V8__x.sql", "-- revises: 4\n-- replaces: 2 123", "V9__y.sql", "-- revises: 2");
		assertThat(names(graph.moving().get(1).parentsAndDependencies())).containsExactly("8 (V8__x.sql)");
	}

	@Test
	void movingWithoutHeaderFollowsTheOneBeforeIt() {
		RebaseGraph graph = twoSides("V2__x.sql", "", "V3__y.sql", "", "V5__z.sql", "-- revises: 4");
		assertThat(graph.moving().get(0).parents()).isEmpty();
		assertThat(names(graph.moving().get(1).parentsAndDependencies())).containsExactly("2 (V2__x.sql)");
		assertThat(names(graph.moving().get(2).parentsAndDependencies())).containsExactly("4 (V4__d.sql)");
	}

	@Test
	void reachVisitsEachNodeOnce() {
		RebaseGraph graph = this.folder.rebaseGraph();
		Set<RebaseNode> reached = RebaseGraph.reach(List.of(node(graph, "3")), RebaseNode::parentsAndChildren);
		assertThat(reached).containsExactlyInAnyOrderElementsOf(graph.nodes());
		assertThat(RebaseGraph.reach(List.of(node(graph, "3")), (node) -> Stream.empty()))
			.containsExactly(node(graph, "3"));
	}

	/**
	 * The migrations of the folder stay, and others move.
	 */
	private RebaseGraph twoSides(String... namesAndContents) {
		EditedFolder moving = new EditedFolder(this.other);
		for (int i = 0; i < namesAndContents.length; i += 2) {
			moving.with(namesAndContents[i], namesAndContents[i + 1]);
		}
		FolderContents contents = FolderContents.list(SourceFolders.of(this.other), ScriptSettings.standard(),
				List.of());
		return new RebaseGraph(this.folder.scripts().scripts(),
				contents.scripts().revisions().stream().map(contents::moving).toList(), Map.of());
	}

	private static RebaseNode node(RebaseGraph graph, String id) {
		return EditedFolder.node(graph, id);
	}

	private static List<String> names(Stream<RebaseNode> nodes) {
		return nodes.map(RebaseNode::toString).toList();
	}

}
