package dev.headway.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Draws a {@link HistoryGraph} as a flow chart of Mermaid, newest at the top. All
 * characters that could mean something to Mermaid are written as numbers.
 */
public final class MermaidFlowchart {

	private MermaidFlowchart() {
	}

	/**
	 * Draw graphs side by side.
	 * @param graphs the graphs
	 * @return the text of a diagram
	 */
	public static String render(List<HistoryGraph> graphs) {
		List<String> lines = new ArrayList<>(List.of("flowchart BT"));
		int nodes = 0;
		for (HistoryGraph graph : graphs) {
			NumberedNodes numbered = new NumberedNodes(graph, nodes);
			for (GraphRevision revision : numbered.oldestFirst()) {
				lines.add("    " + numbered.name(revision) + shape(revision, label(revision)));
			}
			numbered.parents().forEach((edge) -> lines.add("    %s --> %s".formatted(edge.from(), edge.to())));
			numbered.dependencies().forEach((edge) -> lines.add("    %s -.-> %s".formatted(edge.from(), edge.to())));
			nodes += graph.revisions().size();
		}
		return String.join("\n", lines) + "\n";
	}

	private static String shape(GraphRevision revision, String label) {
		if (revision.isConflicting()) {
			return "{{\"%s\"}}".formatted(label);
		}
		return (revision.state() == null || revision.state().isApplied()) ? "[\"%s\"]".formatted(label)
				: "([\"%s\"])".formatted(label);
	}

	private static String label(GraphRevision revision) {
		List<String> lines = new ArrayList<>(
				List.of(escape("%s %s".formatted(revision.shownId(), revision.shownDescription()).strip())));
		List<String> words = revision.words();
		if (!words.isEmpty()) {
			lines.add(escape("(" + String.join(", ", words) + ")"));
		}
		return String.join("<br/>", lines);
	}

	private static String escape(String text) {
		return text.codePoints()
			.mapToObj((character) -> (Character.isLetterOrDigit(character) || " ,.-".indexOf(character) >= 0)
					? Character.toString(character) : "#%d;".formatted(character))
			.collect(Collectors.joining());
	}

}
