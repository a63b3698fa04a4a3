package dev.headway.command;

import java.util.List;
import java.util.Optional;

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
import dev.headway.command.invocation.FileOptions;
import dev.headway.command.invocation.Invocation;

/**
 * The command that has all verbs.
 */
@Command(name = "db", synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n",
		description = "Migrations as a graph: find conflicts before they are pushed, and mend them.",
		optionListHeading = "%nOptions of all verbs:%n", descriptionHeading = "%n", sortOptions = false)
final class DbCommand implements Runnable {

	private static final String COMPLETION = "completion";

	private static final List<String> VERBS = List.of("init", "revision", "merge", "rebase", "heads", "branches",
			"history", "current", "show", "check", "upgrade", "downgrade", "stamp", COMPLETION);

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
		Optional.ofNullable(line.getSubcommands().get("history"))
			.ifPresent((history) -> history.setUnmatchedOptionsArePositionalParams(true));
		return line;
	}

	/**
	 * Options that an application has taken away before the command sees them, for the
	 * help.
	 */
	private static List<OptionSpec> ofApplications() {
		return List.of(
				OptionSpec.builder("--flyway")
					.paramLabel("NAME")
					.type(String.class)
					.scopeType(ScopeType.INHERIT)
					.description("The Flyway bean that is meant, where the application has several.")
					.build(),
				OptionSpec.builder("--log")
					.scopeType(ScopeType.INHERIT)
					.description("Show the application's log on standard error; so does --verbose before the verb.")
					.build());
	}

	/**
	 * Only the verb that is asked for, unless all must be known: describing a verb to the
	 * parser is a good part of what a quick command costs.
	 */
	private static List<String> needed(String... args) {
		String first = (args.length > 0) ? args[0] : "";
		return (VERBS.contains(first) && !first.equals(COMPLETION)) ? List.of(first) : VERBS;
	}

	private static DbSubcommand verb(String name, Invocation invocation) {
		return switch (name) {
			case "init" -> new InitCommand(invocation);
			case "revision" -> new RevisionCommand(invocation);
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
			case COMPLETION -> new CompletionCommand(invocation);
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static String version() {
		String version = DbCommand.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "(not packaged)";
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a verb, such as 'db heads'");
	}

}
