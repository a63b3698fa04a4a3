package dev.headway.command;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.script.edit.RevisionRequest;

/**
 * Writes a new revision.
 */
@Command(name = "revision",
		description = { "Write a new revision.",
				"It gets the next version, a header that says what it revises, and an undo script if the",
				"project has them." },
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT })
final class RevisionCommand extends DbSubcommand {

	@Option(names = { "-m", "--message" }, required = true, paramLabel = "TEXT",
			description = "What it will do; becomes part of the file name.")
	private String message = "";

	@Option(names = "--head", paramLabel = "REVISION",
			description = "What it shall revise; the only head if not given. May be repeated.")
	private List<String> heads = List.of();

	@Option(names = "--branch", paramLabel = "LABEL", description = "A branch label for it. May be repeated.")
	private List<String> labels = List.of();

	@Option(names = "--depends-on", paramLabel = "REVISION",
			description = "What must be applied before it without being its parent. May be repeated.")
	private List<String> dependsOn = List.of();

	@Option(names = "--splice", description = "Let it revise what is no head, which makes a new branch.")
	private boolean splice;

	@Option(names = "--rev-id", paramLabel = "VERSION", description = "Its version, instead of the next one.")
	private @Nullable String version;

	RevisionCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		RevisionRequest request = new RevisionRequest(this.message, this.heads, this.splice, this.dependsOn,
				new LinkedHashSet<>(this.labels), this.version);
		new FileChangeApplier(invocation()).apply(invocation().editedFolder().revision(request));
		return ExitCode.FINE;
	}

}
