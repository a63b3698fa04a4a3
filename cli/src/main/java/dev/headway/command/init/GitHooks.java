package dev.headway.command.init;

import java.nio.file.Path;
import java.util.List;

import dev.headway.ShellWord;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.script.file.FileContent;

/**
 * The hooks of Git that run {@code db check}: a script that finds the jar and runs
 * nothing of the work tree, and for each hook a line that calls it. Hooks that exist stay
 * as they are.
 */
final class GitHooks {

	private static final String SCRIPT = "headway-check";

	private static final int LINES = 3;

	private final GeneratedFiles files;

	GitHooks(GitRepository repository, Template script) {
		Path folder = repository.workTree().hooks();
		Path top = repository.workTree().top();
		if (!repository.workTree().owns(folder)) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: core.hooksPath is '%s', so other repositories use these hooks, too. Run 'git config core.hooksPath %s' to give this repository hooks of its own, which then run instead of those."
						.formatted(folder, ShellWord.of(repository.workTree().ownHooks().toString())));
		}
		this.files = new GeneratedFiles(folder, top);
		if (this.files.exists(SCRIPT) && !this.files.text(SCRIPT).contains(GeneratedFiles.MARKER)) {
			String file = this.files.shown(SCRIPT);
			throw new CommandException(ExitCode.FAILED,
					"Nothing was created: %s is there already, and not from Headway. Delete it with 'rm %s' at the top of the work tree, then try again."
						.formatted(file, ShellWord.of(file)));
		}
		this.files.put(SCRIPT, FileContent.of(script.with("hook", Template.of("hook.sh")).lines()), true);
		if (folder.startsWith(top) && !folder.startsWith(repository.workTree().ownHooks().resolveSibling(""))) {
			this.files.advise(
					"These hooks are in the work tree (core.hooksPath), so every branch brings its own. Check them before you use a branch that nobody has reviewed.");
		}
	}

	/**
	 * Add a hook. One that exists is kept.
	 * @param name its name
	 * @param purpose what it is good for
	 * @param arguments the arguments of the script
	 */
	void add(String name, String purpose, String arguments) {
		String line = "\"${0%%/*}/%s\" %s || exit 1".formatted(SCRIPT, arguments);
		String existing = this.files.text(name);
		boolean ours = existing.contains(GeneratedFiles.MARKER) && existing.lines().count() == LINES;
		if (!this.files.exists(name) || (ours && !existing.contains(line))) {
			this.files.add(name, ours,
					FileContent.of(List.of("#!/bin/sh", "# Written by 'db init': %s.".formatted(purpose), line)), true);
		}
		else if (!existing.contains(line)) {
			this.files.advise("Kept %s, which exists already. Add this line to it, before anything that ends it: %s"
				.formatted(this.files.shown(name), line));
		}
	}

	GeneratedFiles files() {
		return this.files;
	}

}
