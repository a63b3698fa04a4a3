package dev.headway.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.revision.Version;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.MisplacedHeader;

/**
 * Finds the parents and dependencies of versioned scripts, in version order:
 * <ol>
 * <li>Without a header, the parent is what the {@link ParentRule} says.</li>
 * <li>A name in a header is a version, compared as such, or the label of a script.</li>
 * <li>A version without a script means the highest baseline between it and the script
 * that names it. Below a baseline, such a name is ignored.</li>
 * <li>A script may only refer to lower versions than its own.</li>
 * </ol>
 */
final class ParentResolver {

	private final ParentRule rule;

	private final NavigableMap<Version, UnresolvedScript> scripts;

	private final List<UnresolvedScript> duplicates;

	private final NavigableMap<Version, UnresolvedScript> baselines;

	private final ScriptProblems problems;

	private final Map<String, UnresolvedScript> labels = new HashMap<>();

	private final Set<Version> baselinesNeeded = new TreeSet<>();

	private final List<Violation> violations = new ArrayList<>();

	private final NavigableMap<Version, UnresolvedScript> withoutHeader = new TreeMap<>();

	ParentResolver(ParentRule rule, NavigableMap<Version, UnresolvedScript> scripts, List<UnresolvedScript> duplicates,
			NavigableMap<Version, UnresolvedScript> baselines, ScriptProblems problems) {
		this.rule = rule;
		this.scripts = scripts;
		this.duplicates = duplicates;
		this.baselines = baselines;
		this.problems = problems;
		all().forEach((draft) -> draft.script().labels().forEach((label) -> this.labels.putIfAbsent(label, draft)));
	}

	/**
	 * Return all scripts to resolve.
	 * @return the scripts in version order, first the one that keeps a version
	 */
	List<UnresolvedScript> all() {
		return Stream.concat(this.scripts.values().stream(), this.duplicates.stream())
			.sorted(Comparator.comparing(UnresolvedScript::version))
			.toList();
	}

	List<Script> resolve() {
		return all().stream().map(this::resolve).toList();
	}

	/**
	 * The baselines that replace deleted parents, in version order.
	 */
	List<UnresolvedScript> baselinesNeeded() {
		return this.baselinesNeeded.stream()
			.filter((version) -> !this.scripts.containsKey(version))
			.map((version) -> Objects.requireNonNull(this.baselines.get(version)))
			.toList();
	}

	List<Violation> violations() {
		return this.violations;
	}

	/**
	 * The id of the revision with the next lower version, {@code base} for the lowest.
	 */
	String below(UnresolvedScript draft) {
		Map.Entry<Version, UnresolvedScript> below = this.scripts.lowerEntry(draft.version());
		return (below != null) ? below.getValue().script().id() : Header.BASE;
	}

	private Script resolve(UnresolvedScript draft) {
		Header.Line header = draft.header().line(HeaderKey.REVISES);
		List<String> parents = (header != null) ? declared(draft, header) : implied(draft);
		if (header == null) {
			this.withoutHeader.putIfAbsent(draft.version(), draft);
		}
		return draft.script().placed(parents, header == null, dependencies(draft));
	}

	private List<String> implied(UnresolvedScript draft) {
		if (this.rule == ParentRule.REQUIRED && draft.legible()) {
			this.problems.add(ProblemType.MISSING_HEADER, draft.name(), draft.isFile() ? 1 : null, draft.script()
				.misplacedHeader()
				.map(ParentResolver::missing)
				.orElseGet(() -> "no 'revises' header. Add %s at the top.".formatted(draft.revising(below(draft)))));
		}
		Map.Entry<Version, UnresolvedScript> parent = (this.rule == ParentRule.AUTO)
				? this.withoutHeader.lowerEntry(draft.version()) : this.scripts.lowerEntry(draft.version());
		return (parent != null) ? List.of(parent.getValue().script().id())
				: baselineBelow(draft.version()).map(List::of).orElseGet(List::of);
	}

	private static String missing(MisplacedHeader misplaced) {
		return "no 'revises' header; %s.".formatted(misplaced.remedy());
	}

	/**
	 * Look for headers that are in the wrong place. Each can be the reason why the graph
	 * has several heads.
	 * @param warnings what to add to
	 */
	void checkPlaces(List<Script> resolved, ScriptProblems warnings) {
		for (Script script : resolved) {
			if (script.parentsImplied()) {
				script.misplacedHeader()
					.filter((misplaced) -> !isSame(misplaced.parents(), script.parents()))
					.ifPresent((misplaced) -> warnings.add(ProblemType.MISSING_HEADER, script.name(), misplaced.line(),
							missing(misplaced)));
			}
		}
	}

	private static boolean isSame(List<String> named, List<String> parents) {
		return versions(named).equals(versions(parents));
	}

	private static Set<Version> versions(List<String> names) {
		return names.stream().flatMap((name) -> Version.parse(name).stream()).collect(Collectors.toSet());
	}

	private List<String> declared(UnresolvedScript draft, Header.Line header) {
		Set<String> parents = new LinkedHashSet<>();
		for (String name : header.values()) {
			Version.parse(name).flatMap((version) -> find(draft, HeaderKey.REVISES, version)).ifPresent(parents::add);
		}
		return List.copyOf(parents);
	}

	private List<String> dependencies(UnresolvedScript draft) {
		Set<String> dependencies = new LinkedHashSet<>();
		for (String name : draft.header().values(HeaderKey.DEPENDS_ON)) {
			Version.parse(name)
				.map((version) -> find(draft, HeaderKey.DEPENDS_ON, version))
				.orElseGet(() -> findLabel(draft, name))
				.ifPresent(dependencies::add);
		}
		return List.copyOf(dependencies);
	}

	private Optional<String> findLabel(UnresolvedScript draft, String label) {
		UnresolvedScript labelled = this.labels.get(label);
		if (labelled == null) {
			addMissing(draft, HeaderKey.DEPENDS_ON, "branch label", label);
			return Optional.empty();
		}
		return find(draft, HeaderKey.DEPENDS_ON, labelled.version()).map((id) -> label);
	}

	private Optional<String> find(UnresolvedScript draft, HeaderKey key, Version version) {
		if (version.equals(draft.version())) {
			addSelfLoop(draft, key);
			return Optional.empty();
		}
		UnresolvedScript found = this.scripts.get(version);
		if (found != null) {
			if (version.compareTo(draft.version()) > 0) {
				this.violations.add(new Violation(draft, key, found));
			}
			return Optional.of(found.script().id());
		}
		Version baseline = this.baselines.lowerKey(draft.version());
		if (baseline != null && baseline.compareTo(version) >= 0) {
			return baselineBelow(draft.version());
		}
		if (!belowBaseline(version, draft.version())) {
			moved(version).filter((moved) -> key == HeaderKey.REVISES && draft.isFile())
				.ifPresentOrElse((moved) -> addMoved(draft, version, moved),
						() -> addMissing(draft, key, "migration", version.text()));
		}
		return Optional.empty();
	}

	private Optional<String> baselineBelow(Version version) {
		Map.Entry<Version, UnresolvedScript> baseline = this.baselines.lowerEntry(version);
		if (baseline == null) {
			return Optional.empty();
		}
		this.baselinesNeeded.add(baseline.getKey());
		return Optional.of(this.scripts.getOrDefault(baseline.getKey(), baseline.getValue()).script().id());
	}

	private boolean belowBaseline(Version... versions) {
		return Stream.of(versions).allMatch((version) -> this.baselines.ceilingKey(version) != null);
	}

	private void addSelfLoop(UnresolvedScript draft, HeaderKey key) {
		ProblemType type = (key == HeaderKey.REVISES) ? ProblemType.SELF_LOOP : ProblemType.DEPENDENCY_SELF_LOOP;
		this.problems.add(type, draft.name(), draft.line(key),
				"%s %s itself. To fix this, %s.".formatted(draft.version(), verb(key), remedy(draft, key)));
	}

	/**
	 * The script that had a version before a rebase moved it.
	 */
	private Optional<UnresolvedScript> moved(Version version) {
		return all().stream()
			.filter((draft) -> draft.header().markers().stream().anyMatch((marker) -> marker.version().equals(version)))
			.findFirst();
	}

	private void addMoved(UnresolvedScript draft, Version version, UnresolvedScript moved) {
		String command = "db rebase " + ShellWord.of(draft.name());
		this.problems.add(ProblemType.MISSING_PARENT, List.of(draft.name()), draft.line(HeaderKey.REVISES),
				"revises %s, which a rebase has moved to %s. Put this one after it with '%s'.".formatted(version,
						moved.script().idAndName(), command),
				command);
	}

	private void addMissing(UnresolvedScript draft, HeaderKey key, String kind, String name) {
		ProblemType type = (key == HeaderKey.REVISES) ? ProblemType.MISSING_PARENT : ProblemType.MISSING_DEPENDENCY;
		this.problems.add(type, draft.name(), draft.line(key), "%s %s, but there is no %s %s. Add it, or %s."
			.formatted(verb(key), ShortList.text(name), kind, ShortList.text(name), remedy(draft, key)));
	}

	String remedy(UnresolvedScript draft, HeaderKey key) {
		return (key == HeaderKey.REVISES) ? "write " + draft.revising(below(draft)) : "remove the dependency";
	}

	private static String verb(HeaderKey key) {
		return (key == HeaderKey.REVISES) ? "revises" : "depends on";
	}

	/**
	 * A script that refers to one with a higher version than its own.
	 *
	 * @param draft the script
	 * @param key the key of the header that refers
	 * @param target what it refers to
	 */
	record Violation(UnresolvedScript draft, HeaderKey key, UnresolvedScript target) {

		boolean closes(Collection<String> cycle) {
			return cycle.contains(this.draft.script().id()) && cycle.contains(this.target.script().id());
		}

		String verb() {
			return ParentResolver.verb(this.key);
		}

		@Nullable Integer line() {
			return this.draft.line(this.key);
		}

		void report(ScriptProblems problems, Version next) {
			String[] fix = this.draft.isFile() ? new String[] { "db rebase " + ShellWord.of(this.draft.name()) }
					: new String[0];
			problems.add(ProblemType.VERSION_ORDER, List.of(this.draft.name(), this.target.name()), line(),
					"version %s %s %s, which is not lower. Rename it to a version above %s, such as %s%s.".formatted(
							this.draft.version(), verb(), this.target.version(), this.target.version(), next,
							(fix.length > 0) ? ", or run '%s'".formatted(fix[0]) : ""),
					fix);
		}

	}

}
