package dev.headway.script.edit;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.ShellWord;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.name.ScriptKind;

/**
 * Finds the migrations that a {@link RebaseRequest} moves and the head that they go
 * after, and makes the {@link RebasePlan}:
 * <ol>
 * <li>If there is a {@link TargetBranch}, {@link RebaseSides} says what moves, and
 * {@link CopiedScripts} what is not needed because the target has a copy of it.</li>
 * <li>Otherwise, named merges that join what another merge joins are not needed.</li>
 * <li>Otherwise the named migrations move, with all that is connected with them outside
 * the history of the head. One that shares its version moves alone, and so does one
 * without a header that is below another one without a header.</li>
 * <li>Without a head, a revision whose version is not higher than its parents' is only
 * renumbered. Any other goes after the only other head.</li>
 * </ol>
 */
final class RebaseSelection {

	private final FolderContents contents;

	private final RebaseRequest request;

	private final MigrationScripts scripts;

	private final RebaseGraph whole;

	private final Set<RebaseNode> heads;

	RebaseSelection(FolderContents contents, RebaseRequest request) {
		this.contents = contents;
		this.request = request;
		TargetBranch target = request.target();
		this.scripts = contents.scripts().keeping((script) -> target != null && RebaseSides.isOnTarget(script, target));
		this.whole = new RebaseGraph(this.scripts, List.of(), Map.of());
		this.heads = RebaseGraph.heads(this.whole.nodes());
	}

	RebasePlan plan() {
		Set<RebaseNode> named = named();
		Set<RebaseNode> side = side(named);
		if (!side.isEmpty() && !(side.containsAll(named) && isOntoOneOf(side))) {
			return behind(side);
		}
		if (named.isEmpty()) {
			throw new EditException(EditError.NOTHING_TO_DO, nothingNamed());
		}
		if (named.stream().anyMatch(this.whole::sharesVersion) || sameMerges(named).keySet().containsAll(named)) {
			return behind(withDescendants(named));
		}
		return named(named, named.iterator().next());
	}

	/**
	 * The migrations that share a version and do not stay, where they are.
	 */
	RebasePlan separated() {
		Set<RebaseNode> named = named();
		Set<RebaseNode> side = side(named);
		if (side.isEmpty()) {
			side = named.stream()
				.filter(this.whole::sharesVersion)
				.collect(Collectors.toCollection(LinkedHashSet::new));
			requireOneToStay(side);
		}
		return RebasePlan.separated(twoSides(side));
	}

	/**
	 * Without a target, all but one of those that share a version must be named, and
	 * nothing may follow them, because it is not known which one it follows.
	 */
	private void requireOneToStay(Set<RebaseNode> side) {
		for (List<Script> group : this.scripts.shared()) {
			List<RebaseNode> sharing = this.whole.nodes()
				.stream()
				.filter((node) -> node.version().equals(group.get(0).version()))
				.toList();
			List<RebaseNode> staying = sharing.stream().filter((node) -> !side.contains(node)).toList();
			if (staying.size() != 1 || sharing.stream().anyMatch((node) -> !node.children().isEmpty())) {
				throw FolderContents.sharedVersion(this.scripts, group);
			}
		}
	}

	private Set<RebaseNode> named() {
		return this.request.revisions()
			.stream()
			.map((symbol) -> find(symbol, this.whole.nodes()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private Set<RebaseNode> side(Set<RebaseNode> named) {
		TargetBranch target = this.request.target();
		return (target != null) ? new RebaseSides(this.whole, target).moving(named) : Set.of();
	}

	/**
	 * Whether the user puts some of the migrations that may move after others of these.
	 */
	private boolean isOntoOneOf(Set<RebaseNode> side) {
		String onto = this.request.onto();
		return onto != null && !this.request.revisions().isEmpty() && side.contains(find(onto, this.whole.nodes()));
	}

	private RebasePlan named(Set<RebaseNode> named, RebaseNode first) {
		String onto = this.request.onto();
		boolean outOfOrder = first.parentsAndDependencies()
			.anyMatch((earlier) -> earlier.version().compareTo(first.version()) >= 0);
		if (onto == null && outOfOrder) {
			return RebasePlan.inPlace(this.whole, first);
		}
		if (this.heads.size() == 1 && !this.heads.containsAll(named)
				&& named.stream().allMatch(RebaseSelection::isMovable)) {
			named.forEach(this::requireNotInOrder);
			return behind(named);
		}
		RebasePlan plan = RebasePlan.onto(this.whole, named,
				(onto != null) ? requireHead(find(onto, this.whole.nodes()), this.heads) : onlyOtherHead(named));
		requireNotCrossing(plan.chain());
		return plan;
	}

	/**
	 * A merge with what the other side has cannot go after it: it would not join anything
	 * anymore.
	 */
	private void requireNotCrossing(Set<RebaseNode> side) {
		Set<RebaseNode> replaced = sameMerges(side).keySet();
		for (RebaseNode node : side) {
			List<RebaseNode> outside = node.joinedFromOutside(side);
			if (!outside.isEmpty() && !replaced.contains(node)) {
				TargetBranch target = this.request.target();
				String first = (target != null && !target.missing().isEmpty())
						? "'git merge %s', then ".formatted(ShellWord.of(target.ref())) : "";
				throw new EditException(EditError.NOTHING_TO_DO,
						"%s has merged %s, which %s, so it cannot move. Use %s'db merge' instead.".formatted(node,
								text(outside), (outside.size() > 1) ? "stay" : "stays", first));
			}
		}
	}

	/**
	 * What the target got in order is published, and no file of it may move.
	 */
	private void requireNotInOrder(RebaseNode node) {
		TargetBranch target = this.request.target();
		if (target != null && new RebaseSides(this.whole, target).isInOrder(node)) {
			throw new EditException(EditError.NOTHING_TO_DO,
					"%s got %s before all that follows it, so it stays where it is. On a database that has passed it, set spring.flyway.out-of-order=true."
						.formatted(target.name(), node));
		}
	}

	private String nothingNamed() {
		return (this.heads.size() < 2) ? "There is only one head, so there is nothing to rebase."
				: "Nothing says which of the heads should move. Specify one: %s.".formatted(this.heads.stream()
					.map((head) -> "'db rebase %s'".formatted(ShellWord.of(head.name())))
					.collect(Collectors.joining(" or ")));
	}

	/**
	 * Whether no header says that a migration has to be where it is.
	 */
	private static boolean isMovable(RebaseNode node) {
		return node.script().parentsImplied()
				&& node.children().stream().allMatch((child) -> child.script().parentsImplied());
	}

	/**
	 * If migrations go after another one with the same version, all that revises this
	 * version goes with them.
	 */
	private Set<RebaseNode> withDescendants(Set<RebaseNode> named) {
		String onto = this.request.onto();
		Version version = (onto != null)
				? this.contents.findFile(onto).map(MigrationFile::version).or(() -> Version.parse(onto)).orElse(null)
				: null;
		List<RebaseNode> children = this.whole.nodes()
			.stream()
			.filter((node) -> node.version().equals(version))
			.flatMap((node) -> node.children().stream())
			.toList();
		Set<RebaseNode> moving = new LinkedHashSet<>(named);
		if (named.stream().anyMatch((node) -> node.version().equals(version))) {
			moving.addAll(RebaseGraph.reach(children, (node) -> node.children().stream()));
		}
		return moving;
	}

	/**
	 * Put one side after the head of the other one.
	 */
	private RebasePlan behind(Set<RebaseNode> side) {
		RebaseGraph graph = twoSides(side);
		requireNotCrossing(new LinkedHashSet<>(graph.moving()));
		TargetBranch target = this.request.target();
		return graph.moving().isEmpty() ? RebasePlan.unmoved(graph)
				: RebasePlan.linear(graph, new LinkedHashSet<>(graph.moving()), headOf(graph), (target != null)
						? new RebaseSides(this.whole, target).inOrderOfArrival() : RebaseGraph.IN_VERSION_ORDER);
	}

	private RebaseGraph twoSides(Set<RebaseNode> side) {
		List<MovingScript> moving = side.stream().map((node) -> this.contents.moving(node.script())).toList();
		MigrationScripts staying = this.contents.scriptsWithout(
				Stream
					.concat(moving.stream().map(MovingScript::resource),
							this.contents.files(ScriptKind.UNDO).stream().map(MigrationFile::resource))
					.toList());
		FolderContents.requireGraph(staying);
		return new RebaseGraph(staying, moving, copies(side));
	}

	/**
	 * The scripts of a side that the target has under another version, and merges that it
	 * need not have, with what stays instead.
	 */
	private Map<Script, Script> copies(Set<RebaseNode> side) {
		TargetBranch target = this.request.target();
		Map<RebaseNode, RebaseNode> nodes = sameMerges(side);
		if (target != null) {
			nodes.putAll(new CopiedScripts(this.contents, target).find(side, others(side)));
		}
		Map<Script, Script> copies = new LinkedHashMap<>();
		nodes.forEach((node, copy) -> copies.put(node.script(), copy.script()));
		return copies;
	}

	/**
	 * The merges of a side that join what another one joins that stays.
	 */
	private Map<RebaseNode, RebaseNode> sameMerges(Set<RebaseNode> side) {
		Set<RebaseNode> others = others(side);
		Map<RebaseNode, RebaseNode> merges = new LinkedHashMap<>();
		side.forEach((node) -> others.stream()
			.filter(node::isReplaceableBy)
			.findFirst()
			.ifPresent((other) -> merges.put(node, other)));
		return merges;
	}

	private Set<RebaseNode> others(Set<RebaseNode> side) {
		Set<RebaseNode> others = new LinkedHashSet<>(this.whole.nodes());
		others.removeAll(side);
		return others;
	}

	private RebaseNode headOf(RebaseGraph graph) {
		Set<RebaseNode> candidates = RebaseGraph.heads(graph.staying());
		RebaseNode first = graph.moving().get(0);
		String onto = this.request.onto();
		if (onto != null && !isDecidedByTarget(graph)) {
			return requireHead(find(onto, graph.staying()), candidates);
		}
		if (candidates.isEmpty()) {
			throw new EditException(EditError.NOTHING_TO_DO,
					"There is no other migration to put %s after.".formatted(first));
		}
		List<RebaseNode> sharing = graph.staying()
			.stream()
			.filter((node) -> node.version().equals(first.version()))
			.toList();
		if (sharing.containsAll(candidates)) {
			return sharing.get(0);
		}
		if (this.request.target() == null && !sharing.isEmpty()) {
			throw new EditException(EditError.AMBIGUOUS_VERSION,
					"%s and %s share version %s, and there are other migrations after it. Specify where to put %s: '--onto %s' or '--onto %s'."
						.formatted(sharing.get(0).name(), first.name(), first.version(), first.name(),
								candidates.iterator().next().version(), ShellWord.of(sharing.get(0).name())));
		}
		if (candidates.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are several heads to put %s after: %s. Specify one, as in 'db rebase %s --onto %s'."
						.formatted(first, text(candidates), ShellWord.of(first.name()),
								ShellWord.of(candidates.iterator().next().name())));
		}
		return candidates.iterator().next();
	}

	/**
	 * Whether the target overrules what the user has named: some of these migrations
	 * stay, or the one to put them after moves.
	 */
	private boolean isDecidedByTarget(RebaseGraph graph) {
		if (this.request.target() == null) {
			return false;
		}
		Set<Script> moving = new HashSet<>(graph.copies().keySet());
		graph.moving().forEach((node) -> moving.add(node.script()));
		String onto = this.request.onto();
		return moving.stream().anyMatch((script) -> script.name().equals(onto) || script.id().equals(onto))
				|| !named().stream().allMatch((node) -> moving.contains(node.script()));
	}

	private RebaseNode find(String symbol, List<RebaseNode> nodes) {
		String path = this.contents.findFile(symbol).map((file) -> file.resource().relativePath()).orElse(null);
		return nodes.stream()
			.filter((node) -> (path != null) ? node.script().relativePath().equals(path) : node.name().equals(symbol))
			.findFirst()
			.orElseGet(() -> resolve(symbol, nodes));
	}

	private RebaseNode resolve(String symbol, List<RebaseNode> nodes) {
		Version version = Version.parse(symbol)
			.or(() -> this.scripts.graph()
				.map((graph) -> resolve(graph, symbol))
				.flatMap(this.scripts::find)
				.map((script) -> Objects.requireNonNull(script.version())))
			.orElse(null);
		List<RebaseNode> found = nodes.stream().filter((node) -> node.version().equals(version)).toList();
		if (found.isEmpty()) {
			throw new EditException(RevisionError.NOT_FOUND, "No migration '%s'. Specify a version or a file in '%s'."
				.formatted(symbol, this.contents.folder()));
		}
		if (found.size() > 1) {
			throw new EditException(EditError.AMBIGUOUS_VERSION,
					"Several files have version %s. Specify one of them, as in 'db rebase %s'.".formatted(symbol,
							ShellWord.of(found.get(0).name())));
		}
		return found.get(0);
	}

	private static String resolve(RevisionGraph graph, String symbol) {
		List<String> found = graph.resolve(symbol).stream().map(Revision::id).toList();
		if (found.isEmpty()) {
			throw new EditException(RevisionError.NOT_FOUND,
					"'%s' is not a revision. Specify one revision.".formatted(symbol));
		}
		if (found.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"'%s' means several revisions: %s. Specify one of them.".formatted(symbol,
							String.join(", ", found)));
		}
		return found.get(0);
	}

	private static RebaseNode requireHead(RebaseNode node, Set<RebaseNode> heads) {
		if (!heads.contains(node)) {
			throw new EditException(RevisionError.NOT_A_HEAD,
					"%s is not a head, so the history would still branch there. Specify a head: %s.".formatted(node,
							text(heads)));
		}
		return node;
	}

	private RebaseNode onlyOtherHead(Set<RebaseNode> named) {
		RebaseNode first = named.iterator().next();
		Set<RebaseNode> descendants = RebaseGraph.reach(named, (node) -> node.children().stream());
		List<RebaseNode> others = this.heads.stream().filter((head) -> !descendants.contains(head)).toList();
		if (others.size() == 1) {
			return others.get(0);
		}
		if (others.size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are several heads to put %s after: %s. Specify one, as in 'db rebase %s --onto %s'."
						.formatted(first, text(others), ShellWord.of(this.request.revisions().get(0)),
								others.get(0).version()));
		}
		String reason = (this.heads.size() > 1) ? "%s is below every head: %s. Specify a revision of one branch."
				: "%s is on the branch of the only head, %s. There is nothing to rebase.";
		throw new EditException(EditError.NOTHING_TO_DO, reason.formatted(first, text(this.heads)));
	}

	private static String text(Collection<RebaseNode> nodes) {
		return nodes.stream().map(RebaseNode::toString).collect(Collectors.joining(", "));
	}

}
