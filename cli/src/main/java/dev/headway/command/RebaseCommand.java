package dev.headway.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.script.file.FileChanges;

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
final class RebaseCommand extends DbSubcommand {

	@Parameters(arity = "0..1", paramLabel = "REVISION",
			description = "A revision of the branch, or the name of its file where two share a version.")
	private @Nullable String revision;

	@Option(names = "--onto", paramLabel = "REVISION",
			description = "The head to put it above; the only other one if not given.")
	private @Nullable String onto;

	@Option(names = { "-n", "--dry-run" }, description = "Tell what would be done, and write nothing.")
	private boolean dryRun;

	@Option(names = "--downgrade",
			description = "In an application: first undo what the database has applied of the branch.")
	private boolean downgrade;

	@Option(names = "--abort",
			description = "Put back the files that a killed command of any verb has left half edited.")
	private boolean abort;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	RebaseCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		FileChangeApplier edit = new FileChangeApplier(invocation());
		if (this.abort) {
			edit.abort();
			return ExitCode.FINE;
		}
		if (this.revision == null) {
			throw new ParameterException(this.spec.commandLine(), "Missing required parameter: 'REVISION'");
		}
		rebase(edit, invocation().editedFolder().rebase(this.revision, this.onto));
		return ExitCode.FINE;
	}

	private void rebase(FileChangeApplier edit, FileChanges changes) {
		if (this.dryRun) {
			edit.tell(changes);
			invocation().out().println("Nothing was written");
			return;
		}
		if (invocation().hasService()) {
			new AppliedChain(invocation(), changes).release(this.downgrade);
		}
		edit.apply(changes);
	}

}
