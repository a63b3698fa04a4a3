package dev.headway.graph;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import dev.headway.Printable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SvgGraph}.
 */
class SvgGraphTests {

	@Test
	void renderShowsNewestFirstWithStatesAsTextAndShape() {
		Document svg = SampleHistories.parse(SvgGraph.render(HistoryGraph.of(SampleHistories.conflict())));
		assertThat(SampleHistories.elements(svg, "text")).extracting(Element::getTextContent)
			.containsExactly("3 (head) (conflict) (pending), add avatars", "2 (head) (conflict) (pending), add hashes",
					"1 (current) (branchpoint) (applied), create users");
		assertThat(SampleHistories.elements(svg, "path")).extracting((path) -> path.getAttribute("class"))
			.containsSubsequence("around conflict", "node ring", "around conflict", "node ring", "around", "node disc");
	}

	@Test
	void renderDrawsLinesFromChildrenToParents() {
		Document svg = SampleHistories.parse(SvgGraph.render(HistoryGraph.of(SampleHistories.conflict())));
		assertThat(SampleHistories.elements(svg, "path"))
			.filteredOn((path) -> path.getAttribute("class").startsWith("lane"))
			.extracting((path) -> path.getAttribute("class") + " " + path.getAttribute("d"))
			.containsExactly("lane lane0 M12 14V28", "lane lane0 M12 0V28",
					"lane lane1 M30 14V18Q30 23 25 23H17Q12 23 12 28", "lane lane0 M12 0V14");
	}

	@Test
	void renderWhenNamesAreHostileIsHarmless() {
		String svg = SvgGraph.render(HistoryGraph.of(SampleHistories.hostile()));
		Document document = SampleHistories.parse(svg);
		assertThat(SampleHistories.elements(document, "*")).extracting(Element::getTagName)
			.containsOnly("svg", "title", "style", "g", "path", "text");
		assertThat(svg.codePoints()).noneMatch((character) -> character != '\n' && Printable.isHidden(character));
		assertThat(SampleHistories.elements(document, "text")).hasSize(SampleHistories.HOSTILE.size())
			.allMatch((text) -> text.getTextContent().length() < 800);
	}

	@Test
	void renderWhenSeveralGraphsPutsOneBelowTheOther() {
		HistoryGraph graph = HistoryGraph.of(SampleHistories.applied("1", "2 1"));
		Document svg = SampleHistories.parse(SvgGraph.render(List.of(graph, graph)));
		assertThat(SampleHistories.elements(svg, "g")).extracting((group) -> group.getAttribute("transform"))
			.containsExactly("translate(0 0)", "translate(0 28)", "translate(0 70)", "translate(0 98)");
	}

	@Test
	void renderWhenEmptyIsAPicture() {
		Document svg = SampleHistories.parse(SvgGraph.render(List.of()));
		assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 1 1");
	}

}
