package dev.headway.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.script.edit.ScriptFolder;

/**
 * Writes a revision that joins heads.
 */
@Command(name = "merge", description = "Write a revision that revises several heads, so that there is one again.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT })
final class MergeCommand extends DbSubcommand {

	@Parameters(arity = "0..*", paramLabel = "REVISION", description = "The heads to join; all if none is given.")
	private List<String> heads = List.of();

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT",
			description = "What to call it; names the heads if not given.")
	private @Nullable String message;

	MergeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		ScriptFolder folder = invocation().editedFolder();
		new FileChangeApplier(invocation())
			.apply(folder.merge(this.heads, (this.message != null) ? this.message : named(folder)));
		return ExitCode.FINE;
	}

	private String named(ScriptFolder folder) {
		List<String> joined = this.heads.isEmpty()
				? folder.scripts().graph().map((graph) -> List.copyOf(graph.heads())).orElse(List.of()) : this.heads;
		return "merge " + String.join(" and ", joined);
	}

}
