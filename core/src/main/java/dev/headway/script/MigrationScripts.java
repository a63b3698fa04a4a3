package dev.headway.script;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;

/**
 * The migrations of an application: each {@link Script}, the {@link RevisionGraph} they
 * form, or every {@link ScriptProblem} that prevents it.
 */
public final class MigrationScripts {

	private final List<Script> revisions;

	private final List<Script> repeatables;

	private final List<Script> baselines;

	private final List<Script> undos;

	private final List<String> otherFiles;

	private final Map<Version, Script> nodes = new TreeMap<>();

	private final @Nullable RevisionGraph graph;

	private final List<ScriptProblem> problems;

	private final List<HeadFile> headFiles;

	private MigrationScripts(ScriptSettings settings, ScriptListing listing, Collection<CodeMigration> code) {
		ScriptProblems problems = new ScriptProblems();
		checkLocations(settings, listing, code, problems);
		ScriptCatalog catalog = new ScriptCatalog(settings, problems);
		catalog.addFiles(listing.resources());
		catalog.addCode(code);
		NavigableMap<Version, UnresolvedScript> versioned = catalog.versioned(ScriptKind.VERSIONED);
		NavigableMap<Version, UnresolvedScript> baselines = catalog.versioned(ScriptKind.BASELINE);
		this.repeatables = catalog.repeatables();
		this.baselines = scripts(baselines);
		this.undos = scripts(catalog.versioned(ScriptKind.UNDO));
		this.otherFiles = List.copyOf(catalog.otherFiles());
		catalog.reportMisnamedFiles(next(versioned));
		ParentResolver resolver = new ParentResolver(settings.parentRule(), versioned, baselines, problems);
		this.revisions = resolver.resolve();
		this.graph = new RevisionGraphBuilder(resolver, versioned, problems, next(versioned)).build(this.revisions);
		resolver.baselinesNeeded().forEach((baseline) -> this.nodes.put(baseline.version(), baseline.script()));
		this.revisions.forEach((script) -> this.nodes.put(script.requireVersion(), script));
		this.problems = problems.found();
		this.headFiles = HeadFile.in(listing);
	}

	/**
	 * Load the migrations of a source.
	 * @param settings how scripts are named and read
	 * @param source where they are
	 * @param code migrations written in Java
	 * @return the migrations
	 */
	public static MigrationScripts load(ScriptSettings settings, ScriptSource source, Collection<CodeMigration> code) {
		try (ScriptListing listing = source.list()) {
			return load(settings, listing, code);
		}
	}

	/**
	 * Load the migrations of a listing, which stays open.
	 * @param settings how scripts are named and read
	 * @param listing the files
	 * @param code migrations written in Java
	 * @return the migrations
	 */
	public static MigrationScripts load(ScriptSettings settings, ScriptListing listing,
			Collection<CodeMigration> code) {
		return new MigrationScripts(settings, listing, code);
	}

	/**
	 * Return the versioned migrations, files and classes.
	 * @return the scripts in version order
	 */
	public List<Script> revisions() {
		return this.revisions;
	}

	/**
	 * Return the repeatable migrations, files and classes.
	 * @return the scripts in order of their descriptions, as Flyway runs them
	 */
	public List<Script> repeatables() {
		return this.repeatables;
	}

	/**
	 * Return the baseline migrations.
	 * @return the scripts in version order
	 */
	public List<Script> baselines() {
		return this.baselines;
	}

	/**
	 * Return the undo migrations.
	 * @return the scripts in version order
	 */
	public List<Script> undos() {
		return this.undos;
	}

	/**
	 * Return the other files in the locations, such as Flyway's SQL callbacks.
	 * @return the names of the files
	 */
	public List<String> otherFiles() {
		return this.otherFiles;
	}

	/**
	 * Find the script of a revision of the graph: a versioned migration, or a baseline
	 * migration that replaces deleted scripts.
	 * @param version the version of the revision
	 * @return the script, empty if there is none
	 */
	public Optional<Script> find(Version version) {
		return Optional.ofNullable(this.nodes.get(version));
	}

	/**
	 * Find the script of a revision of the graph.
	 * @param id the id of the revision, in any form of its version
	 * @return the script, empty if there is none
	 */
	public Optional<Script> find(String id) {
		return Version.parse(id).flatMap(this::find);
	}

	/**
	 * Return everything that is wrong.
	 * @return the problems, empty if there is a graph
	 */
	public List<ScriptProblem> problems() {
		return this.problems;
	}

	/**
	 * Return the graph of the versioned migrations, and of baseline migrations that
	 * replace deleted scripts.
	 * @return the graph, empty if there are problems
	 */
	public Optional<RevisionGraph> graph() {
		return Optional.ofNullable(this.graph);
	}

	/**
	 * Return the files named {@code HEAD} in the locations, which are read when checked.
	 * @return the files, empty if there are none
	 */
	public List<HeadFile> headFiles() {
		return this.headFiles;
	}

	/**
	 * Add the problems of the locations. As in Flyway, a missing location is not a
	 * problem by default. It is one if all are missing and there are no migrations in
	 * Java.
	 */
	private static void checkLocations(ScriptSettings settings, ScriptListing listing, Collection<CodeMigration> code,
			ScriptProblems problems) {
		for (String location : listing.unsupportedLocations()) {
			problems.add(ProblemType.UNSUPPORTED_LOCATION,
					"Location '%s' is neither in the file system nor on the class path. Use 'filesystem:' or 'classpath:'."
						.formatted(location));
		}
		UnfinishedEdit.in(listing.resources())
			.ifPresent((edit) -> problems.add(ProblemType.UNFINISHED_EDIT, edit.message()));
		boolean allMissing = listing.locations().isEmpty() && listing.unsupportedLocations().isEmpty()
				&& code.isEmpty();
		if (settings.failOnMissingLocations() || allMissing) {
			for (String location : listing.missingLocations()) {
				problems.add(ProblemType.MISSING_LOCATION,
						"Location '%s' does not exist. Create it, or correct 'spring.flyway.locations'."
							.formatted(location));
			}
		}
	}

	private static List<Script> scripts(NavigableMap<Version, UnresolvedScript> drafts) {
		return drafts.values().stream().map(UnresolvedScript::script).toList();
	}

	private static Version next(NavigableMap<Version, UnresolvedScript> drafts) {
		return drafts.isEmpty() ? Version.FIRST : drafts.lastKey().next();
	}

}
