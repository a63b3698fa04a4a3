package dev.headway.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.command.check.BranchComparison;
import dev.headway.command.check.Report;
import dev.headway.command.check.ReportBuilder;
import dev.headway.command.check.ReportFormat;
import dev.headway.command.console.LinePrinter;
import dev.headway.command.git.GitRepository;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.FileChangeApplier;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ModelSource;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptProblem;
import dev.headway.script.check.ScriptCheck;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.FileFailure;

/**
 * Reports everything that prevents the migrations from being applied, with a
 * {@link ReportBuilder}.
 */
@Command(name = "check", abbreviateSynopsis = true,
		description = { "Check the migrations and report all problems.",
				"In an application, this includes the database." },
		exitCodeList = { ExitCode.FINE_TEXT, "1:failed, for example an unknown Git reference or a failed migration",
				ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT, ExitCode.INVALID_TEXT, ExitCode.NOT_AT_HEAD_TEXT })
final class CheckCommand extends DbSubcommand {

	private static final String UNTOUCHED = "OK: no migration is touched";

	@Option(names = "--against", paramLabel = "REF", arity = "0..1", fallbackValue = "origin/HEAD",
			description = "Check a merge with this branch (${FALLBACK-VALUE}).")
	private @Nullable String against;

	@Option(names = "--staged", description = "Check the next commit instead of the work tree.")
	private boolean staged;

	@Option(names = "--commit", paramLabel = "REV", description = "Check a commit instead of the work tree.")
	private @Nullable String commit;

	@Option(names = "--require-downgrade", description = "Require an undo script for each versioned migration.")
	private boolean requireDowngrade;

	@Option(names = "--model", description = "Compare the JPA model with the database.")
	private boolean model;

	@Option(names = "--from-scripts", description = "With --model: compare with what the scripts make.")
	private boolean fromScripts;

	@Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json, github, sarif or markdown.")
	private ReportFormat format = ReportFormat.TEXT;

	@Option(names = "--summary", paramLabel = "FILE", description = "Append Markdown to this file as well.")
	private @Nullable Path summary;

	@Option(names = "--fix", description = "First repair what needs no judgment.")
	private boolean fix;

	@Option(names = { "-n", "--dry-run" }, description = "With --fix: show the repairs without making them.")
	private boolean dryRun;

	CheckCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		if (this.dryRun && !this.fix) {
			throw wrong("--dry-run needs --fix, as in 'db check --fix -n'.");
		}
		if (inGit() && (this.fix || (this.staged && this.commit != null))) {
			throw wrong(
					"--staged, --commit and --fix exclude each other: they read the next commit, a commit, and the work tree.");
		}
		if (this.fromScripts && !this.model) {
			throw wrong("--from-scripts needs --model, as in 'db check --model --from-scripts'.");
		}
		if (inGit() && this.model) {
			throw wrong("--model compares with the database, so it excludes --staged and --commit.");
		}
		try {
			Map<String, Result> results = new LinkedHashMap<>();
			for (String history : invocation().histories()) {
				invocation().useHistory(history);
				results.put(history, checkHistory(history));
			}
			print(results);
			Set<Integer> codes = results.values().stream().map(Result::code).collect(Collectors.toSet());
			if (this.summary != null && !append(this.summary, ReportFormat.MARKDOWN.lines(forPeople(results)))) {
				codes.add(ExitCode.FAILED);
			}
			return ExitCode.mostSevere(codes);
		}
		catch (HeadwayException ex) {
			fail(ReportFormat.failureAsMarkdown(String.valueOf(ex.getMessage())));
			throw ex;
		}
	}

	private void fail(List<String> markdown) {
		if (format() == ReportFormat.MARKDOWN) {
			printData(markdown);
		}
		if (this.summary != null) {
			append(this.summary, markdown);
		}
	}

	/**
	 * Append to a file, below an empty line. What was found is printed already, so a
	 * failure does not hide it.
	 */
	private boolean append(Path file, List<String> markdown) {
		List<String> lines = new ArrayList<>(List.of(""));
		lines.addAll(markdown);
		try {
			FileContent.of(lines).appendTo(file);
			return true;
		}
		catch (IOException | HeadwayException ex) {
			invocation().console()
				.err()
				.printError("FAILED: ", "No summary was written: %s. Name another file with --summary."
					.formatted(Printable.line(FileFailure.describe(ex).replaceFirst("\\.$", ""))));
			return false;
		}
	}

	private Result checkHistory(String history) {
		if (this.fix) {
			fix();
		}
		ReportBuilder builder = new ReportBuilder(invocation());
		boolean touched = false;
		for (String vendor : invocation().vendors()) {
			invocation().use(vendor);
			if (!inGit() || isTouched()) {
				touched = true;
				check(builder, title(history, vendor));
			}
			else if (needsRevisions()) {
				builder.use(title(history, vendor), invocation().scripts(false));
			}
		}
		if (!touched) {
			builder.add(UNTOUCHED);
		}
		if (invocation().hasService() && !inGit()) {
			builder.add(invocation().service().state());
		}
		if (this.model) {
			compareModel(builder);
		}
		return new Result(builder.report(), builder.exitCode(), touched);
	}

	private void compareModel(ReportBuilder builder) {
		ModelSource source = invocation().model();
		MigrationStatus status = invocation().service().state().status();
		if (this.fromScripts ? status.compareTo(MigrationStatus.CONFLICT) > 0 : status == MigrationStatus.UP_TO_DATE) {
			builder.add(source.compare(ModelSource.Options.of(this.fromScripts)), this.fromScripts);
		}
		else {
			builder.add("The model was not compared, because the migrations have status %s.".formatted(status));
		}
	}

	private static String title(String history, String vendor) {
		return Stream.of(history, vendor).filter((name) -> !name.isEmpty()).collect(Collectors.joining(", "));
	}

	private boolean needsRevisions() {
		return format() != ReportFormat.TEXT || this.summary != null;
	}

	private ParameterException wrong(String message) {
		return new ParameterException(spec().commandLine(), message);
	}

	/**
	 * Whether files are read from Git.
	 */
	private boolean inGit() {
		return this.staged || this.commit != null;
	}

	/**
	 * Continue with the files in Git, and find out whether there is anything to check.
	 */
	private boolean isTouched() {
		GitRepository repository = GitRepository.at(invocation().folders());
		Map<String, String> files = (this.commit != null) ? repository.files(tip(repository))
				: repository.staged(invocation().console().environment().getOrDefault("GIT_INDEX_FILE", ""));
		boolean touched = before(repository).filter(files::equals).isEmpty();
		if (touched || needsRevisions()) {
			invocation().use(repository.list(files));
		}
		return touched;
	}

	/**
	 * The files before the next commit, or before all that a commit adds to the other
	 * branch.
	 */
	private Optional<Map<String, String>> before(GitRepository repository) {
		if (this.commit == null) {
			return Optional.of(repository.refs().head().map(repository::files).orElseGet(Map::of));
		}
		return Optional.ofNullable(this.against)
			.flatMap((ref) -> repository.refs().mergeBase(tip(repository), repository.refs().branch(ref).commit()))
			.map(repository::files);
	}

	private String tip(GitRepository repository) {
		return (this.commit != null) ? repository.refs().branch(this.commit).commit() : "HEAD";
	}

	private void check(ReportBuilder builder, String title) {
		MigrationScripts scripts = invocation().scripts(true);
		builder.use(title, scripts);
		List<ScriptProblem> problems = new ScriptCheck(scripts, invocation().settings(true).encoding(), this::target)
			.problems(this.requireDowngrade);
		if (this.against != null) {
			compare(this.against, problems, builder);
		}
		else {
			builder.add(problems, scripts);
		}
		if (needsRevisions() && builder.needsFix() && !inGit() && invocation().vendors().size() < 2) {
			addRepairs(builder);
		}
		target().ifPresent((target) -> builder.addVersionsOf(invocation()::otherBranches, target));
	}

	/**
	 * Name {@code --fix} where it helps.
	 */
	private void addRepairs(ReportBuilder builder) {
		try {
			Set<String> files = repair().changes()
				.stream()
				.map((change) -> change.path().toFile().getName())
				.collect(Collectors.toSet());
			builder.addFix(files,
					"db check --fix" + ((this.against != null) ? " --against " + ShellWord.of(this.against) : ""));
		}
		catch (EditException ex) {
			// Nothing can be repaired as long as something else is wrong.
			return;
		}
	}

	private FileChanges repair() {
		return invocation().editedFolder().repair(target().orElse(null), applied());
	}

	private void print(Map<String, Result> results) {
		if (format() == ReportFormat.TEXT) {
			results.forEach((history, result) -> result.lines()
				.forEach((line) -> invocation().out().println((results.size() > 1) ? history + ": " + line : line)));
		}
		else {
			boolean program = format() == ReportFormat.JSON || format() == ReportFormat.SARIF;
			printData(format().lines(program ? report(results) : forPeople(results)));
		}
	}

	private Report forPeople(Map<String, Result> results) {
		return report(results).calling(invocation().console().command());
	}

	private static Report report(Map<String, Result> results) {
		return Report.all(results.values().stream().map(Result::report).toList());
	}

	private void printData(List<String> lines) {
		lines.forEach((line) -> invocation().out().printData(line + System.lineSeparator()));
	}

	private ReportFormat format() {
		return invocation().json() ? ReportFormat.JSON : this.format;
	}

	private void fix() {
		LinePrinter out = (format() == ReportFormat.TEXT) ? invocation().out() : invocation().console().err();
		FileChangeApplier edit = new FileChangeApplier(invocation(), out);
		if (target().isEmpty()) {
			out.println(
					"Only the HEAD file can be repaired, because Git does not know the target branch. Specify it, as in 'db check --fix --against main'.");
		}
		FileChanges changes = repair();
		if (this.dryRun) {
			edit.print(changes);
			out.println("Nothing was written.");
		}
		else {
			edit.apply(changes);
		}
	}

	private Set<String> applied() {
		return !invocation().hasService() ? Set.of()
				: invocation().service()
					.state()
					.history()
					.stream()
					.filter((entry) -> entry.state().isApplied())
					.map((entry) -> new File(entry.script()).getName())
					.collect(Collectors.toSet());
	}

	private Optional<TargetBranch> target() {
		return (inGit() || Files.isDirectory(invocation().location())) ? invocation().target(this.against, List.of())
				: Optional.empty();
	}

	private void compare(String ref, List<ScriptProblem> problems, ReportBuilder builder) {
		GitRepository repository = GitRepository.at(invocation().folders());
		BranchComparison comparison = new BranchComparison(repository, ref, tip(repository));
		builder.add(problems, comparison, comparison.preview(invocation().settings(true), invocation().files()));
	}

	/**
	 * The result for a history.
	 *
	 * @param report the report
	 * @param code the exit code
	 * @param touched whether there was anything to check
	 */
	private record Result(Report report, int code, boolean touched) {

		List<String> lines() {
			return this.touched ? ReportFormat.TEXT.lines(this.report) : this.report.remarks();
		}

	}

}
