package dev.headway.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.headway.command.check.BranchComparison;
import dev.headway.command.check.Report;
import dev.headway.command.check.ReportBuilder;
import dev.headway.command.check.ReportFormat;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.script.MigrationScripts;
import dev.headway.script.check.MergePreview;
import dev.headway.script.check.ScriptCheck;

/**
 * Reports everything that prevents the migrations from being applied, with a
 * {@link ReportBuilder}.
 */
@Command(name = "check",
		description = { "Check the migrations and report all problems.",
				"It checks heads, graph, file names, headers, version order, HEAD file and undo",
				"scripts; in an application also the database." },
		exitCodeList = { ExitCode.FINE_TEXT, "1:failed, for example an unknown Git reference or a failed migration",
				ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT, ExitCode.INVALID_TEXT, ExitCode.NOT_AT_HEAD_TEXT })
final class CheckCommand extends DbSubcommand {

	@Option(names = "--against", paramLabel = "REF", arity = "0..1", fallbackValue = "origin/HEAD",
			description = "Check the result of a merge with this branch; ${FALLBACK-VALUE} by default.")
	private @Nullable String against;

	@Option(names = "--require-downgrade", description = "Require an undo script for each versioned migration.")
	private boolean requireDowngrade;

	@Option(names = "--format", paramLabel = "FORMAT", description = "text, json, github or sarif; text by default.")
	private ReportFormat format = ReportFormat.TEXT;

	@Option(names = "--json", description = "Same as --format json.")
	private boolean json;

	CheckCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		MigrationScripts scripts = invocation().scripts(true);
		ScriptCheck check = new ScriptCheck(scripts);
		ReportBuilder builder = new ReportBuilder(invocation(), scripts);
		builder.add(check.problems(this.requireDowngrade));
		if (this.against != null) {
			compare(this.against, builder);
		}
		if (invocation().hasService()) {
			builder.add(invocation().service().state());
		}
		Report report = builder.report();
		invocation().print((this.json ? ReportFormat.JSON : this.format).lines(report));
		return builder.exitCode();
	}

	private void compare(String ref, ReportBuilder builder) {
		BranchComparison comparison = new BranchComparison(GitRepository.at(invocation().folder()), ref);
		MergePreview preview = comparison.preview(invocation().settings(true), invocation().files());
		builder.add(comparison, preview);
	}

}
