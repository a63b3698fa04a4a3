package dev.headway.boot.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.model.ModelComparison;
import dev.headway.command.DbCommands;
import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.invocation.CommandContext;
import dev.headway.command.invocation.ModelSource;
import dev.headway.command.invocation.PackagedScripts;
import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.FlywayOption;
import dev.headway.script.location.SourceFolders;

/**
 * Runs the {@link DbCommands} with the scripts, the configuration and the database of an
 * application.
 */
public final class ApplicationCommands {

	private static final String FILE_SYSTEM = "filesystem:";

	private static final String CLASS_PATH = "classpath:";

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private final MigrationServices services;

	private final Function<String, FlywayEngine> engines;

	private final @Nullable String primary;

	private final ModelComparison.Settings settings;

	/**
	 * Create the commands.
	 * @param services the migration services
	 * @param engines the engine of each history, by name; throws
	 * {@link IllegalArgumentException} if there is no such history
	 * @param primary the name of the history to use if none is specified, or {@code null}
	 * if there are several
	 * @param settings how to compare the model with the database
	 */
	public ApplicationCommands(MigrationServices services, Function<String, FlywayEngine> engines,
			@Nullable String primary, ModelComparison.Settings settings) {
		this.services = services;
		this.engines = engines;
		this.primary = primary;
		this.settings = settings;
	}

	/**
	 * Run a command on one history. Only {@code check} is about all of them, if none is
	 * specified and none is the primary one.
	 */
	int run(DbArguments arguments, Console console, ConsoleMigrationListener progress,
			@Nullable ModelComparison model) {
		String name = (arguments.flyway() != null) ? arguments.flyway() : this.primary;
		List<String> command = arguments.command();
		if (name == null && (command.isEmpty() || !command.get(0).equals("check"))) {
			return DbCommands.refuse(console, 2,
					"There are several migration histories. Add '--flyway=' and one of "
							+ this.services.names().stream().map(ShellWord::of).collect(Collectors.joining(", ")) + ".",
					command);
		}
		Map<String, FlywayEngine> engines = new LinkedHashMap<>();
		try {
			((name != null) ? Set.of(name) : this.services.names())
				.forEach((history) -> engines.put(history, this.engines.apply(history)));
		}
		catch (IllegalArgumentException ex) {
			return DbCommands.refuse(console, 2, String.valueOf(ex.getMessage()), command);
		}
		Map<String, CommandContext> histories = new LinkedHashMap<>();
		engines.forEach((history, engine) -> {
			CommandContext context = context(history, engine, console).with(progress);
			histories.put(history, (model != null) ? context.with(source(model, engine)) : context);
		});
		return DbCommands.run(histories, command.toArray(String[]::new));
	}

	private ModelSource source(ModelComparison model, FlywayEngine engine) {
		boolean only = this.services.names().size() == 1;
		return (options) -> model.compare(engine, only, this.settings, options);
	}

	private CommandContext context(String name, FlywayEngine engine, Console console) {
		return CommandContext.of(folders(engine), engine.scriptSettings(), console)
			.with(engine::scripts, engine.javaMigrations(), () -> this.services.get(name))
			.with(FlywayOption.of(name, this.services.names()));
	}

	/**
	 * The sources of all locations. New migrations are written to the first location in
	 * the file system, or to the source folder of the first one on the class path.
	 */
	private static SourceFolders folders(FlywayEngine engine) {
		List<String> locations = engine.locations();
		Stream<String> sources = locations.stream()
			.map((location) -> location.startsWith(FILE_SYSTEM) ? location.substring(FILE_SYSTEM.length())
					: source(location).toString())
			.filter((location) -> location.contains("*") || Files.isDirectory(Path.of(location)));
		Stream<String> built = PackagedScripts.sources(engine.scripts()).stream().map(Path::toString);
		return SourceFolders.of(Stream.of(Stream.of(folder(locations).toString()), sources, built)
			.flatMap((all) -> all)
			.distinct()
			.toList(), null);
	}

	private static Path folder(List<String> locations) {
		String location = locations.stream()
			.filter((candidate) -> candidate.startsWith(FILE_SYSTEM) || Files.isDirectory(source(candidate)))
			.findFirst()
			.orElse(locations.isEmpty() ? "db/migration" : locations.get(0));
		return location.startsWith(FILE_SYSTEM) ? Path.of(location.substring(FILE_SYSTEM.length())) : source(location);
	}

	private static Path source(String location) {
		return RESOURCES.resolve(location.startsWith(CLASS_PATH) ? location.substring(CLASS_PATH.length()) : location);
	}

}
