package dev.headway.command.invocation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.LinePrinter;
import dev.headway.command.git.GitException;
import dev.headway.command.git.GitRepository;
import dev.headway.command.git.GitTargetBranch;
import dev.headway.command.text.Revisions;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.revision.RevisionException;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.VendorFolders;

/**
 * One run of a command: its {@link CommandContext} and its {@link FileOptions}.
 */
public final class Invocation {

	private final Map<String, CommandContext> histories;

	private final String line;

	private final boolean json;

	private final FileOptions options = new FileOptions();

	private final MigrationFolders folders = new MigrationFolders(this.options, () -> this.context.folders());

	private @Nullable List<ScriptResource> files;

	private boolean committed;

	private CommandContext context;

	/**
	 * Create an invocation.
	 * @param histories the contexts of all histories, by name; the command begins with
	 * the first one
	 * @param args the verb and what follows it
	 */
	public Invocation(Map<String, CommandContext> histories, String... args) {
		this.histories = histories;
		this.context = histories.values().iterator().next();
		this.line = ShellWord.all(List.of(args));
		this.json = isJson(List.of(args));
		if (this.json) {
			console().out().divertLines(console().err());
		}
	}

	public FileOptions options() {
		return this.options;
	}

	public Console console() {
		return this.context.console();
	}

	/**
	 * Whether a program reads the output. Then it has nothing but one answer, and lines
	 * for people go where errors go.
	 * @return whether to print JSON
	 */
	public boolean json() {
		return this.json;
	}

	/**
	 * Whether arguments ask for JSON, also if they are wrong.
	 * @param args the verb and what follows it
	 * @return whether to print JSON
	 */
	public static boolean isJson(List<String> args) {
		String line = String.join("\n", args).toLowerCase(Locale.ROOT) + "\n";
		return args.contains("--json") || line.contains("\n--format\njson\n") || line.contains("\n--format=json\n");
	}

	/**
	 * What is added to the commands that are printed.
	 * @return the option
	 */
	public FlywayOption option() {
		return this.context.option();
	}

	public LinePrinter out() {
		return console().out();
	}

	/**
	 * Print lines with colors.
	 * @param lines the lines, in which what has no color is printable already
	 */
	public void print(List<String> lines) {
		lines.forEach(out()::printColored);
	}

	/**
	 * The histories that the command is about.
	 * @return their names
	 */
	public List<String> histories() {
		List<String> names = List.copyOf(this.histories.keySet());
		return this.options.locations().isEmpty() ? names : names.subList(0, 1);
	}

	/**
	 * Continue with one of the histories.
	 * @param name one of {@link #histories()}
	 */
	public void useHistory(String name) {
		this.context = Objects.requireNonNull(this.histories.get(name));
		use("");
	}

	/**
	 * The databases that {@code {vendor}} in a location stands for.
	 * @return the names of their folders, or an empty name if there is no
	 * {@code {vendor}}
	 */
	public List<String> vendors() {
		return this.folders.vendors();
	}

	/**
	 * Continue with the folders of one database.
	 * @param vendor one of {@link #vendors()}
	 */
	public void use(String vendor) {
		this.folders.use(vendor);
		this.files = null;
		this.committed = false;
	}

	/**
	 * Continue with files as Git has them, instead of those in the work tree.
	 * @param committed the files
	 */
	public void use(List<ScriptResource> committed) {
		this.files = checked(committed);
		this.committed = true;
	}

	/**
	 * The folders of the migrations, which need not exist.
	 * @return the folders, those of the first database if there are several
	 */
	public SourceFolders folders() {
		return this.folders.current();
	}

	/**
	 * The locations as options of a command.
	 * @return folders, with wildcards and {@code {vendor}}
	 */
	public List<String> locations() {
		return this.folders.locations();
	}

	public Path location() {
		return folders().folder();
	}

	/**
	 * The folder for new files, which is one of the folders of the migrations.
	 * @return the folder
	 * @throws CommandException if one of the folders does not exist or cannot be read
	 */
	public Path folder() {
		this.folders.require();
		return location();
	}

	/**
	 * Continue with the folder of a database as that for new files, if one of several
	 * locations is for it and no option says where they go.
	 * @param database the product
	 * @return a remark if they go to a folder that several databases share
	 */
	public Optional<String> intoFolderOf(String database) {
		return this.folders.intoFolderOf(database);
	}

	public ScriptSettings settings(boolean verifyContent) {
		return this.options.settings(this.context.settings(), verifyContent);
	}

	/**
	 * The options that the commands need outside of an application to read these files as
	 * here, apart from locations.
	 * @return words such as {@code --prefix=M}
	 */
	public List<String> fileOptions() {
		return FileOptions.of(settings(true));
	}

	public List<ScriptResource> files() {
		List<ScriptResource> files = this.files;
		if (files == null) {
			folder();
			files = checked(folders().list());
			this.files = files;
		}
		return files;
	}

	/**
	 * The migrations of the application if there is one, otherwise those in the folder,
	 * even if they have problems.
	 * @param verifyContent whether to check the encoding and headers of all files
	 * @return the scripts
	 */
	public MigrationScripts scripts(boolean verifyContent) {
		Supplier<MigrationScripts> scripts = this.context.scripts();
		if (scripts != null && this.options.locations().isEmpty() && !this.committed) {
			return scripts.get();
		}
		List<ScriptResource> files = files();
		return MigrationScripts.load(settings(verifyContent), folders().listing(files), this.context.code());
	}

	public ScriptFolder editedFolder() {
		Supplier<MigrationScripts> scripts = this.context.scripts();
		ScriptFolder folder = ScriptFolder.of(folders(), settings(false), this.context.code());
		return (scripts == null || !this.options.locations().isEmpty()) ? folder
				: folder.beside(new PackagedScripts(folders(), scripts.get()).list());
	}

	/**
	 * Names of files whose versions new ones should not have: those of other branches
	 * and, for files of every database, those of other databases.
	 * @return the names
	 */
	Set<String> reserved() {
		Set<String> reserved = new LinkedHashSet<>(otherBranches().keySet());
		reserved.addAll(this.folders.filesOfOthers());
		return reserved;
	}

	MigrationFolders migrationFolders() {
		return this.folders;
	}

	/**
	 * The branch that the migrations are merged into, as Git knows it.
	 * @param against its name, {@code null} if it is not specified
	 * @param named symbols of revisions, or names of files, that are to move
	 * @return the branch, empty if it is not known
	 */
	public Optional<TargetBranch> target(@Nullable String against, List<String> named) {
		if (against == null && !Files.isDirectory(location())) {
			return Optional.empty();
		}
		List<ScriptResource> files = files();
		return GitTargetBranch.find(folders(), against, named.isEmpty() ? List.of() : paths(named), files)
			.map((branch) -> branch);
	}

	/**
	 * Find the migrations that other branches have added, as far as they are fetched.
	 * @return the branches by the names of files
	 */
	public Map<String, String> otherBranches() {
		try {
			return Files.isDirectory(location()) ? GitRepository.at(folders()).otherBranches() : Map.of();
		}
		catch (GitException ex) {
			return Map.of();
		}
	}

	private List<String> paths(List<String> named) {
		MigrationScripts scripts = scripts(false);
		return named.stream()
			.flatMap((symbol) -> scripts.revisions()
				.stream()
				.filter((script) -> script.name().equals(symbol) || script.relativePath().equals(symbol))
				.findFirst()
				.or(() -> scripts.find(symbol))
				.stream())
			.map(Script::relativePath)
			.toList();
	}

	/**
	 * The revisions, as the files show them.
	 * @return the revisions
	 */
	public Revisions revisions() {
		return revisions(null);
	}

	public Revisions revisions(@Nullable MigrationState state) {
		MigrationScripts scripts = scripts(false);
		return new Revisions(scripts.graph()
			.orElseThrow(() -> new CommandException(ExitCode.INVALID, "The migrations do not form a valid graph:",
					scripts.problems().stream().map(ScriptProblem::message).toList())),
				scripts, state);
	}

	/**
	 * The revisions, with their state in the database if there is one.
	 * @return the revisions
	 */
	public Revisions revisionsWithDatabase() {
		return revisions((this.context.service() != null) ? service().state() : null);
	}

	public boolean hasService() {
		return this.context.service() != null && histories().size() == this.histories.size();
	}

	public MigrationService service() {
		Supplier<MigrationService> service = this.context.service();
		if (service == null) {
			throw withoutApplication();
		}
		return service.get();
	}

	public ModelSource model() {
		ModelSource model = this.context.model();
		if (model == null) {
			throw withoutApplication();
		}
		return model;
	}

	private CommandException withoutApplication() {
		return new CommandException(ExitCode.USAGE,
				"This verb needs the database, and therefore the application. Run 'java -jar app.jar db %s'."
					.formatted(this.line));
	}

	/**
	 * Let the progress show how many revisions will run.
	 * @param steps counts them
	 */
	public void expect(ToIntFunction<MigrationState> steps) {
		ConsoleMigrationListener progress = this.context.progress();
		if (progress != null) {
			progress.expect(steps);
		}
	}

	/**
	 * Let the progress show how many steps a plan has.
	 * @param plan plans from the applied revisions; where it fails, the service will say
	 * why
	 */
	public void expect(BiFunction<MigrationPlanner, Set<String>, MigrationPlan> plan) {
		expect((before) -> {
			try {
				return scripts(false).graph()
					.map((graph) -> plan.apply(new MigrationPlanner(graph), before.applied(graph)).steps().size())
					.orElse(0);
			}
			catch (RevisionException ex) {
				return 0;
			}
		});
	}

	@Nullable ConsoleMigrationListener progress() {
		return this.context.progress();
	}

	private List<ScriptResource> checked(List<ScriptResource> files) {
		VendorFolders.find(settings(false).naming(), files.stream().map(ScriptResource::relativePath).toList())
			.ifPresent((vendors) -> {
				throw new CommandException(ExitCode.INVALID, vendors.message(location()));
			});
		return files;
	}

}
