package dev.headway.command.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.headway.script.text.FileFailure;
import dev.headway.script.text.RegularFile;

/**
 * A Git work tree, with its hooks and what Git keeps while it is doing something.
 */
public final class GitWorkTree {

	private final GitCall git;

	private final Path gitDirectory;

	/**
	 * Create an instance.
	 * @param git runs Git in a folder of it
	 * @param gitDirectory what Git keeps for this work tree only
	 */
	GitWorkTree(GitCall git, Path gitDirectory) {
		this.git = git;
		this.gitDirectory = gitDirectory;
	}

	public Path top() {
		return Path.of(this.git.run("rev-parse", "--show-toplevel").orThrow().line());
	}

	/**
	 * Find the folder in which Git looks for hooks.
	 * @return the folder; it need not exist
	 */
	public Path hooks() {
		return fromGit("--git-path", "hooks");
	}

	/**
	 * Find the folder in which Git looks for hooks by default.
	 * @return the folder; it need not exist
	 */
	public Path ownHooks() {
		return fromGit("--git-common-dir").resolve("hooks");
	}

	/**
	 * Whether a file or folder is part of this repository, so that others do not use it.
	 * @param path the file or folder
	 * @return whether it is in the work tree or in the Git directory
	 */
	public boolean owns(Path path) {
		return Stream.of(top(), fromGit("--git-common-dir")).anyMatch(path::startsWith);
	}

	/**
	 * Add a program to the index, if Git does not take from the file that it is one.
	 * @param program the file
	 */
	public void addProgram(Path program) {
		if (this.git.run("config", "--type=bool", "core.fileMode").line().equals("false")) {
			this.git.run("add", "--chmod=+x", "--", program.toString()).orThrow();
		}
	}

	/**
	 * A path that is relative to the top of the work tree.
	 */
	Path fromGit(String... question) {
		Path top = top();
		List<String> arguments = new ArrayList<>(List.of("rev-parse"));
		arguments.addAll(List.of(question));
		return top.resolve(new GitCall(top).runWith("", arguments).orThrow().line()).normalize();
	}

	/**
	 * Read a file that Git keeps while it is doing something.
	 * @param name the name of the file below {@code .git}
	 * @return its only line, empty if there is no such file
	 */
	Optional<String> state(String name) {
		Path file = this.gitDirectory.resolve(name);
		try {
			return Files.exists(file) ? Optional.of(RegularFile.text(file)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new GitException("'%s' cannot be read: %s".formatted(file, FileFailure.reason(ex)), ex);
		}
	}

}
