package dev.headway.graph;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.Printable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DotGraph}.
 */
class DotGraphTests {

	@Test
	void renderDrawsRevisionsAndParents() {
		assertThat(DotGraph.render(List.of(HistoryGraph.of(SampleHistories.conflict())))).isEqualTo("""
				digraph migrations {
				    rankdir=BT
				    node [shape=box, fontname="sans-serif"]
				    r0 [label="1 create users\\n(current, branchpoint, applied)", peripheries=2]
				    r1 [label="2 add hashes\\n(head, conflict, pending)", shape=hexagon, color="#c92a2a", penwidth=2]
				    r2 [label="3 add avatars\\n(head, conflict, pending)", shape=hexagon, color="#c92a2a", penwidth=2]
				    r0 -> r1
				    r0 -> r2
				}
				""");
	}

	@Test
	void renderWhenNamesAreHostileIsHarmless() {
		String text = DotGraph.render(List.of(HistoryGraph.of(SampleHistories.hostile())));
		assertThat(text.codePoints()).noneMatch((character) -> character != '\n' && Printable.isHidden(character));
		assertThat(text.lines().filter((line) -> line.startsWith("    r") && !line.contains("rankdir")))
			.allMatch((line) -> line.matches(" {4}r\\d+( \\[label=\"([^\"\\\\]|\\\\.)*\", style=.*]| -> r\\d+)"));
	}

}
