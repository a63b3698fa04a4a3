package dev.headway.command.check;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;

/**
 * Creates the files with which Git, GitHub and GitLab run {@code db check}.
 */
public final class CheckHooks {

	/** From the last name before a wildcard or <code>{vendor}</code> on. */
	private static final Pattern GLOB = Pattern.compile("[^/]*[*?{].*");

	private static final Pattern JAR = Pattern.compile(" -jar ([\\w./-]+) ");

	private static final Pattern PROGRAM = Pattern.compile("([\\w./-]+) ");

	private static final Pattern PLAIN_YAML = Pattern.compile("[\\w./].*");

	private final GitRepository repository;

	private final Path top;

	private final List<String> paths;

	private final String check;

	/**
	 * Create the files for a folder of migrations.
	 * @param folder the folder for new files
	 * @param locations the locations
	 * @param command how to call the commands at the top of the work tree
	 */
	public CheckHooks(Path folder, List<String> locations, String command) {
		Path existing = existing(folder.toAbsolutePath().normalize());
		this.repository = GitRepository.at(existing);
		this.top = this.repository.top();
		this.paths = locations.stream().map((location) -> fromTop(Path.of(location), existing)).toList();
		this.check = command + " check "
				+ this.paths.stream()
					.map((path) -> "--location " + ShellWord.of(path))
					.collect(Collectors.joining(" "));
		this.paths.forEach((path) -> refuse(path, !Printable.line(path).equals(path), "cannot be printed"));
		refuse(command, !Printable.line(command).equals(command), "cannot be printed");
	}

	private static void refuse(String path, boolean refused, String reason) {
		if (refused) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: '%s' has characters that %s. Use other ones.".formatted(path, reason));
		}
	}

	private String fromTop(Path location, Path existing) {
		Path relative = existing.relativize(location.toAbsolutePath().normalize());
		String path = slashes(this.top.relativize(real(existing).resolve(relative).normalize()));
		return path.isEmpty() ? "." : path;
	}

	/**
	 * Create the hook. It does nothing where the migrations are missing, as in older
	 * commits, or the tool, as in a fresh clone.
	 * @return the change
	 * @throws CommandException if the hook would run in other repositories, too
	 */
	public FileChange.Generate preCommit() {
		Path hooks = this.repository.hooks();
		if (!this.repository.owns(hooks)) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: core.hooksPath is '%s', so other repositories use these hooks, too. Run 'git config core.hooksPath .githooks' to give this repository hooks of its own, or run this line in the hook there: %s"
						.formatted(hooks, this.check));
		}
		String folders = this.paths.stream()
			.map((path) -> "[ -d %s ] || ".formatted(ShellWord.of(GLOB.matcher(path).replaceFirst("."))))
			.collect(Collectors.joining());
		return create(hooks, hooks.resolve("pre-commit"),
				List.of("#!/bin/sh", "# Written by 'db init --pre-commit': no commit with migrations in conflict.",
						"# Where the migrations or the tool are missing, it does nothing.", folders + "exit 0",
						tool() + "exec " + this.check),
				true);
	}

	/**
	 * Leaves the hook if the archive or the program of a simple command is missing.
	 */
	private String tool() {
		Matcher jar = JAR.matcher(this.check);
		String needed = jar.find() ? "[ -f %s ] || exit 0\n".formatted(jar.group(1)) : "";
		Matcher program = PROGRAM.matcher(this.check);
		return program.lookingAt() ? needed + "command -v %s >/dev/null || exit 0\n".formatted(program.group(1))
				: needed;
	}

	/**
	 * Create the workflow of GitHub.
	 * @return the change
	 * @throws CommandException if GitHub would evaluate the name of a folder
	 */
	public FileChange.Generate github() {
		this.paths.forEach((path) -> refuse(path, path.contains("${{"), "GitHub would evaluate"));
		return create(this.top.resolve(".github/workflows/migrations.yml"),
				List.of("# Written by 'db init --github': no merge that would leave migrations in conflict.",
						"name: Migrations", "", "on:", "  pull_request:", "", "permissions:", "  contents: read", "",
						"jobs:", "  check:", "    runs-on: ubuntu-latest", "    steps:",
						"      - uses: actions/checkout@v4", "        with:", "          fetch-depth: 0",
						"      - uses: actions/setup-java@v4", "        with:", "          distribution: temurin",
						"          java-version: 17", "      - run: " + yaml(against() + " --format github"),
						"        env:", "          TARGET: ${{ github.base_ref }}"));
	}

	/**
	 * Create the job of GitLab.
	 * @return the change
	 */
	public FileChange.Generate gitlab() {
		return create(this.top.resolve(".gitlab/migrations.yml"),
				List.of("# Written by 'db init --gitlab'. Include it in .gitlab-ci.yml:",
						"#   include: {local: .gitlab/migrations.yml}", "migrations:", "  image: eclipse-temurin:17",
						"  rules:", "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"", "  variables:",
						"    GIT_DEPTH: 0", "    TARGET: $CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "  before_script:",
						"    - apt-get update -q && apt-get install -yq git",
						"    - git fetch origin \"+refs/heads/$TARGET:refs/remotes/origin/$TARGET\"", "  script:",
						"    - " + yaml(against())));
	}

	/**
	 * The check against the target branch, by the full name that no tag can have.
	 */
	private String against() {
		return this.check + " --against \"refs/remotes/origin/$TARGET\"";
	}

	/**
	 * A text of one printable line as a value in YAML: as it is if that means the same.
	 */
	private static String yaml(String text) {
		boolean plain = PLAIN_YAML.matcher(text).matches() && !text.contains(": ") && !text.contains(" #");
		return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	private FileChange.Generate create(Path path, List<String> lines) {
		return create(this.top, path, lines, false);
	}

	private FileChange.Generate create(Path folder, Path path, List<String> lines, boolean executable) {
		Path shown = path.startsWith(this.top) ? this.top.relativize(path) : path;
		return new FileChange.Generate(folder, path, FileContent.of(lines), executable, slashes(shown));
	}

	private static String slashes(Path path) {
		return path.toString().replace(File.separatorChar, '/');
	}

	private static Path existing(Path path) {
		Path parent = path.getParent();
		return (Files.isDirectory(path) || parent == null) ? path : existing(parent);
	}

	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
