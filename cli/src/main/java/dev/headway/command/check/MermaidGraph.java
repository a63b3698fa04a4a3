package dev.headway.command.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Draws revisions as a flow chart of Mermaid, parents above their children. Only those
 * around the fork are drawn; dotted lines go past those that are left out. Labels have
 * letters, digits and a few other characters, none of which means anything to Mermaid.
 */
final class MermaidGraph {

	private static final int MOST_REVISIONS = 50;

	private static final int MOST_LINES = 200;

	private static final int LONGEST_LABEL = 50;

	private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{M}\\p{N} _.,-]");

	private final RevisionGraph graph;

	private final Set<String> heads;

	private final Set<String> fork;

	private final Set<String> fresh;

	private final Map<String, String> nodes = new HashMap<>();

	private final List<String> lines = new ArrayList<>(List.of("flowchart TD"));

	/**
	 * Draw a graph.
	 * @param graph the graph
	 * @param fork the revisions where its heads separate
	 * @param fresh the new revisions
	 */
	MermaidGraph(RevisionGraph graph, Set<String> fork, Set<String> fresh) {
		this.graph = graph;
		this.heads = graph.heads();
		this.fork = fork;
		this.fresh = fresh;
		Set<String> shown = shown();
		List<Revision> revisions = graph.revisions().stream().filter((one) -> shown.contains(one.id())).toList();
		revisions.forEach(this::addNode);
		revisions.stream().flatMap(this::links).limit(MOST_LINES).forEach(this.lines::add);
		addStyle("head", this.heads, "stroke-width:3px");
		addStyle("fork", fork, "stroke:#bf8700,stroke-width:3px");
		addStyle("fresh", fresh, "fill:#dafbe1,color:#1f2328");
	}

	List<String> lines() {
		return this.lines;
	}

	/**
	 * The number of revisions that are not drawn.
	 */
	int omitted() {
		return this.graph.revisions().size() - this.nodes.size();
	}

	/**
	 * The fork, the heads, what new revisions build on, and then what is around all that.
	 */
	private Set<String> shown() {
		Stream<String> below = in(this.fresh).flatMap((revision) -> revision.parents().stream())
			.filter((parent) -> !this.fresh.contains(parent));
		Set<String> shown = new LinkedHashSet<>();
		Stream
			.of(this.fork.stream().sorted().limit(MOST_REVISIONS / 5), this.heads.stream().limit(MOST_REVISIONS / 5),
					below.limit(MOST_REVISIONS / 5))
			.flatMap((ids) -> ids)
			.forEach(shown::add);
		Deque<String> next = new ArrayDeque<>(shown);
		while (!next.isEmpty() && shown.size() < MOST_REVISIONS) {
			String id = next.remove();
			Stream
				.concat(in(Set.of(id)).flatMap((revision) -> revision.parents().stream()),
						this.graph.children(id).stream())
				.filter((neighbor) -> shown.size() < MOST_REVISIONS && shown.add(neighbor))
				.forEach(next::add);
		}
		return shown;
	}

	private Stream<Revision> in(Collection<String> ids) {
		return ids.stream().flatMap((id) -> this.graph.find(id).stream());
	}

	private void addNode(Revision revision) {
		String id = revision.id();
		String node = "r" + this.nodes.size();
		this.nodes.put(id, node);
		String text = revision.description().isEmpty() ? id : id + " " + revision.description();
		String label = MarkdownText.cut(SPECIAL.matcher(text).replaceAll("_"), LONGEST_LABEL)
				+ (this.heads.contains(id) ? " (head)" : "") + (this.fork.contains(id) ? " (fork)" : "")
				+ (this.fresh.contains(id) ? " (new)" : "");
		this.lines.add("    %s[\"%s\"]".formatted(node, label));
	}

	private Stream<String> links(Revision revision) {
		String node = this.nodes.get(revision.id());
		Stream<String> solid = revision.parents()
			.stream()
			.filter(this.nodes::containsKey)
			.map((parent) -> "    %s --> %s".formatted(this.nodes.get(parent), node));
		return Stream.concat(solid,
				beyond(revision).map((ancestor) -> "    %s -.-> %s".formatted(this.nodes.get(ancestor), node)));
	}

	/**
	 * The next ancestors that are drawn beyond parents that are not.
	 */
	private Stream<String> beyond(Revision revision) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(
				revision.parents().stream().filter((parent) -> !this.nodes.containsKey(parent)).toList());
		Set<String> seen = new HashSet<>(next);
		while (!next.isEmpty()) {
			in(Set.of(next.remove())).flatMap((omitted) -> omitted.parents().stream()).forEach((parent) -> {
				if (this.nodes.containsKey(parent)) {
					found.add(parent);
				}
				else if (seen.add(parent)) {
					next.add(parent);
				}
			});
		}
		return found.stream().filter((ancestor) -> !revision.parents().contains(ancestor));
	}

	private void addStyle(String name, Set<String> ids, String style) {
		List<String> styled = this.graph.revisions()
			.stream()
			.map(Revision::id)
			.filter((id) -> ids.contains(id) && this.nodes.containsKey(id))
			.map(this.nodes::get)
			.toList();
		if (!styled.isEmpty()) {
			this.lines.add("    classDef %s %s".formatted(name, style));
			this.lines.add("    class %s %s".formatted(String.join(",", styled), name));
		}
	}

}
