package dev.headway.command.init;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;

/**
 * Creates the files with which people, Git, GitHub and GitLab run the commands in a
 * project. They run the jar that wrote them, and no other.
 */
public final class ProjectFiles {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

	private static final String SNAPSHOT = "This version of Headway is a snapshot, which Maven Central does not have. ";

	private final GitRepository repository;

	private final Path top;

	private final List<String> paths;

	private final List<String> options;

	private final Optional<CliJar> jar;

	private final GeneratedFiles files;

	private String command = "db";

	private boolean copy;

	private final List<FileChange.Generate> changes = new ArrayList<>();

	private final List<String> advice = new ArrayList<>();

	/**
	 * Create the files for a folder of migrations.
	 * @param folder the folder for new files
	 * @param locations the locations
	 * @param options the other options with which the commands read the files
	 * @param environment the environment variables
	 * @throws CommandException if one of these cannot be written into a file
	 */
	public ProjectFiles(Path folder, List<String> locations, List<String> options, Map<String, String> environment) {
		this.repository = GitRepository.at(folder);
		this.top = this.repository.workTree().top();
		Path absolute = folder.toAbsolutePath().normalize();
		this.paths = locations.stream()
			.map((location) -> absolute.relativize(Path.of(location).toAbsolutePath().normalize()))
			.map((location) -> this.repository.toTop(slashes(location)))
			.map((path) -> path.isEmpty() ? "." : path)
			.toList();
		this.options = options;
		this.files = new GeneratedFiles(this.top, this.top);
		this.jar = CliJar.find(environment);
		words().forEach((text) -> refuse(text, !Printable.line(text).equals(text), "cannot be printed"));
	}

	private Stream<String> words() {
		return Stream.concat(this.paths.stream(), this.options.stream());
	}

	private static void refuse(String text, boolean refused, String reason) {
		if (refused) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: '%s' has characters that %s. Use other ones.".formatted(text, reason));
		}
	}

	private CliJar jar() {
		return this.jar.orElseThrow(() -> new CommandException(ExitCode.USAGE,
				"Nothing was created: these files run headway-cli.jar, and these commands do not come from it, as in an application or an IDE. Run 'java -jar headway-cli.jar init' with the same options, or set %s to its absolute path."
					.formatted(CliJar.VARIABLE)));
	}

	/**
	 * The options of all commands, as words for a shell at the top of the work tree.
	 */
	private String shellOptions() {
		return Stream
			.concat(this.paths.stream().map((path) -> "--location " + ShellWord.of(path)),
					this.options.stream().map(ShellWord::of))
			.collect(Collectors.joining(" "));
	}

	/**
	 * Add the scripts with which people call the commands.
	 * @param name their name, {@code null} for {@code db}, which is left out without a
	 * jar that it could run
	 * @throws CommandException if it is not a simple name, or was asked for without a jar
	 */
	public void addWrapper(@Nullable String name) {
		if (name != null && !NAME.matcher(name).matches()) {
			throw new CommandException(ExitCode.USAGE,
					"Nothing was created: '%s' is not a valid command name. Use letters, digits, '-', '_' and '.'."
						.formatted(name));
		}
		if (this.jar.isPresent() || name != null) {
			Wrapper wrapper = new Wrapper(this.top, jar(), this.paths, this.options);
			String chosen = (name != null) ? name : wrapper.existingName();
			if (!wrapper.isTaken(chosen)) {
				this.command = "./" + chosen;
			}
			add(wrapper.files(chosen));
			this.copy = true;
		}
	}

	/**
	 * Add hooks of Git.
	 * @param commit whether to check commits
	 * @param push whether to check what is pushed
	 * @param strict whether nothing is committed or pushed if the check cannot run
	 * @throws CommandException if they would run in other repositories, too, or there is
	 * no jar that they could run
	 */
	public void addHooks(boolean commit, boolean push, boolean strict) {
		GitHooks hooks = new GitHooks(this.repository, fill(Template.of("headway-check.sh")));
		String option = strict ? "--strict " : "";
		if (commit) {
			hooks.add("pre-commit", "no commit with migrations in conflict", option + "pre-commit");
			hooks.add("pre-merge-commit", "no merge that leaves migrations in conflict", option + "pre-merge-commit");
		}
		if (push) {
			hooks.add("pre-push", "no push of migrations in conflict with the default branch",
					option + "pre-push \"$1\"");
		}
		add(hooks.files());
		this.copy = true;
	}

	private void add(GeneratedFiles some) {
		this.changes.addAll(some.changes());
		this.advice.addAll(some.advice());
	}

	/**
	 * Add the workflow of GitHub.
	 * @param comment whether it keeps a comment on the pull request
	 * @throws CommandException if GitHub would evaluate the name of a folder, or there is
	 * no jar that it could run
	 */
	public void addGithub(boolean comment) {
		Stream.concat(words(), Stream.of(this.repository.refs().defaultBranch()))
			.forEach((text) -> refuse(text, text.contains("${{"), "GitHub would evaluate"));
		Template template = Template.of("github.yml");
		if (comment) {
			template.with("comment",
					Template.of("github-comment.yml").with("script", Template.of("github-comment.sh")));
		}
		else {
			template.with("comment", "");
		}
		this.files.create(".github/workflows/migrations.yml", pipeline(template, "github.sh"));
		this.advice.add(
				"In the settings of the repository on GitHub, protect %s: require the status check 'check', and a merge queue or 'Require branches to be up to date before merging'. Without that, two pull requests that each pass can still merge into a conflict."
					.formatted(this.repository.refs().defaultBranch()));
	}

	/**
	 * Add the job of GitLab.
	 * @throws CommandException if there is no jar that it could run
	 */
	public void addGitlab() {
		this.files.create(".gitlab/migrations.yml", pipeline(Template.of("gitlab.yml"), "gitlab.sh"));
		this.advice.add(
				"In the settings of the project on GitLab, require successful pipelines, and merge trains or fast-forward merges. Without that, two merge requests that each pass can still merge into a conflict.");
	}

	private FileContent pipeline(Template template, String check) {
		if (jar().isSnapshot() && this.advice.stream().noneMatch((sentence) -> sentence.startsWith(SNAPSHOT))) {
			this.advice.add(SNAPSHOT
					+ "Put its runnable jar into a repository of your own, and set the variable HEADWAY_REPOSITORY of the pipeline to the URL of that.");
		}
		return FileContent.of(fill(template).with("branch", ShellWord.of(this.repository.refs().defaultBranch()))
			.with("fetch", Template.of("fetch.sh"))
			.with("check", Template.of(check))
			.lines());
	}

	private Template fill(Template template) {
		return jar().fill(template).with("options", shellOptions()).with("command", ShellWord.of(this.command));
	}

	/**
	 * Add rules for coding agents.
	 */
	public void addAgents() {
		this.files.append("AGENTS.md", Template.of("agents.md").with("command", this.command).lines());
	}

	/**
	 * The files to create.
	 * @return the changes, empty if all is there
	 */
	public List<FileChange.Generate> changes() {
		Stream<FileChange.Generate> jarCopy = this.copy ? jar().copy().stream() : Stream.empty();
		return Stream.of(this.changes.stream(), this.files.changes().stream(), jarCopy)
			.flatMap(Function.identity())
			.toList();
	}

	/**
	 * Let Git know which of the files that were created at the top are programs.
	 */
	public void finish() {
		changes().stream()
			.filter((change) -> change.executable() && this.top.equals(change.path().getParent()))
			.forEach((change) -> this.repository.workTree().addProgram(change.path()));
	}

	/**
	 * What is left to do.
	 * @return sentences
	 */
	public List<String> advice() {
		return Stream.concat(this.advice.stream(), this.files.advice().stream()).toList();
	}

	static String slashes(Path path) {
		return path.toString().replace(File.separatorChar, '/');
	}

}
