package dev.headway.graph;

import java.util.ArrayList;
import java.util.List;

import dev.headway.migration.RevisionState;

/**
 * Draws a {@link HistoryGraph} in the language of Graphviz, newest at the top.
 */
public final class DotGraph {

	private DotGraph() {
	}

	/**
	 * Draw graphs side by side.
	 * @param graphs the graphs
	 * @return the text of a graph
	 */
	public static String render(List<HistoryGraph> graphs) {
		List<String> lines = new ArrayList<>(
				List.of("digraph migrations {", "    rankdir=BT", "    node [shape=box, fontname=\"sans-serif\"]"));
		int nodes = 0;
		for (HistoryGraph graph : graphs) {
			NumberedNodes numbered = new NumberedNodes(graph, nodes);
			for (GraphRevision revision : numbered.oldestFirst()) {
				lines.add(
						"    %s [label=\"%s\"%s]".formatted(numbered.name(revision), label(revision), style(revision)));
			}
			numbered.parents().forEach((edge) -> lines.add("    %s -> %s".formatted(edge.from(), edge.to())));
			numbered.dependencies()
				.forEach((edge) -> lines.add("    %s -> %s [style=dashed]".formatted(edge.from(), edge.to())));
			nodes += graph.revisions().size();
		}
		lines.add("}");
		return String.join("\n", lines) + "\n";
	}

	private static String style(GraphRevision revision) {
		if (revision.isConflicting()) {
			return ", shape=hexagon, color=\"#c92a2a\", penwidth=2";
		}
		if (revision.state() == RevisionState.FAILED || revision.state() == RevisionState.CHANGED) {
			return ", shape=octagon, color=\"#c92a2a\"";
		}
		boolean waits = revision.state() != null && !revision.state().isApplied();
		return (waits ? ", style=\"rounded,dashed\"" : "")
				+ (revision.has(RevisionMark.CURRENT) ? ", peripheries=2" : "");
	}

	private static String label(GraphRevision revision) {
		String label = escape("%s %s".formatted(revision.shownId(), revision.shownDescription()).strip());
		List<String> words = revision.words();
		return words.isEmpty() ? label : label + "\\n" + escape("(" + String.join(", ", words) + ")");
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

}
