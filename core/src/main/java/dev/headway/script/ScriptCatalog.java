package dev.headway.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.headway.ProblemType;
import dev.headway.revision.Version;
import dev.headway.script.name.MisnamedFile;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;

/**
 * All scripts of a listing, sorted out by what they are for. Of several that have the
 * same version, or the same description if repeatable, the first one counts, and all of
 * them are a problem. The same script found in two places, unchanged, is one, as in
 * Flyway.
 */
final class ScriptCatalog {

	private final ScriptSettings settings;

	private final ScriptProblems problems;

	private final Map<List<?>, UnresolvedScript> drafts = new LinkedHashMap<>();

	private final Map<String, MisnamedFile> misnomers = new LinkedHashMap<>();

	private final List<String> otherFiles = new ArrayList<>();

	ScriptCatalog(ScriptSettings settings, ScriptProblems problems) {
		this.settings = settings;
		this.problems = problems;
	}

	void addFiles(List<ScriptResource> resources) {
		ScriptNames names = new ScriptNames(this.settings.naming());
		ScriptReader reader = new ScriptReader(this.settings, this.problems);
		for (ScriptResource resource : resources) {
			ScriptName name = names.read(resource.filename()).orElse(null);
			if (name != null) {
				add(reader.read(name, resource));
			}
			else {
				this.otherFiles.add(resource.filename());
				names.misnomer(resource.filename())
					.ifPresent((misnomer) -> this.misnomers.put(resource.filename(), misnomer));
			}
		}
	}

	void addCode(Collection<CodeMigration> migrations) {
		CodeReader reader = new CodeReader(this.problems);
		migrations.stream()
			.sorted(Comparator.comparing(CodeMigration::className))
			.forEach((migration) -> reader.read(migration).ifPresent(this::add));
	}

	/**
	 * Return the scripts of a kind that has versions.
	 * @param kind the kind
	 * @return the scripts by version
	 */
	NavigableMap<Version, UnresolvedScript> versioned(ScriptKind kind) {
		TreeMap<Version, List<UnresolvedScript>> groups = new TreeMap<>();
		for (UnresolvedScript draft : this.drafts.values()) {
			if (draft.script().kind() == kind) {
				groups.computeIfAbsent(draft.version(), (any) -> new ArrayList<>()).add(draft);
			}
		}
		TreeMap<Version, UnresolvedScript> scripts = new TreeMap<>();
		groups.forEach((version, group) -> {
			checkUnique(group, "version %s", version);
			scripts.put(version, group.get(0));
		});
		return scripts;
	}

	List<Script> repeatables() {
		TreeMap<String, List<UnresolvedScript>> groups = new TreeMap<>();
		for (UnresolvedScript draft : this.drafts.values()) {
			if (draft.script().kind() == ScriptKind.REPEATABLE) {
				groups.computeIfAbsent(draft.script().description(), (any) -> new ArrayList<>()).add(draft);
			}
		}
		groups.forEach((description, group) -> checkUnique(group, "the description '%s'", description));
		return groups.values().stream().map((group) -> group.get(0).script()).toList();
	}

	List<String> otherFiles() {
		return this.otherFiles;
	}

	/**
	 * Report files that were meant for migrations but are not named like one.
	 * @param next a version that none has
	 */
	void reportMisnomers(Version next) {
		this.misnomers.forEach((name, misnomer) -> this.problems.add(ProblemType.INVALID_NAME, name, null,
				"Flyway would skip this file: %s. Rename it to '%s'.".formatted(misnomer.reason(),
						misnomer.rename(next))));
	}

	private void add(UnresolvedScript draft) {
		Script script = draft.script();
		this.drafts.putIfAbsent(Arrays.asList(script.kind(), script.version(), script.description(),
				script.relativePath(), script.checksum()), draft);
	}

	private void checkUnique(List<UnresolvedScript> group, String shared, Object value) {
		if (group.size() == 1) {
			return;
		}
		List<String> names = group.stream().map(UnresolvedScript::name).toList();
		List<String> paths = group.stream().map((draft) -> draft.script().path()).toList();
		ScriptKind kind = group.get(0).script().kind();
		ProblemType type = (kind == ScriptKind.REPEATABLE) ? ProblemType.DUPLICATE_DESCRIPTION
				: ProblemType.DUPLICATE_VERSION;
		String advice = (kind == ScriptKind.VERSIONED) ? newVersion(group) : "Delete or rename all but one";
		this.problems.add(type, names, null,
				"%s share %s. %s.".formatted(String.join(" and ", paths), shared.formatted(value), advice));
	}

	private static String newVersion(List<UnresolvedScript> group) {
		String advice = "Give one of them another version";
		return group.stream()
			.filter(UnresolvedScript::isFile)
			.reduce((first, second) -> second)
			.map((last) -> advice + ": 'db rebase %s'".formatted(last.name()))
			.orElse(advice);
	}

}
