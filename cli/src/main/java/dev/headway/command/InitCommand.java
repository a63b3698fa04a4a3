package dev.headway.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.command.git.GitException;
import dev.headway.command.init.ProjectFiles;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.VersionOptions;
import dev.headway.script.file.FileChanges;

/**
 * Creates the migrations folder, its HEAD file, and what people, Git and pipelines run.
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

	@Option(names = "--github", description = "Create a GitHub workflow for pull requests and pushes.")
	private boolean github;

	@Option(names = "--github-comment", description = "The same, with a comment that shows conflicts.")
	private boolean comment;

	@Option(names = "--gitlab", description = "Create a GitLab job for merge requests and pushes.")
	private boolean gitlab;

	@Option(names = "--agents", description = "Add rules for coding agents to AGENTS.md.")
	private boolean agents;

	@Option(names = "--wrapper", paramLabel = "NAME", description = "Name of the command to create; db by default.")
	private @Nullable String wrapper;

	@Mixin
	private final VersionOptions versions = new VersionOptions();

	InitCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		FileChanges folder = this.versions.folder(invocation()).init();
		Optional<ProjectFiles> files = projectFiles();
		FileChanges changes = folder.with(files.map(ProjectFiles::changes).orElse(List.of()));
		FileChangeApplier edit = new FileChangeApplier(invocation());
		edit.apply(changes);
		files.ifPresent(ProjectFiles::finish);
		List<String> advice = files.map(ProjectFiles::advice).orElse(List.of());
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

	/**
	 * What Git, people and pipelines run; without Git only if it was asked for.
	 */
	private Optional<ProjectFiles> projectFiles() {
		boolean asked = this.commit || this.push || this.github || this.comment || this.gitlab || this.agents
				|| this.wrapper != null;
		ProjectFiles files;
		try {
			files = new ProjectFiles(invocation().location(), invocation().locations(), invocation().fileOptions(),
					invocation().console().environment());
		}
		catch (GitException | CommandException ex) {
			if (asked) {
				throw ex;
			}
			return Optional.empty();
		}
		files.addWrapper(this.wrapper);
		if (this.commit || this.push) {
			files.addHooks(this.commit, this.push, this.strict);
		}
		if (this.github || this.comment) {
			files.addGithub(this.comment);
		}
		if (this.gitlab) {
			files.addGitlab();
		}
		if (this.agents) {
			files.addAgents();
		}
		return Optional.of(files);
	}

}
