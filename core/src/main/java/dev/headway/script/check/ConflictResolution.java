package dev.headway.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.headway.ShellWord;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;

/**
 * The ways out of a conflict: the commands that resolve it, those of the preferred kind
 * first.
 */
final class ConflictResolution {

	private static final String MOVE_LATER = "db rebase";

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	private final ConflictSides sides;

	private final ConflictingMerges merges;

	private final boolean arrivalKnown;

	/**
	 * Create the resolution.
	 * @param scripts the scripts
	 * @param graph their graph
	 * @param sides what becomes of each
	 * @param arrivalKnown whether it is known which of them came first
	 */
	ConflictResolution(MigrationScripts scripts, RevisionGraph graph, ConflictSides sides, boolean arrivalKnown) {
		this.scripts = scripts;
		this.graph = graph;
		this.sides = sides;
		this.merges = new ConflictingMerges(scripts, graph);
		this.arrivalKnown = arrivalKnown;
	}

	/**
	 * Return the commands and settings that resolve the conflict, each on its own.
	 * @param heads the heads
	 * @return the commands, empty if nothing says which files can move
	 */
	List<String> commands(List<String> heads) {
		return preferredFirst(resolve(heads));
	}

	private List<String> resolve(List<String> heads) {
		if (!this.scripts.shared().isEmpty()) {
			return this.arrivalKnown ? List.of(MOVE_LATER) : shared(heads);
		}
		return this.sides.late().isEmpty() ? textbook(heads) : late(heads);
	}

	/**
	 * A rebase of what does not stay, and a merge of it. If nothing says what stays, a
	 * rebase of all but one of the scripts that share a version.
	 */
	private List<String> shared(List<String> heads) {
		List<List<Script>> shared = this.scripts.shared();
		if (!this.sides.areKnown()) {
			return (shared.size() > 1) ? List.of() : candidates(shared.get(0), heads);
		}
		List<String> resolve = new ArrayList<>();
		List<Script> moving = this.sides.moving();
		if (areFiles(moving)) {
			boolean crossing = this.merges.joinOthers(moving);
			if (!crossing) {
				resolve.add("db rebase " + joined(moving) + onto());
			}
			if (sameMerges().isEmpty() && shared.stream().allMatch(this::isOneStaying)) {
				resolve.add("db merge " + joined(this.sides.sharing().stream().filter(moving::contains).toList()));
			}
			else if (crossing) {
				resolve.add("db merge");
			}
		}
		return resolve;
	}

	private List<String> late(List<String> heads) {
		List<String> resolve = new ArrayList<>();
		List<Script> moving = this.sides.lateSide();
		if (areFiles(moving) && !this.merges.joinOthers(moving) && this.sides.isSeparate(moving)
				&& this.sides.headsWithout(moving) == 1) {
			resolve.add("db rebase " + joined(moving));
		}
		resolve.add("db merge " + ShellWord.all(Stream.concat(lastLate(), heads.stream()).toList()));
		if (heads.size() == 1) {
			resolve.add("spring.flyway.out-of-order=true");
		}
		return resolve;
	}

	private String joined(List<Script> scripts) {
		return ShellWord.all(this.sides.namesOf(scripts.stream()).toList());
	}

	/**
	 * The commands in the order of preference, each kind in its own order.
	 */
	private List<String> preferredFirst(List<String> commands) {
		boolean rebase = switch (this.scripts.resolution()) {
			case AUTO ->
				!this.sides.sharing().isEmpty() || this.scripts.revisions().stream().allMatch(Script::parentsImplied);
			case REBASE -> true;
			case MERGE -> false;
		};
		Predicate<String> preferred = (command) -> command.startsWith(rebase ? "db rebase" : "db merge");
		return Stream.concat(commands.stream().filter(preferred), commands.stream().filter(preferred.negate()))
			.toList();
	}

	private Stream<String> lastLate() {
		return this.sides.late().stream().skip(this.sides.late().size() - 1L).map(Script::id);
	}

	/**
	 * The head of the scripts that stay.
	 */
	private String onto() {
		List<Script> staying = this.scripts.revisions().stream().filter(this.sides::stays).toList();
		Set<String> parents = new HashSet<>();
		staying.forEach((script) -> parents.addAll(script.parents()));
		return staying.stream()
			.filter((script) -> !parents.contains(script.id()))
			.reduce((first, second) -> second)
			.map((head) -> " --onto " + ShellWord.of(this.scripts.nameOf(head)))
			.orElse("");
	}

	/**
	 * Whether one of the scripts that share a version stays, and it is clear what they
	 * are followed by, which is nothing.
	 */
	private boolean isOneStaying(List<Script> sharing) {
		return sharing.stream().filter(this.sides::stays).count() == 1
				&& sharing.stream().allMatch((script) -> this.graph.children(script.id()).isEmpty());
	}

	static boolean areFiles(List<Script> scripts) {
		return scripts.stream().noneMatch(Script::isCode);
	}

	/**
	 * A rebase of each of the scripts that share a version, with all that only it is
	 * based on, or merges if one of these has merged what another is based on.
	 */
	private List<String> candidates(List<Script> sharing, List<String> heads) {
		if (this.scripts.headRule().conflicting(this.graph, sharing.stream().map(Script::id).toList()).isEmpty()) {
			return sharing.stream().flatMap(this::renumbering).toList();
		}
		if (sharing.stream().anyMatch((script) -> this.merges.joinOthers(this.sides.sideOf(script, sharing)))) {
			boolean last = sharing.stream().allMatch((script) -> this.graph.children(script.id()).isEmpty());
			return (last && sharing.size() == 2 && areFiles(sharing))
					? this.sides.namesOf(sharing.stream()).map((name) -> "db merge " + ShellWord.of(name)).toList()
					: List.of();
		}
		List<List<Script>> choices = MigrationScripts.allButOne(sharing);
		List<List<Script>> enough = choices.stream().filter((moving) -> !leavesHead(moving, sharing, heads)).toList();
		return enough.isEmpty() ? choices.stream().flatMap((moving) -> allOthers(moving, sharing, heads)).toList()
				: enough.stream().flatMap((moving) -> candidate(moving, sharing, heads)).toList();
	}

	/**
	 * A rebase of the heads that share no version as well, onto the script that keeps the
	 * version.
	 */
	private Stream<String> allOthers(List<Script> moving, List<Script> sharing, List<String> heads) {
		List<Script> staying = sharing.stream().filter((script) -> !moving.contains(script)).toList();
		List<Script> all = Stream.concat(moving.stream(), otherHeads(sharing, heads)).toList();
		Set<Script> sides = new LinkedHashSet<>(
				this.sides.branch(all.stream().map(Script::id).toList(), staying.stream().map(Script::id).toList()));
		List<Script> side = this.sides.inOrder(sides).stream().toList();
		return (staying.size() != 1 || !areFiles(side) || this.merges.joinOthers(side))
				? candidate(moving, sharing, heads) : Stream.of("db rebase %s --onto %s".formatted(joined(side),
						ShellWord.of(this.scripts.nameOf(staying.get(0)))));
	}

	/**
	 * A rebase onto the same parent, for scripts of different branches.
	 */
	private Stream<String> renumbering(Script script) {
		boolean movable = !script.isCode() && script.parents().size() == 1;
		return !movable ? Stream.of() : Stream.of("db rebase %s --onto %s"
			.formatted(ShellWord.of(this.scripts.nameOf(script)), ShellWord.of(script.parents().get(0))));
	}

	/**
	 * Whether one of the scripts that share a version is a head that would stay one
	 * beside the head that the others are moved onto: a header says what it is based on,
	 * and none names its version.
	 */
	private boolean leavesHead(List<Script> moving, List<Script> sharing, List<String> heads) {
		List<String> children = sharing.stream()
			.flatMap((script) -> this.graph.children(script.id()).stream())
			.toList();
		return otherHeads(sharing, heads).findAny().isPresent()
				&& this.sides.scripts(children).stream().allMatch(Script::parentsImplied)
				&& sharing.stream()
					.anyMatch((script) -> !moving.contains(script) && !script.parentsImplied()
							&& this.graph.children(script.id()).isEmpty());
	}

	/**
	 * The heads that share no version.
	 */
	private Stream<Script> otherHeads(List<Script> sharing, List<String> heads) {
		return this.sides.scripts(heads)
			.stream()
			.filter((head) -> !Objects.equals(head.version(), sharing.get(0).version()));
	}

	private Stream<String> candidate(List<Script> moving, List<Script> sharing, List<String> heads) {
		Set<Script> sides = new LinkedHashSet<>();
		moving.forEach((script) -> sides.addAll(this.sides.sideOf(script, sharing)));
		List<Script> side = this.sides.inOrder(sides).stream().toList();
		if (!areFiles(side)) {
			return Stream.of();
		}
		Stream<Script> last = (side.size() > moving.size())
				? sharing.stream().filter((script) -> !moving.contains(script)) : Stream.of();
		return Stream.of("db rebase " + joined(side)
				+ Stream.concat(otherHeads(sharing, heads), last)
					.findFirst()
					.map((head) -> " --onto " + ShellWord.of(this.scripts.nameOf(head)))
					.orElse(""));
	}

	/**
	 * A merge of all heads, or a rebase of the others onto one that stays, unless that
	 * would have to change a Java migration or a merge with the other side.
	 */
	private List<String> textbook(List<String> heads) {
		List<String> ordered = this.sides.stayingFirst(this.sides.scripts(heads)).stream().map(Script::id).toList();
		List<String> first = ordered.subList(0, 1);
		List<String> moved = ordered.subList(1, ordered.size());
		String merge = "db merge " + ShellWord.all(heads);
		String rebase = this.arrivalKnown ? MOVE_LATER
				: "db rebase %s --onto %s".formatted(ShellWord.all(moved), ShellWord.of(first.get(0)));
		if (!sameMerges().isEmpty()) {
			return List.of(rebase);
		}
		List<Script> side = this.sides.branch(moved, first);
		boolean crossing = this.merges.joinOthers(side)
				|| (!this.sides.areKnown() && this.merges.joinOthers(this.sides.branch(first, moved)));
		return (areFiles(side) && !crossing) ? List.of(merge, rebase) : List.of(merge);
	}

	/**
	 * The merges of which one is enough.
	 */
	List<Script> sameMerges() {
		return this.sides.late().isEmpty() ? this.merges.same() : List.of();
	}

}
