package dev.headway.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.headway.ProblemType;
import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptName;
import dev.headway.script.name.ScriptNames;

/**
 * The scripts of a {@link ScriptListing} and the {@link CodeMigration}s, by their kinds.
 * Scripts that share a version, or a description if repeatable, are a problem, and only
 * the first one is used. As in Flyway, the same script in two places counts once if its
 * content is the same.
 */
final class ScriptCatalog {

	private final ScriptSettings settings;

	private final ScriptNames names;

	private final ScriptProblems problems;

	private final Map<List<?>, UnresolvedScript> drafts = new LinkedHashMap<>();

	private final List<String> otherFiles = new ArrayList<>();

	ScriptCatalog(ScriptSettings settings, ScriptProblems problems) {
		this.settings = settings;
		this.names = new ScriptNames(settings.naming());
		this.problems = problems;
	}

	void addFiles(List<ScriptResource> resources) {
		ScriptReader reader = new ScriptReader(this.settings, this.problems);
		for (ScriptResource resource : resources) {
			ScriptName name = this.names.read(resource.filename()).orElse(null);
			if (name != null) {
				add(reader.read(name, resource));
			}
			else {
				this.otherFiles.add(resource.filename());
			}
		}
	}

	void addCode(Collection<CodeMigration> migrations) {
		migrations.stream()
			.sorted(Comparator.comparing(CodeMigration::className))
			.forEach((migration) -> migration.read(this.problems).ifPresent(this::add));
	}

	NavigableMap<Version, UnresolvedScript> versioned(ScriptKind kind) {
		return unique(kind, UnresolvedScript::version, "version %s");
	}

	List<Script> repeatables() {
		return unique(ScriptKind.REPEATABLE, (draft) -> draft.script().description(), "the description '%s'").values()
			.stream()
			.map(UnresolvedScript::script)
			.toList();
	}

	List<String> otherFiles() {
		return this.otherFiles;
	}

	void reportMisnamedFiles(Version next) {
		for (String filename : new LinkedHashSet<>(this.otherFiles)) {
			this.names.misnamed(filename, next)
				.ifPresent((file) -> this.problems.add(ProblemType.INVALID_NAME, filename, null,
						"Flyway would skip this file: %s. Rename it to '%s'.".formatted(file.reason(),
								file.newName())));
		}
	}

	private void add(UnresolvedScript draft) {
		Script script = draft.script();
		this.drafts.putIfAbsent(Arrays.asList(script.kind(), script.version(), script.description(),
				script.relativePath(), script.checksum()), draft);
	}

	private <K extends Comparable<K>> NavigableMap<K, UnresolvedScript> unique(ScriptKind kind,
			Function<UnresolvedScript, K> key, String shared) {
		NavigableMap<K, UnresolvedScript> unique = new TreeMap<>();
		this.drafts.values()
			.stream()
			.filter((draft) -> draft.script().kind() == kind)
			.collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
			.forEach((value, group) -> {
				unique.put(value, group.get(0));
				if (group.size() > 1) {
					addDuplicate(group, shared.formatted(value));
				}
			});
		return unique;
	}

	private void addDuplicate(List<UnresolvedScript> group, String shared) {
		List<String> names = group.stream().map(UnresolvedScript::name).toList();
		List<String> paths = group.stream().map((draft) -> draft.script().path()).toList();
		ScriptKind kind = group.get(0).script().kind();
		ProblemType type = (kind == ScriptKind.REPEATABLE) ? ProblemType.DUPLICATE_DESCRIPTION
				: ProblemType.DUPLICATE_VERSION;
		String advice = (kind == ScriptKind.VERSIONED) ? newVersion(group) : "Delete or rename all but one";
		this.problems.add(type, names, null, "%s share %s. %s.".formatted(String.join(" and ", paths), shared, advice));
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
