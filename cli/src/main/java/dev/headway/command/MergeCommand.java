package dev.headway.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.script.edit.TargetBranch;

/**
 * Creates a merge revision.
 */
@Command(name = "merge", description = "Create a merge revision that joins several heads.")
final class MergeCommand extends DbSubcommand {

	@Parameters(arity = "0..*", paramLabel = "REVISION",
			description = "Heads to join; all by default. Of files that share a version, those that get another.")
	private List<String> revisions = List.of();

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
		TargetBranch target = invocation().target(null, this.revisions).orElse(null);
		apply(this.versions.folder(invocation()).merge(this.revisions, this.message, target));
		return ExitCode.FINE;
	}

}
