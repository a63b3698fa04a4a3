package dev.headway.command;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileOptions;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.RevisionOptions;
import dev.headway.command.invocation.VersionOptions;

/**
 * The {@code db} command, whose subcommands are the verbs.
 */
@Command(name = "db", synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n",
		description = "Find conflicts between migrations before they are pushed, and fix them.",
		optionListHeading = "%nOptions of all verbs:%n", descriptionHeading = "%n", sortOptions = false)
final class DbCommand implements Runnable {

	private static final String COMPLETION = "completion";

	private static final List<String> VERBS = List.of("init", "revision", "migrate", "merge", "rebase", "heads",
			"branches", "history", "current", "show", "check", "upgrade", "downgrade", "stamp", "resolve", "repair",
			"wait", COMPLETION);

	/** Options of all verbs that have no value. */
	private static final List<String> FLAGS = List.of("--help", "--version", "--log");

	@Mixin
	@SuppressWarnings("unused")
	private final FileOptions files;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Option(names = { "-h", "--help" }, usageHelp = true, scope = ScopeType.INHERIT,
			description = "Show this help and exit.")
	@SuppressWarnings("unused")
	private boolean help;

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "Show the version and exit.")
	@SuppressWarnings("unused")
	private boolean version;

	private DbCommand(Invocation invocation) {
		this.files = invocation.options();
	}

	static CommandLine line(Invocation invocation, String... args) {
		CommandLine line = new CommandLine(new DbCommand(invocation));
		line.getCommandSpec().versionProvider(() -> new String[] { "headway " + version() });
		if (invocation.hasService()) {
			ofApplications().forEach(line.getCommandSpec()::addOption);
		}
		needed(args).forEach((name) -> line.addSubcommand(verb(name, invocation)));
		line.setHelpFactory(DbCommand::help);
		Optional.ofNullable(line.getSubcommands().get("history"))
			.ifPresent((history) -> history.setUnmatchedOptionsArePositionalParams(true));
		return line;
	}

	/**
	 * The help of a verb leaves out the options of all verbs, which the help of
	 * {@code db} has, and {@code migrate} those that the help of {@code revision} has.
	 */
	private static CommandLine.Help help(CommandSpec spec, CommandLine.Help.ColorScheme colors) {
		boolean repeats = spec.name().equals("migrate");
		List.copyOf(spec.options())
			.stream()
			.filter((option) -> option.inherited() || (repeats && isOfRevisions(option)))
			.forEach(spec::remove);
		return new CommandLine.Help(spec, colors);
	}

	private static boolean isOfRevisions(OptionSpec option) {
		return option.userObject() instanceof Field field
				&& Set.of(RevisionOptions.class, VersionOptions.class).contains(field.getDeclaringClass());
	}

	/**
	 * Options that an application consumes before the command sees them, for the help.
	 */
	private static List<OptionSpec> ofApplications() {
		return List.of(
				OptionSpec.builder("--flyway")
					.paramLabel("NAME")
					.type(String.class)
					.scopeType(ScopeType.INHERIT)
					.description("The Flyway bean to use if the application has several.")
					.build(),
				OptionSpec.builder("--log")
					.scopeType(ScopeType.INHERIT)
					.description("Print the application's log to standard error, as --verbose before the verb does.")
					.build());
	}

	/**
	 * Only the verb that is called, unless all must be known: describing verbs to the
	 * parser takes a good part of the time of a quick command.
	 */
	private static List<String> needed(String... args) {
		int verb = 0;
		while (verb < args.length && args[verb].startsWith("--") && !FLAGS.contains(args[verb])) {
			verb += args[verb].contains("=") ? 1 : 2;
		}
		String found = (verb < args.length) ? args[verb] : "";
		return (VERBS.contains(found) && !found.equals(COMPLETION)) ? List.of(found) : VERBS;
	}

	private static DbSubcommand verb(String name, Invocation invocation) {
		return switch (name) {
			case "init" -> new InitCommand(invocation);
			case "revision" -> new RevisionCommand(invocation);
			case "migrate" -> new MigrateCommand(invocation);
			case "merge" -> new MergeCommand(invocation);
			case "rebase" -> new RebaseCommand(invocation);
			case "heads" -> new HeadsCommand(invocation);
			case "branches" -> new BranchesCommand(invocation);
			case "history" -> new HistoryCommand(invocation);
			case "current" -> new CurrentCommand(invocation);
			case "show" -> new ShowCommand(invocation);
			case "check" -> new CheckCommand(invocation);
			case "upgrade" -> new UpgradeCommand(invocation);
			case "downgrade" -> new DowngradeCommand(invocation);
			case "stamp" -> new StampCommand(invocation);
			case "resolve" -> new ResolveCommand(invocation);
			case "repair" -> new RepairCommand(invocation);
			case "wait" -> new WaitCommand(invocation);
			case COMPLETION -> new Completion(invocation);
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static String version() {
		String version = DbCommand.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "(not packaged)";
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Missing verb. Name one, as in 'db heads'.");
	}

	/**
	 * Prints a script that completes commands in a shell.
	 */
	@Command(name = COMPLETION, description = "Print a completion script for bash and zsh.", footerHeading = "%n",
			footer = "Use it with: source <(db completion)", exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT })
	private static final class Completion extends DbSubcommand {

		Completion(Invocation invocation) {
			super(invocation);
		}

		@Override
		public Integer call() {
			CommandLine root = spec().root().commandLine();
			invocation().out().printData(AutoComplete.bash(root.getCommandName(), root));
			return ExitCode.FINE;
		}

	}

}
