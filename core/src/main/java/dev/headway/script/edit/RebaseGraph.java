package dev.headway.script.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.ReplacesMarker;

/**
 * The versioned migrations with their parents, children and dependencies. Unlike a
 * {@link dev.headway.revision.RevisionGraph}, it can have versions out of order, and it
 * has two sides: the migrations that stay, and those that move and can have the same
 * versions.
 */
final class RebaseGraph {

	private static final Comparator<Script> IN_ORDER = Comparator
		.comparing((Script script) -> Objects.requireNonNull(script.version()))
		.thenComparing(Script::relativePath);

	static final Comparator<RebaseNode> IN_VERSION_ORDER = Comparator.comparing(RebaseNode::script, IN_ORDER);

	private final List<RebaseNode> nodes = new ArrayList<>();

	private final Map<Version, Integer> versions = new HashMap<>();

	private final Side staying = new Side();

	/** Those that move for the first time, whose headers name versions of their side. */
	private final Side original = new Side();

	/** Those that were moved before, whose headers name versions after that. */
	private final Side moved = new Side();

	private final List<RebaseNode> moving = new ArrayList<>();

	/** Those of the moving side that need not move, with the ones that stay instead. */
	private final Map<Script, RebaseNode> copies = new LinkedHashMap<>();

	/**
	 * Create a graph.
	 * @param staying the migrations that stay, resolved without the others
	 * @param side the migrations that move
	 * @param copies those of them that need not move, with the ones that stay instead
	 */
	RebaseGraph(MigrationScripts staying, List<MovingScript> side, Map<Script, Script> copies) {
		staying.revisions().forEach((script) -> add(new RebaseNode(script, false), this.staying));
		side.stream().filter((script) -> copies.containsKey(script.script())).forEach((script) -> {
			String path = Objects.requireNonNull(copies.get(script.script())).relativePath();
			RebaseNode copy = this.staying.nodes.stream()
				.filter((node) -> node.script().relativePath().equals(path))
				.findFirst()
				.orElseThrow();
			this.copies.put(script.script(), copy);
			side(script).add(script.script(), copy);
			script.header().markers().forEach((marker) -> this.original.addReplaced(marker, copy));
		});
		List<MovingScript> sorted = side.stream()
			.filter((script) -> !copies.containsKey(script.script()))
			.sorted(Comparator.comparing(MovingScript::script, IN_ORDER))
			.toList();
		sorted.forEach((script) -> {
			RebaseNode node = new RebaseNode(script.script(), true);
			add(node, side(script));
			script.header().markers().forEach((marker) -> this.original.addReplaced(marker, node));
			this.moving.add(node);
		});
		for (RebaseNode node : this.staying.nodes) {
			node.script().parents().forEach((id) -> this.staying.find(id).ifPresent(node::addParent));
			node.script().dependsOn().forEach((id) -> this.staying.find(id).ifPresent(node.dependencies()::add));
		}
		connectMoving(sorted);
	}

	private Side side(MovingScript script) {
		return script.header().markers().isEmpty() ? this.original : this.moved;
	}

	private void add(RebaseNode node, Side side) {
		this.nodes.add(node);
		this.versions.merge(node.version(), 1, Integer::sum);
		side.nodes.add(node);
		side.add(node.script(), node);
	}

	/**
	 * Without a header, the parent is the migration of the same side before it.
	 */
	private void connectMoving(List<MovingScript> sorted) {
		RebaseNode withoutHeader = null;
		for (int i = 0; i < sorted.size(); i++) {
			RebaseNode node = this.moving.get(i);
			Header header = sorted.get(i).header();
			if (node.script().parentsImplied()) {
				Optional.ofNullable(withoutHeader).ifPresent(node::addParent);
				withoutHeader = node;
			}
			header.values(HeaderKey.REVISES).forEach((name) -> reference(node, name).ifPresent(node::addParent));
			header.values(HeaderKey.DEPENDS_ON)
				.forEach((name) -> reference(node, name).ifPresent(node.dependencies()::add));
		}
	}

	/**
	 * The migration that a header names: of the same side, if there is one. A migration
	 * that was moved before may already follow one that stays.
	 */
	Optional<RebaseNode> reference(RebaseNode from, String name) {
		if (!from.isMoving()) {
			return this.staying.find(name);
		}
		if (this.moved.nodes.contains(from)) {
			return this.moved.find(name)
				.filter((found) -> found != from)
				.or(() -> this.staying.find(name))
				.or(() -> this.original.find(name));
		}
		return this.original.find(name)
			.filter((found) -> found != from)
			.or(() -> this.moved.find(name))
			.or(() -> this.staying.find(name));
	}

	List<RebaseNode> nodes() {
		return this.nodes;
	}

	List<RebaseNode> moving() {
		return this.moving;
	}

	List<RebaseNode> staying() {
		return List.copyOf(this.staying.nodes);
	}

	Map<Script, RebaseNode> copies() {
		return this.copies;
	}

	boolean sharesVersion(RebaseNode node) {
		return this.versions.getOrDefault(node.version(), 0) > 1;
	}

	/**
	 * The nodes without children, in version order.
	 */
	static Set<RebaseNode> heads(Collection<RebaseNode> nodes) {
		return nodes.stream()
			.filter((node) -> node.children().stream().noneMatch(nodes::contains))
			.sorted(IN_VERSION_ORDER)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * All nodes that can be reached from some nodes, which are part of the result.
	 */
	static Set<RebaseNode> reach(Collection<RebaseNode> from, Function<RebaseNode, Stream<RebaseNode>> neighbors) {
		Set<RebaseNode> reached = new LinkedHashSet<>(from);
		Deque<RebaseNode> open = new ArrayDeque<>(reached);
		while (!open.isEmpty()) {
			neighbors.apply(open.pop()).filter(reached::add).forEach(open::push);
		}
		return reached;
	}

	/**
	 * The migrations among which a header looks up a name.
	 */
	private static final class Side {

		private final Set<RebaseNode> nodes = new LinkedHashSet<>();

		private final Map<String, RebaseNode> byId = new HashMap<>();

		private final Map<Version, RebaseNode> byVersion = new HashMap<>();

		private final Map<Version, RebaseNode> byReplaced = new HashMap<>();

		private final Map<String, RebaseNode> byLabel = new HashMap<>();

		/**
		 * Let what a script is named by mean a migration.
		 */
		private void add(Script script, RebaseNode node) {
			this.byId.put(script.id(), node);
			this.byVersion.putIfAbsent(Objects.requireNonNull(script.version()), node);
			script.labels().forEach((label) -> this.byLabel.putIfAbsent(label, node));
		}

		private void addReplaced(ReplacesMarker marker, RebaseNode node) {
			this.byReplaced.putIfAbsent(marker.version(), node);
		}

		private Optional<RebaseNode> find(String name) {
			return Optional.ofNullable(this.byId.get(name))
				.or(() -> Version.parse(name).map(this.byVersion::get))
				.or(() -> Version.parse(name).map(this.byReplaced::get))
				.or(() -> Optional.ofNullable(this.byLabel.get(name)));
		}

	}

}
