package dev.headway.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.HeadRule;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;

/**
 * Looks for a {@link HeadConflict} in {@link MigrationScripts} and says how to resolve
 * it. The scripts alone show several heads and shared versions. What is late, and which
 * scripts stay as they are, only a database or a target branch can tell.
 */
public final class ConflictCheck {

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	private final String owner;

	private final ConflictSides sides;

	private final ConflictResolution resolution;

	/**
	 * Whether the owner is a branch whose own scripts are in conflict, and it is known
	 * which it got first.
	 */
	private final boolean arrivalKnown;

	private ConflictCheck(MigrationScripts scripts, RevisionGraph graph, @Nullable Predicate<Script> stays,
			String owner, boolean lateAllowed, boolean arrivalKnown) {
		this.scripts = scripts;
		this.graph = graph;
		this.owner = owner;
		this.arrivalKnown = arrivalKnown;
		this.sides = new ConflictSides(scripts, graph, stays, lateAllowed);
		this.resolution = new ConflictResolution(scripts, graph, this.sides, arrivalKnown);
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
	 * Check scripts of which a target branch has some. If these are in conflict already,
	 * what it got later moves, unless it got all at once.
	 * @param scripts the scripts, in which those of several that share a version keep it
	 * that it has
	 * @param stays whether it has a script
	 * @param owner the branch
	 * @param arrival when it got a script, empty if that is not known
	 * @return the check, empty if they have no valid graph
	 */
	static Optional<ConflictCheck> of(MigrationScripts scripts, Predicate<Script> stays, String owner,
			Function<Script, OptionalInt> arrival) {
		List<Script> staying = scripts.revisions().stream().filter(stays).toList();
		List<List<List<Script>>> conflicts = conflicts(scripts, staying);
		if (conflicts.isEmpty() || !staying.stream().allMatch((script) -> arrival.apply(script).isPresent())) {
			return of(scripts, stays, owner, true);
		}
		boolean inOrder = conflicts.stream()
			.allMatch((sides) -> sides.stream()
				.map((side) -> side.stream().mapToInt((script) -> arrival.apply(script).orElseThrow()).min())
				.distinct()
				.count() == sides.size());
		return inOrder ? scripts.graph().map((graph) -> new ConflictCheck(scripts, graph, null, owner, true, true))
				: of(scripts);
	}

	/**
	 * The conflicts between some scripts, each as the sides that it is between.
	 */
	private static List<List<List<Script>>> conflicts(MigrationScripts scripts, List<Script> chosen) {
		Map<Version, List<List<Script>>> versions = new LinkedHashMap<>();
		chosen.forEach(
				(script) -> versions.computeIfAbsent(version(script), (any) -> new ArrayList<>()).add(List.of(script)));
		List<List<List<Script>>> conflicts = versions.values()
			.stream()
			.filter((sharing) -> sharing.size() > 1)
			.collect(Collectors.toCollection(ArrayList::new));
		if (conflicts.isEmpty()) {
			scripts.graph()
				.map((graph) -> headSides(scripts, graph, chosen))
				.filter((sides) -> !sides.isEmpty())
				.ifPresent(conflicts::add);
		}
		return conflicts;
	}

	private static List<List<Script>> headSides(MigrationScripts scripts, RevisionGraph graph, List<Script> chosen) {
		Set<String> parents = chosen.stream()
			.flatMap((script) -> script.parents().stream())
			.collect(Collectors.toSet());
		parents.addAll(graph.ancestors(parents));
		List<String> heads = chosen.stream().map(Script::id).filter((id) -> !parents.contains(id)).toList();
		ConflictSides sides = new ConflictSides(scripts, graph, null, true);
		Set<String> conflicting = scripts.headRule().conflicting(graph, heads);
		return conflicting.stream().map((head) -> {
			List<String> others = conflicting.stream().filter((other) -> !other.equals(head)).toList();
			return sides.branch(List.of(head), others).stream().filter(chosen::contains).toList();
		}).toList();
	}

	/**
	 * Return the conflict.
	 * @return the conflict, empty if there is none
	 */
	public Optional<HeadConflict> conflict() {
		List<String> heads = heads();
		if (heads.size() < 2 && this.scripts.shared().isEmpty() && this.sides.late().isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new HeadConflict(heads, HeadConflict.forkedAt(this.graph, heads), ids(this.sides.late()),
				this.resolution.commands(heads)));
	}

	/**
	 * The effective heads, as far as they have to do with the conflict.
	 */
	private List<String> heads() {
		Set<String> heads = this.graph.effectiveHeads();
		if (this.scripts.headRule() == HeadRule.ONE) {
			return List.copyOf(heads);
		}
		Set<String> concerned = new HashSet<>(this.scripts.headRule().conflicting(this.graph, heads));
		this.sides.sharing().forEach((script) -> concerned.add(script.id()));
		concerned.addAll(this.graph.descendants(ids(this.sides.late())));
		return heads.stream().filter(concerned::contains).toList();
	}

	/**
	 * Return the conflict as a problem.
	 * @return the problem, empty if there is no conflict
	 */
	public Optional<ScriptProblem> problem() {
		return conflict().flatMap((conflict) -> problem("%s. %s".formatted(description(conflict), remedy(conflict)),
				conflict.resolve().stream().filter((way) -> way.startsWith("db ")).map(List::of).toList()));
	}

	private String remedy(HeadConflict conflict) {
		if (conflict.resolve().isEmpty()) {
			return ConflictResolution.areFiles(this.sides.sharing())
					? "To say which files move, run db rebase with --against and the branch that has one of the sides."
					: "Give all but one another version. Some are Java migrations, which only you can rename.";
		}
		List<Script> same = this.resolution.sameMerges();
		return "%s '%s'.".formatted(same.isEmpty() ? advice(conflict) : advice(same),
				String.join("' or '", conflict.resolve()));
	}

	private String advice(List<Script> same) {
		String needless = this.arrivalKnown ? "the one that %s got later".formatted(this.owner)
				: (!this.sides.areKnown() && !this.sides.sharing().isEmpty())
						? "the one that no shared database has applied"
						: this.sides.namesOf(this.sides.stayingFirst(same).stream().skip(1))
							.collect(Collectors.joining(" and "));
		return "They merge the same revisions, so one is enough: delete %s with".formatted(needless);
	}

	private String advice(HeadConflict conflict) {
		return switch (type(conflict)) {
			case MULTIPLE_HEADS ->
				forgottenHeader().map((header) -> header + ", or make them one with").orElse("Make them one with");
			case LATE_REVISION -> "Use";
			default -> this.sides.areKnown()
					? "Because %s already has %s, use".formatted(this.owner,
							this.sides.namesOf(this.sides.sharing().stream().filter(this.sides::stays))
								.collect(Collectors.joining(" and ")))
					: this.arrivalKnown ? "Move all but what %s got first with".formatted(this.owner)
							: (this.sides.sharing().size() > 2) ? "Move those that no shared database has applied with"
									: "Move the one that no shared database has applied with";
		};
	}

	/**
	 * Of two heads the higher one can have been meant to follow the other, but was
	 * written without a header.
	 */
	private Optional<String> forgottenHeader() {
		List<Script> heads = this.sides.scripts(heads());
		Script last = heads.get(heads.size() - 1);
		boolean forgotten = heads.size() == 2 && last.parentsImplied() && !this.sides.stays(last) && !last.isCode()
				&& !heads.get(0).parentsImplied() && this.sides.late().isEmpty()
				&& this.graph.ancestors(heads.get(0).id()).containsAll(last.parents())
				&& version(heads.get(0)).compareTo(version(last)) < 0;
		return !forgotten ? Optional.empty()
				: Optional.of("If no database has applied %s, write '-- revises: %s' at its top".formatted(last.name(),
						heads.get(0).id()));
	}

	/**
	 * Return the conflict as a problem with another message.
	 * @param message the message
	 * @param fix the ways out
	 * @return the problem, empty if there is no conflict
	 */
	Optional<ScriptProblem> problem(String message, List<List<String>> fix) {
		return conflict().map((conflict) -> new ScriptProblem(type(conflict), message, switch (type(conflict)) {
			case DUPLICATE_VERSION -> names(this.sides.sharing());
			case MULTIPLE_HEADS -> names(this.sides.scripts(conflict.heads()));
			default -> names(this.sides.late());
		}, null, fix));
	}

	/**
	 * Whether all of this conflict is part of another one.
	 */
	boolean addsNothingTo(ConflictCheck other) {
		HeadConflict conflict = conflict().orElse(null);
		HeadConflict known = other.conflict().orElse(null);
		return conflict != null && known != null && this.sides.late().isEmpty() && type(conflict) == other.type(known)
				&& conflict.heads().size() <= known.heads().size() && conflict.forkedAt().equals(known.forkedAt())
				&& new HashSet<>(names(other.sides.sharing())).containsAll(names(this.sides.sharing()));
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
		String named = this.sides.scripts(conflict.heads())
			.stream()
			.map(Script::idAndName)
			.collect(Collectors.joining(" and "));
		String fork = conflict.forkedAt().isEmpty() ? "have no revision in common"
				: ((conflict.heads().size() == 2) ? "both build on " : "build on ")
						+ String.join(", ", conflict.forkedAt());
		return "%d heads, %s, which %s".formatted(conflict.heads().size(), named, fork);
	}

	private String describeShared() {
		return this.scripts.shared()
			.stream()
			.map((group) -> "%s share version %s".formatted(
					this.sides.namesOf(group.stream()).collect(Collectors.joining(" and ")), group.get(0).version()))
			.collect(Collectors.collectingAndThen(Collectors.toList(), ShortList::names));
	}

	private String describeLate() {
		List<Script> passed = this.scripts.revisions()
			.stream()
			.filter((script) -> this.sides.stays(script) && script.parentsImplied()
					&& script.parents()
						.stream()
						.anyMatch((parent) -> this.sides.late().stream().anyMatch((late) -> late.id().equals(parent))))
			.toList();
		boolean several = this.sides.late().size() > 1;
		return "%s %s added below %s, which %s already has".formatted(listed(List.copyOf(this.sides.late())),
				several ? "were" : "was", listed(passed), this.owner);
	}

	private static String listed(List<Script> scripts) {
		List<String> names = scripts.stream().map(Script::idAndName).toList();
		return (names.size() > 3) ? ShortList.names(names) : String.join(" and ", names);
	}

	private static Version version(Script script) {
		return Objects.requireNonNull(script.version());
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
