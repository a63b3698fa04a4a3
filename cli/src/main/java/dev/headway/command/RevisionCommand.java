package dev.headway.command;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.script.edit.RevisionRequest;

/**
 * Creates a revision.
 */
@Command(name = "revision", description = { "Create the next revision, with a header that names its parent.",
		"It comes with an undo script if the project uses them." })
final class RevisionCommand extends DbSubcommand {

	@Option(names = { "-m", "--message" }, required = true, paramLabel = "TEXT",
			description = "Description; becomes part of the file name.")
	private String message = "";

	@Option(names = "--head", paramLabel = "REVISION", description = "Parent; the only head by default. Repeatable.")
	private List<String> heads = List.of();

	@Option(names = "--branch", paramLabel = "LABEL", description = "Branch label. Repeatable.")
	private List<String> labels = List.of();

	@Option(names = "--depends-on", paramLabel = "REVISION",
			description = "Revision that must be applied first without being a parent. Repeatable.")
	private List<String> dependsOn = List.of();

	@Option(names = "--splice", description = "Allow a parent that is not a head: a new branch.")
	private boolean splice;

	@Option(names = "--rev-id", paramLabel = "VERSION", description = "Version to use instead of the next one.")
	private @Nullable String version;

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	RevisionCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		RevisionRequest request = new RevisionRequest(this.message, this.heads, this.splice, this.dependsOn,
				new LinkedHashSet<>(this.labels), this.version);
		apply(this.versions.folder(invocation()).revision(request));
		return ExitCode.FINE;
	}

}
