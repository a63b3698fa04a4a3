package dev.headway.command.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.headway.ShellWord;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.RegularFile;

/**
 * The hooks of Git that run {@code db check}: a script that finds the jar and runs
 * nothing of the work tree, and for each hook a line that calls it. Hooks that exist stay
 * as they are.
 */
public final class GitHooks {

	private static final String SCRIPT = "headway-check";

	private final Path folder;

	private final Path top;

	private final List<FileChange.Generate> changes = new ArrayList<>();

	private final List<String> advice = new ArrayList<>();

	GitHooks(GitRepository repository, CliJar jar, String locations) {
		this.folder = repository.hooks();
		this.top = repository.top();
		if (!repository.owns(this.folder)) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: core.hooksPath is '%s', so other repositories use these hooks, too. Run 'git config core.hooksPath %s' to give this repository hooks of its own, which then run instead of those."
						.formatted(this.folder, ShellWord.of(repository.ownHooks().toString())));
		}
		jar.copy().ifPresent(this.changes::add);
		FileContent script = FileContent.of(script(jar, locations));
		if (!exists(SCRIPT)) {
			create(SCRIPT, script);
		}
		else if (!script.equals(FileContent.of(read(SCRIPT)))) {
			String file = shown(this.folder.resolve(SCRIPT));
			throw new CommandException(ExitCode.FAILED,
					"Nothing was created: %s is there already, from another version of Headway or with other options. Delete it with 'rm %s' at the top of the work tree, then try again."
						.formatted(file, ShellWord.of(file)));
		}
		if (this.folder.startsWith(this.top) && !this.folder.startsWith(repository.ownHooks().resolveSibling(""))) {
			this.advice.add(
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
		if (!exists(name)) {
			create(name, FileContent.of(List.of("#!/bin/sh", "# Written by 'db init': %s.".formatted(purpose), line)));
		}
		else if (!new String(read(name), StandardCharsets.UTF_8).contains(line)) {
			this.advice.add("Kept %s, which exists already. Add this line to it, before anything that ends it: %s"
				.formatted(shown(this.folder.resolve(name)), line));
		}
	}

	private void create(String name, FileContent content) {
		Path file = this.folder.resolve(name);
		this.changes.add(new FileChange.Generate(this.folder, file, content, true, shown(file)));
	}

	private boolean exists(String name) {
		return Files.exists(this.folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
	}

	private byte[] read(String name) {
		try {
			return RegularFile.read(this.folder.resolve(name));
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	private String shown(Path file) {
		Path shown = file.startsWith(this.top) ? this.top.relativize(file) : file;
		return CheckHooks.slashes(shown);
	}

	/**
	 * The files to create.
	 * @return the changes, empty if all is there
	 */
	public List<FileChange.Generate> changes() {
		return this.changes;
	}

	/**
	 * What is left to do.
	 * @return sentences
	 */
	public List<String> advice() {
		return this.advice;
	}

	/**
	 * Only folders that the user cannot have got from a branch are searched for programs.
	 * Java must not read what Git tells the hook.
	 */
	private static List<String> script(CliJar jar, String locations) {
		String places = jar.places()
			.stream()
			.map("\"$HOME/%s\""::formatted)
			.reduce((one, other) -> one + " \\\n\t\t" + other)
			.orElse("");
		return """
				#!/bin/sh
				# Written by 'db init': runs 'db check' for the Git hooks of this folder.
				# It runs nothing of the work tree, only the jar below, which is compared before it starts.
				version=%s
				sha256=%s

				strict=0
				if [ "$1" = --strict ]; then
					strict=1
					shift
				fi

				skip() {
					echo "Headway did not check the migrations: $1" >&2
					exit $strict
				}

				sha256() {
					{ sha256sum || shasum -a 256; } <"$1" 2>/dev/null | cut -d ' ' -f 1
				}

				# No program in a folder that is relative to the work tree
				absolute=
				set -f
				IFS=:
				for folder in $PATH; do
					case $folder in /*) absolute=$absolute:$folder ;; esac
				done
				unset IFS
				set +f
				PATH=${absolute#:}
				export PATH

				jar=$HEADWAY_CLI_JAR
				if [ -n "$jar" ]; then
					case $jar in /* | [A-Za-z]:*) ;; *) skip "HEADWAY_CLI_JAR is no absolute path." ;; esac
					[ -f "$jar" ] || skip "HEADWAY_CLI_JAR names no file."
				else
					other=
					for place in %s; do
						[ -f "$place" ] || continue
						if [ "$(sha256 "$place")" = "$sha256" ]; then
							jar=$place
							break
						fi
						other=$place
					done
					[ -n "$jar$other" ] || skip "headway-cli.jar $version is missing. Run 'java -jar headway-cli.jar init' of it with the options of before, or set HEADWAY_CLI_JAR."
					[ -n "$jar" ] || skip "$other is not the jar that this hook was written for. Delete it, then run 'java -jar headway-cli.jar init' of version $version with the options of before."
				fi

				java=$JAVA_HOME/bin/java
				case $java in /?*/bin/java | [A-Za-z]:*) ;; *) java= ;; esac
				[ -x "$java" ] || java=$(command -v java) || skip "there is no Java 17. Set JAVA_HOME."

				check() {
					output=$("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" check "$@" %s 2>&1 </dev/null)
					code=$?
					case $output in *UnsupportedClassVersionError*) skip "$java is older than Java 17. Set JAVA_HOME." ;; esac
					[ -z "$output" ] || printf '%%s\\n' "$output" >&2
					case $code in
						0) ;;
						3 | 4) exit 1 ;;
						*) skip "the check ended with exit code $code." ;;
					esac
				}

				if [ "$1" != pre-push ]; then
					check --staged
					exit 0
				fi

				target=
				for remote in "$2" origin; do
					if git rev-parse --quiet --verify "refs/remotes/$remote/HEAD^{commit}" >/dev/null; then
						target=refs/remotes/$remote/HEAD
						break
					fi
				done
				while read -r local commit branch rest; do
					case $branch in refs/heads/*) ;; *) continue ;; esac
					case $commit in *[!0]*) ;; *) continue ;; esac
					check --commit "$commit" ${target:+--against "$target"}
				done
				exit 0
				"""
			.formatted(jar.version(), jar.content().digest(), places, locations)
			.lines()
			.toList();
	}

}
