package dev.headway.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;

/**
 * The versioned scripts of a {@link ScriptCatalog} with their parents, and the graph that
 * they form.
 */
final class ResolvedRevisions {

	private final List<Script> scripts;

	private final Map<Version, Script> byVersion = new TreeMap<>();

	private final Map<String, Script> byId = new HashMap<>();

	private final @Nullable RevisionGraph graph;

	private final List<ScriptProblem> problems;

	private final List<ScriptProblem> warnings;

	/**
	 * Resolve the scripts.
	 * @param rule what a script without a header revises
	 * @param catalog the scripts
	 * @param keeps which of several scripts of a version has it as id
	 * @param known the problems found so far
	 */
	ResolvedRevisions(ParentRule rule, ScriptCatalog catalog, Predicate<Script> keeps,
			Collection<ScriptProblem> known) {
		ScriptProblems problems = new ScriptProblems(known);
		NavigableMap<Version, UnresolvedScript> keepers = catalog.versioned(keeps);
		ParentResolver parents = new ParentResolver(rule, keepers, catalog.duplicates(keepers), catalog.baselines(),
				problems);
		this.scripts = parents.resolve();
		this.graph = new RevisionGraphBuilder(parents, problems, catalog.next()).build(this.scripts);
		parents.baselinesNeeded().forEach((baseline) -> add(baseline.script()));
		this.scripts.forEach(this::add);
		this.problems = problems.found();
		ScriptProblems warnings = new ScriptProblems(List.of());
		if (this.graph != null && this.graph.heads().size() > 1) {
			parents.checkPlaces(this.scripts, warnings);
		}
		this.warnings = warnings.found();
	}

	private void add(Script script) {
		this.byId.put(script.id(), script);
		this.byVersion.putIfAbsent(script.requireVersion(), script);
	}

	List<Script> scripts() {
		return this.scripts;
	}

	Map<Version, Script> byVersion() {
		return this.byVersion;
	}

	Map<String, Script> byId() {
		return this.byId;
	}

	@Nullable RevisionGraph graph() {
		return this.graph;
	}

	List<ScriptProblem> problems() {
		return this.problems;
	}

	List<ScriptProblem> warnings() {
		return this.warnings;
	}

	/**
	 * Return the scripts that share a version.
	 * @return groups of two or more, in version order
	 */
	List<List<Script>> shared() {
		Map<Version, List<Script>> groups = new LinkedHashMap<>();
		this.scripts.forEach(
				(script) -> groups.computeIfAbsent(script.requireVersion(), (any) -> new ArrayList<>()).add(script));
		return groups.values().stream().filter((group) -> group.size() > 1).toList();
	}

}
