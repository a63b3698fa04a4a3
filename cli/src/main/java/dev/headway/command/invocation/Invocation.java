package dev.headway.command.invocation;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import dev.headway.ShortList;
import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
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
import dev.headway.script.location.ScriptLocations;
import dev.headway.script.name.VendorFolders;

/**
 * One run of a command: its {@link CommandContext} and its {@link FileOptions}.
 */
public final class Invocation {

	private final CommandContext context;

	private final String line;

	private final FileOptions options = new FileOptions();

	private @Nullable List<ScriptResource> files;

	public Invocation(CommandContext context, String... args) {
		this.context = context;
		this.line = String.join(" ", args);
	}

	public FileOptions options() {
		return this.options;
	}

	public Console console() {
		return this.context.console();
	}

	/**
	 * What is added to the commands that are printed.
	 * @return the option
	 */
	public FlywayOption option() {
		return this.context.option();
	}

	public PrintWriter out() {
		return console().out();
	}

	public void print(List<String> lines) {
		lines.forEach(out()::println);
	}

	public Path location() {
		Path location = this.options.location();
		return (location != null) ? location : this.context.folder();
	}

	/**
	 * The folder of the migrations.
	 * @return the folder
	 * @throws CommandException if it does not exist or cannot be read
	 */
	public Path folder() {
		Path folder = location();
		if (!Files.isDirectory(folder)) {
			throw new CommandException(ExitCode.INVALID,
					"There is no folder '%s'. Specify the migrations folder with --location, or create it with 'db init'."
						.formatted(folder));
		}
		if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
			throw new CommandException(ExitCode.INVALID,
					"The folder '%s' cannot be read. Fix its permissions.".formatted(folder));
		}
		return folder;
	}

	public ScriptSettings settings(boolean verifyContent) {
		return this.options.settings(this.context.settings(), verifyContent);
	}

	public List<ScriptResource> files() {
		List<ScriptResource> files = this.files;
		if (files == null) {
			files = list();
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
		if (scripts != null && this.options.location() == null) {
			return scripts.get();
		}
		List<ScriptResource> files = files();
		return MigrationScripts.load(settings(verifyContent), () -> files, this.context.code());
	}

	public ScriptFolder editedFolder() {
		return ScriptFolder.of(location(), settings(false), this.context.code());
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
		List<String> paths = files().stream().map(ScriptResource::relativePath).toList();
		return GitTargetBranch.find(folder(), against, named.isEmpty() ? List.of() : paths(named), paths)
			.map((branch) -> branch);
	}

	/**
	 * Find the migrations that other branches have added, as far as they are fetched.
	 * @return the branches by the names of files
	 */
	public Map<String, String> otherBranches() {
		try {
			return Files.isDirectory(location()) ? GitRepository.at(location()).otherBranches() : Map.of();
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
		return new Revisions(scripts.graph().orElseThrow(() -> invalid(scripts.problems())), scripts, state);
	}

	/**
	 * The revisions, with their state in the database if there is one.
	 * @return the revisions
	 */
	public Revisions revisionsWithDatabase() {
		return revisions((this.context.service() != null) ? service().state() : null);
	}

	public boolean hasService() {
		return this.context.service() != null;
	}

	public MigrationService service() {
		Supplier<MigrationService> service = this.context.service();
		if (service == null) {
			throw new CommandException(ExitCode.USAGE,
					"This verb needs the database, and therefore the application. Run 'java -jar app.jar db %s'."
						.formatted(this.line));
		}
		return service.get();
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

	private List<ScriptResource> list() {
		List<ScriptResource> files = ScriptLocations
			.of(List.of("filesystem:" + folder()), Invocation.class.getClassLoader())
			.list()
			.resources();
		VendorFolders.find(settings(false).naming(), files.stream().map(ScriptResource::relativePath).toList())
			.ifPresent((vendors) -> {
				throw new CommandException(ExitCode.INVALID, vendors.message(location()));
			});
		return files;
	}

	private static CommandException invalid(List<ScriptProblem> problems) {
		return new CommandException(ExitCode.INVALID, "The migrations do not form a valid graph:\n"
				+ ShortList.lines(problems.stream().map(ScriptProblem::message).toList()));
	}

}
