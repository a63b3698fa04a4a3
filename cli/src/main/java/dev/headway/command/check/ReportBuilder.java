package dev.headway.command.check;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.command.git.CommittedFile;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ModelSource;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.check.MergePreview;
import dev.headway.script.check.ScriptCheck;
import dev.headway.script.code.CodeFile;
import dev.headway.script.edit.TargetBranch;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.ScriptNaming;

/**
 * Collects the {@link Finding findings} of a check: in the files, then in a merge, then
 * in the database.
 */
public final class ReportBuilder {

	private final Path folder;

	private final Path root;

	private final Map<String, String> paths = new HashMap<>();

	private final List<Finding> findings = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	private final Map<String, ReportedRevisions> graphs = new LinkedHashMap<>();

	private final Charset encoding;

	private final Set<ScriptProblem> known = new HashSet<>();

	private final Set<Integer> codes = new HashSet<>();

	private final ScriptNaming naming;

	private final FlywayOption option;

	private final List<ModelSource.Changes> models = new ArrayList<>();

	private MigrationScripts scripts;

	private String title = "";

	public ReportBuilder(Invocation invocation) {
		this.folder = invocation.location();
		this.naming = invocation.settings(false).naming();
		this.encoding = invocation.settings(false).encoding();
		this.root = Path.of(invocation.console().environment().getOrDefault("GITHUB_WORKSPACE", "")).toAbsolutePath();
		this.option = invocation.option();
		this.scripts = MigrationScripts.load(invocation.settings(false), (ScriptListing) List::of, List.of());
	}

	/**
	 * Mention something.
	 * @param remark a sentence
	 */
	public void add(String remark) {
		this.remarks.add(remark);
	}

	/**
	 * Continue with some scripts.
	 * @param title the names of their history and database, as far as there are several
	 * @param scripts the scripts
	 */
	public void use(String title, MigrationScripts scripts) {
		this.title = title;
		use(scripts, null);
		Stream.of(scripts.revisions(), scripts.undos(), scripts.baselines(), scripts.repeatables())
			.flatMap(List::stream)
			.forEach((script) -> this.paths.put(script.name(), script.path()));
	}

	private void use(MigrationScripts scripts, @Nullable List<Script> added) {
		this.scripts = scripts;
		this.graphs.put(this.title, new ReportedRevisions(this.title, scripts, this.encoding, added));
	}

	/**
	 * Add what was found in files.
	 * @param problems the problems
	 * @param scripts the scripts in these files
	 */
	public void add(List<ScriptProblem> problems, MigrationScripts scripts) {
		for (ScriptProblem problem : problems) {
			if (problem.type() == ProblemType.MISSING_LOCATION && scripts.warnings().contains(problem)) {
				this.remarks.add(problem.message());
			}
			else if (this.known.add(problem)) {
				this.codes.add(isConflict(problem, scripts) ? ExitCode.CONFLICT : ExitCode.INVALID);
				add(problem.type(), problem.message(), problem.scripts(), problem.line(), problem.fix());
			}
		}
	}

	/**
	 * Whether the files have a graph, but a part of it collides with another one.
	 */
	private static boolean isConflict(ScriptProblem problem, MigrationScripts scripts) {
		return switch (problem.type()) {
			case MULTIPLE_HEADS, LATE_REVISION -> true;
			case DUPLICATE_VERSION -> !scripts.problems().contains(problem);
			default -> false;
		};
	}

	/**
	 * Add what was found in this branch and what a merge would bring. A conflict that
	 * this branch has anyway is reported once, and one that the other branch has anyway
	 * is only mentioned.
	 * @param problems the problems of this branch
	 * @param comparison the comparison with the other branch
	 * @param preview the result of the merge
	 */
	public void add(List<ScriptProblem> problems, BranchComparison comparison, MergePreview preview) {
		Optional<String> theirs = preview.targetConflict();
		add(preview.complete(problems)
			.stream()
			.filter((problem) -> theirs.isEmpty() || !isConflict(problem, this.scripts))
			.toList(), this.scripts);
		Optional<HeadConflict> conflict = new ScriptCheck(this.scripts).conflict();
		boolean same = conflict.isPresent()
				&& (preview.onlyTheirs().isEmpty() || new ScriptCheck(preview.merged()).conflict().equals(conflict));
		int before = this.findings.size();
		add(preview.problems().stream().filter((problem) -> !(same && isConflict(problem, preview.merged()))).toList(),
				preview.merged());
		this.remarks.addAll(comparison.remarks());
		theirs.ifPresent(this.remarks::add);
		if (this.findings.size() > before) {
			side("this branch", preview.onlyOurs());
			side(comparison.branch(), preview.onlyTheirs());
		}
		use(preview.merged(), preview.added());
	}

	/**
	 * Whether there are problems of which no command is known that fixes them.
	 * @return whether there are
	 */
	public boolean needsFix() {
		return this.findings.stream().anyMatch((finding) -> finding.fix().isEmpty());
	}

	/**
	 * Name the command that repairs some files, where no other one is known.
	 * @param files the names of the files
	 * @param command the command
	 */
	public void addFix(Set<String> files, String command) {
		this.findings.replaceAll((finding) -> (finding.fix().isEmpty()
				&& finding.scripts().stream().anyMatch((script) -> files.contains(new File(script).getName())))
						? finding.withFix(this.option.addTo(command)) : finding);
	}

	/**
	 * Mention migrations of other branches that have the version of one that is only on
	 * this branch.
	 * @param branches finds the branches by the names of files; not called if this branch
	 * has added nothing
	 * @param target the branch that this one will be merged into
	 */
	public void addVersionsOf(Supplier<Map<String, String>> branches, TargetBranch target) {
		Map<Version, Script> own = new HashMap<>();
		this.scripts.revisions().forEach((script) -> {
			ScriptResource file = script.resource();
			boolean source = file instanceof CommittedFile || (file != null && file.file().isPresent());
			if (file != null && source && !target.has(file)) {
				own.put(Objects.requireNonNull(script.version()), script);
			}
		});
		if (own.isEmpty()) {
			return;
		}
		Map<String, String> others = new LinkedHashMap<>(branches.get());
		target.missing().forEach((file) -> others.remove(file.filename()));
		ScriptNames names = new ScriptNames(this.naming);
		others.forEach((file, branch) -> names.read(file)
			.or(() -> CodeFile.name(file))
			.filter((name) -> name.kind() == ScriptKind.VERSIONED)
			.map((name) -> own.get(name.version()))
			.filter((script) -> !Objects.requireNonNull(script.resource()).filename().equals(file))
			.ifPresent((script) -> this.remarks
				.add("%s has version %s too: %s".formatted(branch, script.version(), file))));
	}

	/**
	 * Add the problems of the database; those of files are known already, except for
	 * files that only this database shows to be late.
	 * @param state the state of the database
	 */
	public void add(MigrationState state) {
		MigrationStatus status = state.status();
		if (status.compareTo(MigrationStatus.CONFLICT) <= 0) {
			addLate(state);
			return;
		}
		this.codes.add(ExitCode.of(status));
		if (status == MigrationStatus.PENDING) {
			add(ProblemType.PENDING,
					"the database is not up to date: %s not applied. Run 'db upgrade'."
						.formatted(ShortList.names(state.pending()) + ((state.pending().size() == 1) ? " is" : " are")),
					List.of(), null, List.of(List.of("db upgrade")));
		}
		else if (status.forbidsUpgrade()) {
			for (MigrationProblem problem : state.problems()) {
				if (!isReported(problem)) {
					add(problem.type(), problem.message(), problem.scripts(), null, List.of());
				}
			}
		}
	}

	private void addLate(MigrationState state) {
		if (this.findings.stream().anyMatch((finding) -> finding.type() == ProblemType.LATE_REVISION)) {
			return;
		}
		List<List<String>> commands = Stream.ofNullable(state.conflict())
			.flatMap((conflict) -> conflict.resolve().stream())
			.filter((way) -> way.startsWith("db "))
			.map(List::of)
			.toList();
		for (MigrationProblem problem : state.problems()) {
			if (problem.type() == ProblemType.LATE_REVISION) {
				this.codes.add(ExitCode.CONFLICT);
				add(problem.type(), problem.message(), problem.scripts(), null, commands);
			}
		}
	}

	/**
	 * Add the comparison of the JPA model.
	 * @param changes what differs
	 * @param fromScripts whether it was compared with what the migrations make
	 */
	public void add(ModelSource.Changes changes, boolean fromScripts) {
		String command = "db migrate %s-m \"match the model\"".formatted(fromScripts ? "--from-scripts " : "");
		this.models.add(changes);
		this.remarks.addAll(changes.remarks());
		if (!changes.detected().isEmpty()) {
			this.codes.add(ExitCode.NOT_AT_HEAD);
			add(ProblemType.MODEL_MISMATCH,
					"the JPA model and %s differ in %s. Write the migration with '%s'.".formatted(
							fromScripts ? "what the migrations make" : "the database",
							(changes.detected().size() == 1) ? "1 place" : changes.detected().size() + " places",
							command),
					List.of(), null, List.of(List.of(command)));
			changes.suggestions()
				.forEach((suggestion) -> this.remarks.add("%s, use '%s %s'.".formatted(suggestion.condition(), command,
						ShellWord.of(suggestion.option()))));
		}
	}

	/**
	 * Whether a warning of the state was found in files already.
	 */
	private boolean isReported(MigrationProblem problem) {
		return this.remarks.contains(problem.message())
				|| this.findings.stream().anyMatch((finding) -> finding.message().equals(problem.message()));
	}

	public Report report() {
		List<String> heads = this.scripts.graph().map((graph) -> List.copyOf(graph.heads())).orElse(List.of());
		int revisions = this.scripts.graph()
			.map((graph) -> graph.revisions().size())
			.orElse(this.scripts.revisions().size());
		return new Report(revisions, heads, this.findings, this.remarks.stream().map(this.option::addTo).toList(),
				List.copyOf(this.graphs.values()), this.models);
	}

	/**
	 * The exit code of the most severe problem.
	 * @return the code
	 */
	public int exitCode() {
		return ExitCode.mostSevere(this.codes);
	}

	private void side(String branch, List<String> names) {
		if (!names.isEmpty()) {
			this.remarks.add("Only on %s: %s".formatted(branch, ShortList.names(names)));
		}
	}

	private void add(ProblemType type, String message, List<String> scripts, @Nullable Integer line,
			List<List<String>> fix) {
		this.findings
			.add(new Finding(type, this.option.addTo(message), scripts, scripts.stream().map(this::path).toList(), line,
					fix.stream().map((way) -> way.stream().map(this.option::addTo).toList()).toList()));
	}

	/**
	 * Where a script is, as seen from the root of the repository if it is below that.
	 */
	private String path(String name) {
		Path inFolder = this.folder.resolve(name);
		Path path = Path.of(this.paths.getOrDefault(name, Files.exists(inFolder) ? inFolder.toString() : name));
		Path absolute = path.toAbsolutePath().normalize();
		boolean below = absolute.startsWith(this.root) && Files.exists(absolute);
		Path shown = below ? this.root.relativize(absolute) : path;
		return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
	}

}
