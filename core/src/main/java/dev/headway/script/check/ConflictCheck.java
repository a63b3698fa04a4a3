package dev.headway.script.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;

/**
 * Looks for a {@link HeadConflict} in {@link MigrationScripts} and says how to resolve
 * it. The scripts alone show several heads and shared versions. What is late, and which
 * scripts stay as they are, only a database or a target branch can tell.
 */
public final class ConflictCheck {

	private static final String MOVE_LATER = "db rebase";

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	private final @Nullable Predicate<Script> stays;

	private final String owner;

	private final Set<Script> late;

	private final ConflictingMerges merges;

	/**
	 * Whether the owner is a branch whose own scripts are in conflict, and it is known
	 * which it got first.
	 */
	private final boolean arrivalKnown;

	private ConflictCheck(MigrationScripts scripts, RevisionGraph graph, @Nullable Predicate<Script> stays,
			String owner, boolean lateAllowed, boolean arrivalKnown) {
		this.scripts = scripts;
		this.graph = graph;
		this.stays = (stays != null && separates(scripts, stays)) ? stays : null;
		this.owner = owner;
		this.arrivalKnown = arrivalKnown;
		this.late = lateAllowed ? Set.of() : findLate();
		this.merges = new ConflictingMerges(scripts, graph);
	}

	/**
	 * Whether some of the scripts stay and others do not, and of those that share a
	 * version, one does.
	 */
	private static boolean separates(MigrationScripts scripts, Predicate<Script> stays) {
		return scripts.revisions().stream().map(stays::test).distinct().count() > 1
				&& scripts.shared().stream().allMatch((group) -> group.stream().anyMatch(stays));
	}

	/**
	 * Check scripts of which nothing else is known.
	 * @param scripts the scripts
	 * @return the check, empty if they have no valid graph
	 */
	public static Optional<ConflictCheck> of(MigrationScripts scripts) {
		return scripts.graph().map((graph) -> new ConflictCheck(scripts, graph, null, "", true, false));
	}

	/**
	 * Check scripts of which a database or a target branch has some.
	 * @param scripts the scripts, in which those of several that share a version keep it
	 * that it has
	 * @param stays whether it has a script
	 * @param owner what it is for people, such as {@code this database}
	 * @param lateAllowed whether its settings allow late scripts
	 * @return the check, empty if they have no valid graph
	 */
	public static Optional<ConflictCheck> of(MigrationScripts scripts, Predicate<Script> stays, String owner,
			boolean lateAllowed) {
		return scripts.graph().map((graph) -> new ConflictCheck(scripts, graph, stays, owner, lateAllowed, false));
	}

	/**
	 * Check scripts that are in conflict on a target branch already.
	 * @param scripts the scripts
	 * @param owner the branch, for which it is known which it got first
	 * @return the check, empty if they have no valid graph
	 */
	static Optional<ConflictCheck> ofConflictOn(MigrationScripts scripts, String owner) {
		return scripts.graph().map((graph) -> new ConflictCheck(scripts, graph, null, owner, true, true));
	}

	/**
	 * Whether some scripts are in conflict without the others, which may be between them.
	 */
	static boolean isConflict(MigrationScripts scripts, Predicate<Script> some) {
		Set<Version> versions = new HashSet<>();
		Set<String> parents = new HashSet<>();
		List<Script> chosen = scripts.revisions().stream().filter(some).toList();
		chosen.forEach((script) -> parents.addAll(script.parents()));
		Set<String> below = new HashSet<>(parents);
		scripts.graph().ifPresent((graph) -> below.addAll(graph.ancestors(parents)));
		return !chosen.stream().allMatch((script) -> versions.add(version(script)))
				|| chosen.stream().filter((script) -> !below.contains(script.id())).count() > 1;
	}

	/**
	 * Return the conflict.
	 * @return the conflict, empty if there is none
	 */
	public Optional<HeadConflict> conflict() {
		List<String> heads = List.copyOf(this.graph.heads());
		if (heads.size() < 2 && this.scripts.shared().isEmpty() && this.late.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new HeadConflict(heads, HeadConflict.forkedAt(this.graph), ids(this.late),
				preferredFirst(resolve(heads))));
	}

	/**
	 * Return the conflict as a problem.
	 * @return the problem, empty if there is no conflict
	 */
	public Optional<ScriptProblem> problem() {
		return conflict().flatMap((conflict) -> problem("%s. %s".formatted(description(conflict), remedy(conflict))));
	}

	private String remedy(HeadConflict conflict) {
		if (conflict.resolve().isEmpty()) {
			return areFiles(sharing())
					? "To say which files move, run db rebase with --against and the branch that has one of the sides."
					: "Give all but one another version. Some are Java migrations, which only you can rename.";
		}
		List<Script> same = sameMerges();
		return "%s '%s'.".formatted(same.isEmpty() ? advice(conflict) : advice(same),
				String.join("' or '", conflict.resolve()));
	}

	private String advice(List<Script> same) {
		String needless = this.arrivalKnown ? "the one that %s got later".formatted(this.owner)
				: (this.stays == null && !sharing().isEmpty()) ? "the one that no shared database has applied"
						: namesOf(stayingFirst(same).stream().skip(1)).collect(Collectors.joining(" and "));
		return "They merge the same revisions, so one is enough: delete %s with".formatted(needless);
	}

	private String advice(HeadConflict conflict) {
		return switch (type(conflict)) {
			case MULTIPLE_HEADS ->
				forgottenHeader().map((header) -> header + ", or make them one with").orElse("Make them one with");
			case LATE_REVISION -> "Use";
			default -> (this.stays != null)
					? "Because %s already has %s, use".formatted(this.owner,
							namesOf(sharing().stream().filter(this::stays)).collect(Collectors.joining(" and ")))
					: this.arrivalKnown ? "Move all but what %s got first with".formatted(this.owner)
							: (sharing().size() > 2) ? "Move those that no shared database has applied with"
									: "Move the one that no shared database has applied with";
		};
	}

	/**
	 * Of two heads the higher one can have been meant to follow the other, but was
	 * written without a header.
	 */
	private Optional<String> forgottenHeader() {
		List<Script> heads = scripts(List.copyOf(this.graph.heads()));
		Script last = heads.get(heads.size() - 1);
		boolean forgotten = heads.size() == 2 && last.parentsImplied() && !stays(last) && !last.isCode()
				&& !heads.get(0).parentsImplied() && this.late.isEmpty()
				&& this.graph.ancestors(heads.get(0).id()).containsAll(last.parents())
				&& version(heads.get(0)).compareTo(version(last)) < 0;
		return !forgotten ? Optional.empty()
				: Optional.of("If no database has applied %s, write '-- revises: %s' at its top".formatted(last.name(),
						heads.get(0).id()));
	}

	/**
	 * Return the conflict as a problem with another message.
	 * @param message the message
	 * @return the problem, empty if there is no conflict
	 */
	Optional<ScriptProblem> problem(String message) {
		return conflict().map((conflict) -> new ScriptProblem(type(conflict), message, switch (type(conflict)) {
			case DUPLICATE_VERSION -> names(sharing());
			case MULTIPLE_HEADS -> names(scripts(conflict.heads()));
			default -> names(this.late);
		}, null));
	}

	/**
	 * Whether all of this conflict is part of another one.
	 */
	boolean addsNothingTo(ConflictCheck other) {
		HeadConflict conflict = conflict().orElse(null);
		HeadConflict known = other.conflict().orElse(null);
		return conflict != null && known != null && this.late.isEmpty() && type(conflict) == other.type(known)
				&& conflict.heads().size() <= known.heads().size() && conflict.forkedAt().equals(known.forkedAt())
				&& new HashSet<>(names(other.sharing())).containsAll(names(sharing()));
	}

	/**
	 * Describe the conflict.
	 * @return a description such as {@code 2 heads, 2 (V2__a.sql) and 3 (V3__b.sql),
	 * which both build on 1}; empty if there is no conflict
	 */
	Optional<String> description() {
		return conflict().map(this::description);
	}

	private String description(HeadConflict conflict) {
		return switch (type(conflict)) {
			case DUPLICATE_VERSION -> describeShared();
			case MULTIPLE_HEADS -> describeHeads(conflict);
			default -> describeLate();
		};
	}

	private ProblemType type(HeadConflict conflict) {
		if (!this.scripts.shared().isEmpty()) {
			return ProblemType.DUPLICATE_VERSION;
		}
		return (conflict.heads().size() > 1) ? ProblemType.MULTIPLE_HEADS : ProblemType.LATE_REVISION;
	}

	private String describeHeads(HeadConflict conflict) {
		String named = scripts(conflict.heads()).stream().map(Script::idAndName).collect(Collectors.joining(" and "));
		String fork = conflict.forkedAt().isEmpty() ? "have no revision in common"
				: ((conflict.heads().size() == 2) ? "both build on " : "build on ")
						+ String.join(", ", conflict.forkedAt());
		return "%d heads, %s, which %s".formatted(conflict.heads().size(), named, fork);
	}

	private String describeShared() {
		return this.scripts.shared()
			.stream()
			.map((group) -> "%s share version %s"
				.formatted(namesOf(group.stream()).collect(Collectors.joining(" and ")), group.get(0).version()))
			.collect(Collectors.collectingAndThen(Collectors.toList(), ShortList::names));
	}

	private String describeLate() {
		List<Script> passed = this.scripts.revisions()
			.stream()
			.filter((script) -> stays(script) && script.parentsImplied()
					&& script.parents()
						.stream()
						.anyMatch((parent) -> this.late.stream().anyMatch((late) -> late.id().equals(parent))))
			.toList();
		boolean several = this.late.size() > 1;
		return "%s %s added below %s, which %s already has".formatted(listed(List.copyOf(this.late)),
				several ? "were" : "was", listed(passed), this.owner);
	}

	private static String listed(List<Script> scripts) {
		List<String> names = scripts.stream().map(Script::idAndName).toList();
		return (names.size() > 3) ? ShortList.names(names) : String.join(" and ", names);
	}

	/**
	 * Scripts without a header that are not there, although one is that follows them only
	 * because of its version, unless a header names them or another late one above them.
	 */
	private Set<Script> findLate() {
		Set<Script> late = new LinkedHashSet<>();
		List<Script> revisions = new ArrayList<>(this.scripts.revisions());
		Collections.reverse(revisions);
		Set<String> passed = new LinkedHashSet<>();
		Set<String> named = new LinkedHashSet<>();
		for (Script script : revisions) {
			boolean isLate = !stays(script) && passed.contains(script.id()) && !named.contains(script.id());
			if (isLate && script.parentsImplied()) {
				late.add(script);
			}
			if (script.parentsImplied() && (stays(script) || isLate)) {
				passed.addAll(script.parents());
			}
			if (!script.parentsImplied() || (named.contains(script.id()) && !stays(script))) {
				named.addAll(script.parents());
			}
		}
		return inOrder(late);
	}

	private Set<Script> inOrder(Set<Script> late) {
		return this.scripts.revisions()
			.stream()
			.filter(late::contains)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private List<String> resolve(List<String> heads) {
		if (!this.scripts.shared().isEmpty()) {
			return this.arrivalKnown ? List.of(MOVE_LATER) : shared(heads);
		}
		return this.late.isEmpty() ? textbook(heads) : late(heads);
	}

	/**
	 * A rebase of what does not stay, and a merge of it. If nothing says what stays, a
	 * rebase of all but one of the scripts that share a version.
	 */
	private List<String> shared(List<String> heads) {
		List<List<Script>> shared = this.scripts.shared();
		if (this.stays == null) {
			return (shared.size() > 1) ? List.of() : candidates(shared.get(0), heads);
		}
		List<String> resolve = new ArrayList<>();
		List<Script> moving = moving();
		if (areFiles(moving)) {
			boolean crossing = this.merges.joinOthers(moving);
			if (!crossing) {
				resolve.add("db rebase " + joined(moving) + onto());
			}
			if (sameMerges().isEmpty() && shared.stream().allMatch(this::isOneStaying)) {
				resolve.add("db merge " + joined(sharing().stream().filter(moving::contains).toList()));
			}
			else if (crossing) {
				resolve.add("db merge");
			}
		}
		return resolve;
	}

	private List<String> late(List<String> heads) {
		List<String> resolve = new ArrayList<>();
		List<Script> moving = lateSide();
		if (areFiles(moving) && !this.merges.joinOthers(moving) && !hasOutsideParents(moving())
				&& scripts(heads).stream().filter((head) -> !moving.contains(head)).count() < 2) {
			resolve.add("db rebase " + joined(moving));
		}
		resolve.add("db merge " + ShellWord.all(Stream.concat(lastLate(), heads.stream()).toList()));
		if (heads.size() == 1) {
			resolve.add("spring.flyway.out-of-order=true");
		}
		return resolve;
	}

	/**
	 * The late scripts, and those above them that belong to them: they do not stay, and
	 * no header puts them on one that does.
	 */
	private List<Script> lateSide() {
		List<Script> side = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (Script script : moving()) {
			if (this.late.contains(script) || script.parentsImplied()
					|| script.parents().stream().anyMatch(ids::contains)) {
				side.add(script);
				ids.add(script.id());
			}
		}
		return side;
	}

	/**
	 * Whether a header of a side joins it with the other one.
	 */
	private static boolean hasOutsideParents(List<Script> side) {
		Set<String> ids = side.stream().map(Script::id).collect(Collectors.toSet());
		return side.stream().anyMatch((script) -> script.parents().size() > 1 && !ids.containsAll(script.parents()));
	}

	private List<Script> moving() {
		return this.scripts.revisions().stream().filter((script) -> !stays(script)).toList();
	}

	private String joined(List<Script> scripts) {
		return ShellWord.all(namesOf(scripts.stream()).toList());
	}

	/**
	 * The commands in the order of preference, each kind in its own order.
	 */
	private List<String> preferredFirst(List<String> commands) {
		boolean rebase = switch (this.scripts.resolution()) {
			case AUTO -> !sharing().isEmpty() || this.scripts.revisions().stream().allMatch(Script::parentsImplied);
			case REBASE -> true;
			case MERGE -> false;
		};
		Predicate<String> preferred = (command) -> command.startsWith(rebase ? "db rebase" : "db merge");
		return Stream.concat(commands.stream().filter(preferred), commands.stream().filter(preferred.negate()))
			.toList();
	}

	private Stream<String> lastLate() {
		List<String> ids = ids(this.late);
		return ids.stream().skip(ids.size() - 1);
	}

	/**
	 * The head of the scripts that stay.
	 */
	private String onto() {
		List<Script> staying = this.scripts.revisions().stream().filter(this::stays).toList();
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
		return sharing.stream().filter(this::stays).count() == 1
				&& sharing.stream().allMatch((script) -> this.graph.children(script.id()).isEmpty());
	}

	private static boolean areFiles(List<Script> scripts) {
		return scripts.stream().noneMatch(Script::isCode);
	}

	/**
	 * A rebase of each of the scripts that share a version, with all that only it is
	 * based on, or merges if one of these has merged what another is based on.
	 */
	private List<String> candidates(List<Script> sharing, List<String> heads) {
		if (sharing.stream().anyMatch((script) -> this.merges.joinOthers(sideOf(script, sharing)))) {
			boolean last = sharing.stream().allMatch((script) -> this.graph.children(script.id()).isEmpty());
			return (last && sharing.size() == 2 && areFiles(sharing))
					? namesOf(sharing.stream()).map((name) -> "db merge " + ShellWord.of(name)).toList() : List.of();
		}
		return MigrationScripts.allButOne(sharing)
			.stream()
			.flatMap((moving) -> candidate(moving, sharing, heads))
			.toList();
	}

	private Stream<String> candidate(List<Script> moving, List<Script> sharing, List<String> heads) {
		Set<Script> sides = new LinkedHashSet<>();
		moving.forEach((script) -> sides.addAll(sideOf(script, sharing)));
		List<Script> side = inOrder(sides).stream().toList();
		if (!areFiles(side)) {
			return Stream.of();
		}
		Stream<Script> others = scripts(heads).stream()
			.filter((head) -> !Objects.equals(head.version(), sharing.get(0).version()));
		Stream<Script> last = (side.size() > moving.size())
				? sharing.stream().filter((script) -> !moving.contains(script)) : Stream.of();
		return Stream.of("db rebase " + joined(side)
				+ Stream.concat(others, last)
					.findFirst()
					.map((head) -> " --onto " + ShellWord.of(this.scripts.nameOf(head)))
					.orElse(""));
	}

	/**
	 * One of the scripts that share a version, with all that only it is based on.
	 */
	private List<Script> sideOf(Script script, List<Script> sharing) {
		List<String> others = sharing.stream().filter((other) -> !other.equals(script)).map(Script::id).toList();
		return inOrder(new LinkedHashSet<>(branch(List.of(script.id()), others))).stream().toList();
	}

	/**
	 * A merge of all heads, or a rebase of the others onto one that stays, unless that
	 * would have to change a Java migration or a merge with the other side.
	 */
	private List<String> textbook(List<String> heads) {
		List<String> ordered = stayingFirst(scripts(heads)).stream().map(Script::id).toList();
		List<String> first = ordered.subList(0, 1);
		List<String> moved = ordered.subList(1, ordered.size());
		String merge = "db merge " + ShellWord.all(heads);
		String rebase = this.arrivalKnown ? MOVE_LATER
				: "db rebase %s --onto %s".formatted(ShellWord.all(moved), ShellWord.of(first.get(0)));
		if (!sameMerges().isEmpty()) {
			return List.of(rebase);
		}
		List<Script> side = branch(moved, first);
		boolean crossing = this.merges.joinOthers(side)
				|| (this.stays == null && this.merges.joinOthers(branch(first, moved)));
		return (areFiles(side) && !crossing) ? List.of(merge, rebase) : List.of(merge);
	}

	private List<Script> stayingFirst(List<Script> some) {
		return Stream.concat(some.stream().filter(this::stays), some.stream().filter((script) -> !stays(script)))
			.toList();
	}

	/**
	 * The merges of which one is enough.
	 */
	private List<Script> sameMerges() {
		return this.late.isEmpty() ? this.merges.same() : List.of();
	}

	/**
	 * Some heads with all that only they are based on.
	 */
	private List<Script> branch(List<String> heads, List<String> others) {
		Set<String> ids = new LinkedHashSet<>(heads);
		ids.addAll(this.graph.ancestors(heads));
		ids.removeAll(this.graph.ancestors(others));
		return scripts(List.copyOf(ids));
	}

	private boolean stays(Script script) {
		return this.stays != null && this.stays.test(script);
	}

	private static Version version(Script script) {
		return Objects.requireNonNull(script.version());
	}

	private List<Script> sharing() {
		return this.scripts.shared().stream().flatMap(List::stream).toList();
	}

	private List<Script> scripts(List<String> ids) {
		return ids.stream().flatMap((id) -> this.scripts.find(id).stream()).toList();
	}

	private Stream<String> namesOf(Stream<Script> some) {
		return some.map(this.scripts::nameOf);
	}

	private static List<String> ids(Set<Script> scripts) {
		return scripts.stream().map(Script::id).toList();
	}

	private static List<String> names(Iterable<Script> scripts) {
		List<String> names = new ArrayList<>();
		scripts.forEach((script) -> names.add(script.name()));
		return names;
	}

}
