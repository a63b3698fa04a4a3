package dev.headway.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.headway.ProblemType;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.file.UnfinishedEdit;

/**
 * The migrations of an application: each {@link Script}, the {@link RevisionGraph} they
 * form, or every {@link ScriptProblem} that prevents it.
 */
public final class MigrationScripts {

	private final ParentRule rule;

	private final ScriptCatalog catalog;

	private final List<ScriptProblem> problemsOfFiles;

	private final List<ScriptProblem> warningsOfFiles;

	private final List<HeadFile> headFiles;

	private final ResolvedRevisions resolved;

	private final HeadRule headRule;

	private final Resolution resolution;

	private MigrationScripts(ParentRule rule, HeadRule headRule, Resolution resolution, ScriptCatalog catalog,
			List<ScriptProblem> problemsOfFiles, List<ScriptProblem> warningsOfFiles, List<HeadFile> headFiles,
			Predicate<Script> keeps) {
		this.rule = rule;
		this.headRule = headRule;
		this.resolution = resolution;
		this.catalog = catalog;
		this.problemsOfFiles = problemsOfFiles;
		this.warningsOfFiles = warningsOfFiles;
		this.headFiles = headFiles;
		this.resolved = new ResolvedRevisions(rule, catalog, keeps, problemsOfFiles);
	}

	/**
	 * Load the migrations of a source.
	 * @param settings how scripts are named and read
	 * @param source where they are
	 * @param code migrations written in Java
	 * @return the migrations
	 */
	public static MigrationScripts load(ScriptSettings settings, Supplier<ScriptListing> source,
			Collection<CodeMigration> code) {
		try (ScriptListing listing = source.get()) {
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
		ScriptProblems problems = new ScriptProblems(List.of());
		ScriptProblems warnings = new ScriptProblems(List.of());
		checkLocations(listing, problems, settings.failOnMissingLocations() ? problems : warnings);
		ScriptCatalog catalog = new ScriptCatalog(settings, listing, code, problems, warnings);
		catalog.checkNames(settings, settings.validateNaming() ? problems : warnings);
		return new MigrationScripts(settings.parentRule(), settings.headRule(), settings.resolution(), catalog,
				problems.found(), warnings.found(), HeadFile.in(listing), (script) -> false);
	}

	/**
	 * Return the same migrations, where some are known to keep a version that several
	 * have.
	 * @param keeps whether a script keeps its version, because it is applied or on the
	 * target branch
	 * @return the migrations, in which the others of that version have their names as ids
	 */
	public MigrationScripts keeping(Predicate<Script> keeps) {
		return shared().isEmpty() ? this : new MigrationScripts(this.rule, this.headRule, this.resolution, this.catalog,
				this.problemsOfFiles, this.warningsOfFiles, this.headFiles, keeps);
	}

	/**
	 * Return how many heads there may be.
	 * @return the rule
	 */
	public HeadRule headRule() {
		return this.headRule;
	}

	/**
	 * Return which way to resolve a conflict messages name first.
	 * @return the way
	 */
	public Resolution resolution() {
		return this.resolution;
	}

	/**
	 * Return the versioned migrations, files and classes.
	 * @return the scripts in version order
	 */
	public List<Script> revisions() {
		return this.resolved.scripts();
	}

	/**
	 * Find what can move if several scripts share a version.
	 * @param sharing the scripts
	 * @return all but one of them, for each that could stay
	 */
	public static List<List<Script>> allButOne(List<Script> sharing) {
		List<List<Script>> choices = new ArrayList<>();
		for (int i = sharing.size() - 1; i >= 0; i--) {
			List<Script> others = new ArrayList<>(sharing);
			others.remove(i);
			choices.add(others);
		}
		return choices;
	}

	/**
	 * Return the versioned migrations that share a version, which is a conflict between
	 * heads.
	 * @return groups of two or more, in version order
	 */
	public List<List<Script>> shared() {
		return this.resolved.shared();
	}

	/**
	 * Return how commands and messages name a migration.
	 * @param script one of {@link #revisions()}
	 * @return the name of its file or class, or its path below its location if another
	 * one has the same name
	 */
	public String nameOf(Script script) {
		boolean unique = revisions().stream().filter((other) -> other.name().equals(script.name())).count() < 2;
		return unique ? script.name() : script.relativePath();
	}

	/**
	 * Return the repeatable migrations, files and classes.
	 * @return the scripts in order of their descriptions, as Flyway runs them
	 */
	public List<Script> repeatables() {
		return this.catalog.repeatables();
	}

	/**
	 * Return the baseline migrations.
	 * @return the scripts in version order
	 */
	public List<Script> baselines() {
		return this.catalog.baselines().values().stream().map(UnresolvedScript::script).toList();
	}

	/**
	 * Return the undo migrations.
	 * @return the scripts in version order
	 */
	public List<Script> undos() {
		return this.catalog.undos();
	}

	/**
	 * Find the undo migration of a versioned migration.
	 * @param version the version of the migration
	 * @param description its description, which matters only if several have this version
	 * @return the undo migration, empty if there is none
	 */
	public Optional<Script> undo(Version version, String description) {
		return this.catalog.undo(version, description);
	}

	/**
	 * Return the other files in the locations, such as Flyway's SQL callbacks.
	 * @return the names of the files
	 */
	public List<String> otherFiles() {
		return this.catalog.otherFiles();
	}

	/**
	 * Find the script of a revision of the graph: a versioned migration, or a baseline
	 * migration that replaces deleted scripts.
	 * @param version the version of the revision
	 * @return the script, empty if there is none
	 */
	public Optional<Script> find(Version version) {
		return Optional.ofNullable(this.resolved.byVersion().get(version));
	}

	/**
	 * Find the script of a revision of the graph.
	 * @param id the id of the revision, in any form of its version
	 * @return the script, empty if there is none
	 */
	public Optional<Script> find(String id) {
		return Optional.ofNullable(this.resolved.byId().get(id)).or(() -> Version.parse(id).flatMap(this::find));
	}

	/**
	 * Return everything that is wrong.
	 * @return the problems, empty if there is a graph
	 */
	public List<ScriptProblem> problems() {
		return this.resolved.problems();
	}

	/**
	 * Return what may be a mistake, but is left out by Flyway without an error: files
	 * whose names it skips and locations that do not exist, unless the settings make them
	 * problems, and classes that cannot be instantiated.
	 * @return the warnings, which do not prevent a graph
	 */
	public List<ScriptProblem> warnings() {
		return Stream.concat(this.warningsOfFiles.stream(), this.resolved.warnings().stream()).toList();
	}

	/**
	 * Return the graph of the versioned migrations, and of baseline migrations that
	 * replace deleted scripts.
	 * @return the graph, empty if there are problems
	 */
	public Optional<RevisionGraph> graph() {
		return Optional.ofNullable(this.resolved.graph());
	}

	/**
	 * Return the files named {@code HEAD} in the locations, which are read when checked.
	 * @return the files, empty if there are none
	 */
	public List<HeadFile> headFiles() {
		return this.headFiles;
	}

	private static void checkLocations(ScriptListing listing, ScriptProblems problems, ScriptProblems missing) {
		for (String location : listing.unsupportedLocations()) {
			problems.add(ProblemType.UNSUPPORTED_LOCATION,
					"Location '%s' is neither in the file system nor on the class path. Use 'filesystem:' or 'classpath:'."
						.formatted(location));
		}
		UnfinishedEdit.in(listing.folders())
			.ifPresent((edit) -> problems.add(ProblemType.UNFINISHED_EDIT, edit.message()));
		for (String location : listing.missingLocations()) {
			missing.add(ProblemType.MISSING_LOCATION,
					"Unable to resolve location '%s': it does not exist. Create it, or correct spring.flyway.locations."
						.formatted(location));
		}
	}

}
