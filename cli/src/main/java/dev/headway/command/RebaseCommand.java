package dev.headway.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.script.edit.FileChanges;

/**
 * Puts one branch of the history above another.
 */
@Command(name = "rebase",
		description = { "Put the branch of a revision above another head, so that the history becomes one line.",
				"Versions are replaced where the order needs it, files renamed and headers rewritten, all or",
				"nothing." },
		footer = { "Rebase what nobody else has applied yet: your own branch, not that of others. A database",
				"that has it already must be downgraded before; in an application, --downgrade does that." },
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT })
final class RebaseCommand extends Verb {

	@Parameters(paramLabel = "REVISION",
			description = "A revision of the branch, or the name of its file where two share a version.")
	private String revision = "";

	@Option(names = "--onto", paramLabel = "REVISION",
			description = "The head to put it above; the only other one if not given.")
	private @Nullable String onto;

	@Option(names = { "-n", "--dry-run" }, description = "Tell what would be done, and write nothing.")
	private boolean dryRun;

	@Option(names = "--downgrade",
			description = "In an application: first undo what the database has applied of the branch.")
	private boolean downgrade;

	RebaseCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		FileChanges changes = session().editedFolder().rebase(this.revision, this.onto);
		Edit edit = new Edit(session());
		if (this.dryRun) {
			edit.tell(changes);
			session().out().println("Nothing was written");
			return ExitCode.FINE;
		}
		if (session().hasService()) {
			new AppliedChain(session(), changes).release(this.downgrade);
		}
		edit.apply(changes);
		return ExitCode.FINE;
	}

}
