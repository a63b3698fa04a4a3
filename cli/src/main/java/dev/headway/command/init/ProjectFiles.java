package dev.headway.command.check;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

	private static final Pattern PLAIN_YAML = Pattern.compile("[\\w./].*");

	private final GitRepository repository;

	private final Path top;

	private final List<String> paths;

	private final String options;

	private final String check;

	/**
	 * Create the files for a folder of migrations.
	 * @param folder the folder for new files
	 * @param locations the locations
	 * @param command how to call the commands at the top of the work tree
	 */
	public CheckHooks(Path folder, List<String> locations, String command) {
		this.repository = GitRepository.at(folder);
		this.top = this.repository.top();
		Path absolute = folder.toAbsolutePath().normalize();
		this.paths = locations.stream()
			.map((location) -> absolute.relativize(Path.of(location).toAbsolutePath().normalize()))
			.map((location) -> this.repository.toTop(slashes(location)))
			.map((path) -> path.isEmpty() ? "." : path)
			.toList();
		this.options = this.paths.stream()
			.map((path) -> "--location " + ShellWord.of(path))
			.collect(Collectors.joining(" "));
		this.check = command + " check " + this.options;
		this.paths.forEach((path) -> refuse(path, !Printable.line(path).equals(path), "cannot be printed"));
		refuse(command, !Printable.line(command).equals(command), "cannot be printed");
	}

	private static void refuse(String path, boolean refused, String reason) {
		if (refused) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: '%s' has characters that %s. Use other ones.".formatted(path, reason));
		}
	}

	/**
	 * Create hooks of Git.
	 * @param commit whether to check commits
	 * @param push whether to check what is pushed
	 * @param strict whether nothing is committed or pushed if the check cannot run
	 * @param environment the environment variables
	 * @return the hooks
	 * @throws CommandException if they would run in other repositories, too, or there is
	 * no jar that they could run
	 */
	public GitHooks git(boolean commit, boolean push, boolean strict, Map<String, String> environment) {
		CliJar jar = CliJar.find(environment)
			.orElseThrow(() -> new CommandException(ExitCode.USAGE,
					"Nothing was created: hooks run headway-cli.jar, and these commands do not come from it, as in an application or an IDE. Run 'java -jar headway-cli.jar init' with the same options, or set %s to its absolute path."
						.formatted(CliJar.VARIABLE)));
		GitHooks hooks = new GitHooks(this.repository, jar, this.options);
		String option = strict ? "--strict " : "";
		if (commit) {
			hooks.add("pre-commit", "no commit with migrations in conflict", option + "pre-commit");
			hooks.add("pre-merge-commit", "no merge that leaves migrations in conflict", option + "pre-merge-commit");
		}
		if (push) {
			hooks.add("pre-push", "no push of migrations in conflict with the default branch",
					option + "pre-push \"$1\"");
		}
		return hooks;
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
		return new FileChange.Generate(this.top, path, FileContent.of(lines), false,
				slashes(this.top.relativize(path)));
	}

	static String slashes(Path path) {
		return path.toString().replace(File.separatorChar, '/');
	}

}
