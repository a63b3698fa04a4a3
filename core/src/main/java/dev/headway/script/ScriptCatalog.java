package dev.headway.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.revision.Version;
import dev.headway.script.name.MisnamedFile;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;

/**
 * All scripts of a listing by their kinds. Versioned scripts can share a version, which
 * is a conflict between heads, and so can their undo scripts. Of other scripts that share
 * their version or description the first one counts, and all of them are a problem. The
 * same script found in two places, unchanged, is one, as in Flyway.
 */
final class ScriptCatalog {

	private final ScriptProblems problems;

	private final Map<List<?>, UnresolvedScript> scripts = new LinkedHashMap<>();

	private final List<String> otherFiles = new ArrayList<>();

	private final NavigableMap<Version, List<UnresolvedScript>> versioned;

	private final NavigableMap<Version, UnresolvedScript> baselines = new TreeMap<>();

	private final List<Script> undos = new ArrayList<>();

	private final Map<Version, List<Script>> undosByVersion = new HashMap<>();

	private final List<Script> repeatables = new ArrayList<>();

	ScriptCatalog(ScriptSettings settings, ScriptListing listing, Collection<CodeMigration> code,
			ScriptProblems problems, ScriptProblems warnings) {
		this.problems = problems;
		ScriptNames names = new ScriptNames(settings.naming());
		addFiles(names, new ScriptReader(settings, problems), listing.resources());
		addCode(code, warnings);
		this.versioned = groups(ScriptKind.VERSIONED, UnresolvedScript::version);
		groups(ScriptKind.BASELINE, UnresolvedScript::version)
			.forEach((version, group) -> this.baselines.put(version, first(group, "version " + version)));
		groups(ScriptKind.UNDO, UnresolvedScript::version).forEach(this::addUndos);
		groups(ScriptKind.REPEATABLE, (script) -> script.script().description()).forEach(
				(text, group) -> this.repeatables.add(first(group, "the description '%s'".formatted(text)).script()));
	}

	private void addFiles(ScriptNames names, ScriptReader reader, List<ScriptResource> resources) {
		for (ScriptResource resource : resources) {
			ScriptProblem unreadable = ScriptProblem.unreadable(resource).orElse(null);
			if (unreadable != null) {
				this.problems.add(unreadable);
				continue;
			}
			ScriptName name = names.read(resource.filename()).orElse(null);
			if (name != null && !resource.isCode()) {
				add(reader.read(name, resource));
			}
			else if (!resource.isCode()) {
				this.otherFiles.add(resource.filename());
			}
		}
		resources.stream()
			.filter((resource) -> resource.isCode() && resource.failure() == null)
			.flatMap((resource) -> reader.readCode(resource).stream())
			.sorted(Comparator.comparing(UnresolvedScript::name))
			.forEach(this::add);
	}

	/**
	 * Add migrations of which only the class is known, unless their sources are.
	 */
	private void addCode(Collection<CodeMigration> migrations, ScriptProblems warnings) {
		Set<Version> sources = this.scripts.values()
			.stream()
			.map(UnresolvedScript::script)
			.filter(Script::isCode)
			.flatMap((script) -> Stream.ofNullable(script.version()))
			.collect(Collectors.toSet());
		migrations.stream()
			.sorted(Comparator.comparing(CodeMigration::className))
			.flatMap((migration) -> migration.read(this.problems, warnings).stream())
			.filter((read) -> read.script().version() == null || !sources.contains(read.script().version()))
			.forEach(this::add);
	}

	private void add(UnresolvedScript added) {
		Script script = added.script();
		this.scripts.putIfAbsent(Arrays.asList(script.kind(), script.version(), script.description(),
				script.relativePath(), script.checksum()), added);
	}

	private <K extends Comparable<K>> NavigableMap<K, List<UnresolvedScript>> groups(ScriptKind kind,
			Function<UnresolvedScript, K> key) {
		TreeMap<K, List<UnresolvedScript>> groups = new TreeMap<>();
		this.scripts.values()
			.stream()
			.filter((script) -> script.script().kind() == kind)
			.forEach((script) -> groups.computeIfAbsent(key.apply(script), (any) -> new ArrayList<>()).add(script));
		return groups;
	}

	private void addUndos(Version version, List<UnresolvedScript> group) {
		boolean shared = this.versioned.getOrDefault(version, List.of()).size() > 1;
		List<UnresolvedScript> undos = shared ? group : List.of(first(group, "version " + version));
		List<Script> scripts = undos.stream().map(UnresolvedScript::script).toList();
		this.undos.addAll(scripts);
		this.undosByVersion.put(version, scripts);
	}

	private UnresolvedScript first(List<UnresolvedScript> group, String shared) {
		UnresolvedScript first = group.get(0);
		if (group.size() > 1) {
			List<String> names = group.stream().map(UnresolvedScript::name).toList();
			Function<Script, String> place = (group.stream()
				.map((script) -> script.script().relativePath())
				.distinct()
				.count() == group.size()) ? Script::relativePath : Script::path;
			String places = group.stream()
				.map(UnresolvedScript::script)
				.map(place)
				.collect(Collectors.joining(" and "));
			ProblemType type = (first.script().kind() == ScriptKind.REPEATABLE) ? ProblemType.DUPLICATE_DESCRIPTION
					: ProblemType.DUPLICATE_VERSION;
			this.problems.add(type, names, "%s share %s. Delete or rename all but one.".formatted(places, shared));
		}
		return first;
	}

	/**
	 * Report the files that are not migrations because of their names. A folder whose
	 * files share another prefix is reported once.
	 * @param settings how scripts are named
	 * @param problems what to add to
	 */
	void checkNames(ScriptSettings settings, ScriptProblems problems) {
		ScriptNames names = new ScriptNames(settings.naming());
		Set<String> files = new LinkedHashSet<>(this.otherFiles);
		String prefix = this.versioned.isEmpty() ? names.sharedPrefix(files).orElse(null) : null;
		if (prefix != null) {
			problems.add(ProblemType.INVALID_NAME, files.iterator().next(), null,
					"All numbered files begin with '%s', not with '%s', so Flyway skips them. If '%s' is their prefix, set spring.flyway.sql-migration-prefix, or add '--prefix %s' to the command."
						.formatted(prefix, settings.naming().versionedPrefix(), prefix, prefix));
			return;
		}
		String skipped = settings.validateNaming()
				? "Flyway refuses this name, because spring.flyway.validate-migration-naming is true"
				: "Flyway skips this file";
		for (String filename : files) {
			MisnamedFile file = names.misnamed(filename, next()).orElse(null);
			if (file != null) {
				(file.runs() ? this.problems : problems).add(ProblemType.INVALID_NAME, filename, null,
						"%s: %s. To run it as a migration, rename it to '%s'; otherwise move it to another folder."
							.formatted(file.runs() ? "Flyway would run this file and fail to record it" : skipped,
									file.reason(), file.newName()));
			}
			else if (settings.validateNaming()) {
				names.refused(filename)
					.ifPresent((reason) -> problems.add(ProblemType.INVALID_NAME, filename, null,
							"%s: %s".formatted(skipped, reason)));
			}
		}
	}

	/**
	 * Return the versioned scripts, of each version one.
	 * @param keeps whether a script keeps its version; if that does not tell, the first
	 * one of a version does
	 * @return the scripts by version
	 */
	NavigableMap<Version, UnresolvedScript> versioned(Predicate<Script> keeps) {
		TreeMap<Version, UnresolvedScript> keepers = new TreeMap<>();
		this.versioned.forEach((version, group) -> {
			List<UnresolvedScript> kept = (group.size() == 1) ? group
					: group.stream().filter((script) -> keeps.test(script.script())).toList();
			keepers.put(version, (kept.size() == 1) ? kept.get(0) : group.get(0));
		});
		return keepers;
	}

	/**
	 * Return the versioned scripts whose version another one keeps. Their ids are their
	 * names, or their paths where names are equal.
	 * @param keepers the scripts that keep their versions
	 * @return the scripts in version order
	 */
	List<UnresolvedScript> duplicates(NavigableMap<Version, UnresolvedScript> keepers) {
		List<UnresolvedScript> duplicates = new ArrayList<>();
		this.versioned.forEach((version, group) -> {
			List<String> names = group.stream().map(UnresolvedScript::name).toList();
			group.stream().filter((script) -> !script.equals(keepers.get(version))).forEach((script) -> {
				boolean unique = Collections.frequency(names, script.name()) == 1;
				duplicates.add(script.withId(unique ? script.name() : script.script().relativePath()));
			});
		});
		return duplicates;
	}

	NavigableMap<Version, UnresolvedScript> baselines() {
		return this.baselines;
	}

	/**
	 * Return the undo scripts; several of a version only where migrations share it.
	 * @return the scripts in version order
	 */
	List<Script> undos() {
		return Collections.unmodifiableList(this.undos);
	}

	/**
	 * Return the undo script of a migration: of several with its version, the one with
	 * its description.
	 */
	Optional<Script> undo(Version version, String description) {
		List<Script> undos = this.undosByVersion.getOrDefault(version, List.of());
		return undos.stream().filter((undo) -> undos.size() == 1 || undo.description().equals(description)).findFirst();
	}

	List<Script> repeatables() {
		return Collections.unmodifiableList(this.repeatables);
	}

	List<String> otherFiles() {
		return Collections.unmodifiableList(this.otherFiles);
	}

	/**
	 * Return a version that no script has.
	 * @return the version after the highest one
	 */
	Version next() {
		return this.versioned.isEmpty() ? Version.FIRST : this.versioned.lastKey().next();
	}

}
