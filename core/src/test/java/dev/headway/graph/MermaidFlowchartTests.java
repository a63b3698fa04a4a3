package dev.headway.graph;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MermaidFlowchart}.
 */
class MermaidFlowchartTests {

	@Test
	void renderDrawsRevisionsAndParents() {
		assertThat(MermaidFlowchart.render(List.of(HistoryGraph.of(SampleHistories.conflict())))).isEqualTo("""
				flowchart BT
				    r0["1 create users<br/>#40;current, branchpoint, applied#41;"]
				    r1{{"2 add hashes<br/>#40;head, conflict, pending#41;"}}
				    r2{{"3 add avatars<br/>#40;head, conflict, pending#41;"}}
				    r0 --> r1
				    r0 --> r2
				""");
	}

	@Test
	void renderWhenSeveralGraphsNumbersAllNodes() {
		HistoryGraph graph = HistoryGraph.of(SampleHistories.applied("1", "2 1"));
		assertThat(MermaidFlowchart.render(List.of(graph, graph))).contains("r0 --> r1", "r2 --> r3");
	}

	@Test
	void renderWhenNamesAreHostileIsHarmless() {
		String text = MermaidFlowchart.render(List.of(HistoryGraph.of(SampleHistories.hostile())));
		assertThat(text.lines().skip(1)).allMatch((line) -> line
			.matches(" {4}r\\d+(\\(\\[\"[\\p{L}\\p{N} ,.#;-]*<br/>[\\p{L}\\p{N} ,.#;-]*\"]\\)| --> r\\d+)"));
	}

}
