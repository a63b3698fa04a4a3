package dev.headway.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.command.check.CheckHooks;
import dev.headway.command.check.GitHooks;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;

/**
 * Creates the migrations folder, its HEAD file, and hooks that run the check.
 */
@Command(name = "init", description = { "Create the migrations folder and its HEAD file.",
		"HEAD makes Git report a conflict if two branches add revisions." })
final class InitCommand extends DbSubcommand {

	@Option(names = "--pre-commit", description = "Create Git hooks that check each commit and merge.")
	private boolean commit;

	@Option(names = "--pre-push", description = "Create a Git hook that checks what is pushed.")
	private boolean push;

	@Option(names = "--strict", description = "Hooks refuse also if the check cannot run.")
	private boolean strict;

	@Option(names = "--github", description = "Create a GitHub Actions workflow that checks pull requests.")
	private boolean github;

	@Option(names = "--gitlab", description = "Create a GitLab job that checks merge requests.")
	private boolean gitlab;

	@Option(names = "--command", paramLabel = "TEXT",
			defaultValue = "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar headway-cli.jar",
			description = "How workflow and job call 'db' from the top of the work tree; ${DEFAULT-VALUE} by default.")
	private String command = "";

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	InitCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		List<FileChange.Generate> generated = new ArrayList<>();
		FileChanges folder = this.versions.folder(invocation()).init();
		List<String> advice = List.of();
		if (this.commit || this.push || this.github || this.gitlab) {
			CheckHooks hooks = new CheckHooks(invocation().location(), invocation().locations(), this.command);
			if (this.commit || this.push) {
				GitHooks git = hooks.git(this.commit, this.push, this.strict, invocation().console().environment());
				generated.addAll(git.changes());
				advice = git.advice();
			}
			if (this.github) {
				generated.add(hooks.github());
			}
			if (this.gitlab) {
				generated.add(hooks.gitlab());
			}
		}
		FileChanges changes = folder.with(generated);
		FileChangeApplier edit = new FileChangeApplier(invocation());
		edit.apply(changes);
		if (invocation().json()) {
			Map<String, Object> values = new LinkedHashMap<>(edit.describe(changes));
			values.put("advice", advice);
			answer(values);
		}
		if (changes.changes().isEmpty()) {
			invocation().out().println("Nothing to do");
		}
		advice.forEach(invocation().out()::println);
		return ExitCode.FINE;
	}

}
