package dev.headway.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.script.edit.ScriptFolder;

/**
 * Creates a merge revision.
 */
@Command(name = "merge", description = "Create a merge revision that joins several heads.")
final class MergeCommand extends DbSubcommand {

	@Parameters(arity = "0..*", paramLabel = "REVISION", description = "Heads to join; all by default.")
	private List<String> heads = List.of();

	@Option(names = { "-m", "--message" }, paramLabel = "TEXT",
			description = "Description; names the heads by default.")
	private @Nullable String message;

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	MergeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		ScriptFolder folder = this.versions.folder(invocation());
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
