package dev.headway.command;

import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command that has all verbs.
 */
@Command(name = "db", synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n",
		description = "Migrations as a graph: find conflicts before they are pushed, and mend them.",
		optionListHeading = "%nOptions of all verbs:%n", descriptionHeading = "%n", sortOptions = false)
final class DbCommand implements Runnable {

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

	private DbCommand(Session session) {
		this.files = session.options();
	}

	static CommandLine line(Session session) {
		CommandLine line = new CommandLine(new DbCommand(session));
		line.getCommandSpec().versionProvider(() -> new String[] { "headway " + version() });
		for (Verb verb : verbs(session)) {
			line.addSubcommand(verb);
		}
		return line;
	}

	private static List<Verb> verbs(Session session) {
		return List.of(new InitCommand(session), new RevisionCommand(session), new MergeCommand(session),
				new RebaseCommand(session), new HeadsCommand(session), new BranchesCommand(session),
				new HistoryCommand(session), new CurrentCommand(session), new ShowCommand(session),
				new CheckCommand(session), new UpgradeCommand(session), new DowngradeCommand(session),
				new StampCommand(session), new IndexCommand(session), new CompletionCommand(session));
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
