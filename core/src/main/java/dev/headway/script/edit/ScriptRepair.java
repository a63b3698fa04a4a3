package dev.headway.script.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.revision.RevisionException;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileContent;
import dev.headway.script.name.MisnamedFile;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.VersionSequence;
import dev.headway.script.text.Header;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.HeaderKey;
import dev.headway.script.text.HeaderProblem;
import dev.headway.script.text.MisplacedHeader;

/**
 * Repairs what needs no judgment in migrations that the target does not have: names that
 * Flyway would skip; headers that are mistyped, repeated or in the wrong place, and those
 * that are missing although they are required; undo scripts whose migration got another
 * version; versions that the target has, or that are below those of its migrations or of
 * their parents, by {@link RebaseEdit}; and the {@code HEAD} file.
 */
final class ScriptRepair {

	private final FolderContents original;

	private final Function<FolderContents, VersionSequence> sequences;

	private final @Nullable TargetBranch target;

	private final Collection<String> applied;

	private final ScriptNames names;

	ScriptRepair(FolderContents contents, Function<FolderContents, VersionSequence> sequences,
			@Nullable TargetBranch target, Collection<String> applied) {
		this.original = contents;
		this.sequences = sequences;
		this.target = target;
		this.applied = applied;
		this.names = new ScriptNames(contents.settings().naming());
	}

	FileChanges repair() {
		List<FileChange> all = new ArrayList<>();
		FolderContents contents = this.original;
		List<FileChange> step = next(contents);
		for (int i = 0; !step.isEmpty() && i < mostSteps(); i++) {
			all.addAll(step);
			contents = contents.after(step);
			step = next(contents);
		}
		return this.original.withHead(inOneStep(all, contents), contents.scripts());
	}

	/**
	 * A step can make another one possible, such as a new name a conflict of versions.
	 */
	private int mostSteps() {
		return 10 + 2 * this.original.resources().size();
	}

	private List<FileChange> next(FolderContents contents) {
		return Stream
			.<Function<FolderContents, List<FileChange>>>of(this::names, this::headers, this::undos, this::versions)
			.map((repair) -> repair.apply(contents))
			.filter((changes) -> !changes.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	/**
	 * Whether a file may change: neither the target nor a database has it.
	 */
	private boolean isOurs(ScriptResource resource) {
		return this.target != null && resource.file().isPresent() && !resource.isCode() && !this.target.has(resource)
				&& !this.applied.contains(resource.filename());
	}

	private List<FileChange> names(FolderContents contents) {
		Version next = Version.parse(this.sequences.apply(contents).next()).orElseThrow();
		return contents.resources()
			.stream()
			.filter((resource) -> this.names.read(resource.filename()).isEmpty() && isOurs(resource))
			.flatMap((resource) -> this.names.misnamed(resource.filename(), next)
				.map(MisnamedFile::newName)
				.flatMap((name) -> rename(contents, resource, name))
				.stream())
			.limit(1)
			.toList();
	}

	/**
	 * Rename a file, unless there is one of that name.
	 */
	private static Optional<FileChange> rename(FolderContents contents, ScriptResource resource, String name) {
		Path file = resource.file().orElseThrow();
		Path folder = Path.of(resource.relativePath()).resolveSibling(name);
		boolean taken = contents.resources().stream().anyMatch((other) -> Path.of(other.relativePath()).equals(folder));
		return taken ? Optional.empty() : Optional.of(new FileChange.Rename(file, file.resolveSibling(name)));
	}

	private List<FileChange> headers(FolderContents contents) {
		MigrationScripts scripts = contents.scripts();
		List<FileChange> changes = new ArrayList<>();
		for (MigrationFile file : contents.files(ScriptKind.VERSIONED)) {
			if (isOurs(file.resource())) {
				ScriptResource resource = file.resource();
				HeaderEdit before = FolderContents.header(resource::open, resource.path());
				HeaderEdit after = header(file, before, scripts);
				if (!after.isSameAs(before)) {
					changes.add(new FileChange.Rewrite(file.path(), FolderContents.content(resource),
							FolderContents.content(after, resource.path())));
				}
			}
		}
		return changes;
	}

	private HeaderEdit header(MigrationFile file, HeaderEdit script, MigrationScripts scripts) {
		String comment = this.original.comment(file.filename());
		Header header = script.header();
		HeaderEdit edit = script;
		for (HeaderProblem problem : header.problems()) {
			if (problem.type() == ProblemType.DUPLICATE_HEADER && problem.line() != null) {
				return (problem.meant().size() == header.values(problem.key()).size()) ? script.without(problem.line())
						: script;
			}
			if (!problem.meant().isEmpty()) {
				edit = edit.write(problem);
			}
		}
		Header.Line revises = header.line(HeaderKey.REVISES);
		if (revises == null && isReported(ProblemType.MISSING_HEADER, file, scripts)) {
			edit = edit.write(HeaderKey.REVISES,
					misplaced(file.resource()).map(MisplacedHeader::parents).orElseGet(() -> below(file, scripts)),
					comment);
		}
		else if (revises != null && isReported(ProblemType.SELF_LOOP, file, scripts) && revises.values().size() == 1) {
			edit = edit.write(HeaderKey.REVISES, below(file, scripts), comment);
		}
		return edit;
	}

	private static boolean isReported(ProblemType type, MigrationFile file, MigrationScripts scripts) {
		return Stream.concat(scripts.problems().stream(), scripts.warnings().stream())
			.anyMatch((problem) -> problem.type() == type && problem.scripts().equals(List.of(file.filename())));
	}

	private static Optional<MisplacedHeader> misplaced(ScriptResource resource) {
		try (InputStream script = resource.open()) {
			return MisplacedHeader.find(script);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static List<String> below(MigrationFile file, MigrationScripts scripts) {
		return scripts.revisions()
			.stream()
			.flatMap((script) -> Stream.ofNullable(script.version()))
			.filter((version) -> version.compareTo(file.version()) < 0)
			.max(Version::compareTo)
			.map((version) -> List.of(version.text()))
			.orElse(List.of(Header.BASE));
	}

	/**
	 * Give an undo script the version of the only migration with its description, if that
	 * has none.
	 */
	private List<FileChange> undos(FolderContents contents) {
		for (MigrationFile undo : contents.files(ScriptKind.UNDO)) {
			if (contents.files(ScriptKind.VERSIONED, undo.version()).isEmpty() && isOurs(undo.resource())) {
				List<MigrationFile> migrations = contents.files(ScriptKind.VERSIONED)
					.stream()
					.filter((file) -> file.name().description().equals(undo.name().description())
							&& contents.files(ScriptKind.UNDO, file.version()).isEmpty())
					.toList();
				if (migrations.size() == 1) {
					MigrationFile migration = migrations.get(0);
					String version = contents.fileNames().version(ScriptKind.VERSIONED, migration.filename());
					String name = contents.fileNames().withVersion(ScriptKind.UNDO, undo.filename(), version);
					return rename(contents, undo.resource(), name).map(List::of).orElse(List.of());
				}
			}
		}
		return List.of();
	}

	private List<FileChange> versions(FolderContents contents) {
		TargetBranch branch = this.target;
		if (branch == null) {
			return List.of();
		}
		FolderContents all = contents.with(branch.missing());
		MigrationScripts scripts = all.scripts();
		List<String> misplaced = scripts.problems()
			.stream()
			.filter((problem) -> problem.type() == ProblemType.VERSION_ORDER)
			.map((problem) -> problem.scripts().get(0))
			.filter((name) -> contents.findFile(name).filter((file) -> isOurs(file.resource())).isPresent())
			.toList();
		if (!misplaced.isEmpty()) {
			return rebase(all, new RebaseRequest(misplaced.subList(0, 1), null, branch));
		}
		return (!scripts.shared().isEmpty() || hasLate(scripts))
				? rebase(all, new RebaseRequest(List.of(), null, branch)) : List.of();
	}

	/**
	 * Whether one of our scripts without a header is below one that the target has.
	 */
	private boolean hasLate(MigrationScripts scripts) {
		Version highest = scripts.revisions()
			.stream()
			.filter((script) -> script.parentsImplied() && !isOurs(script))
			.flatMap((script) -> Stream.ofNullable(script.version()))
			.max(Version::compareTo)
			.orElse(null);
		return highest != null && scripts.revisions()
			.stream()
			.filter((script) -> script.parentsImplied() && isOurs(script))
			.flatMap((script) -> Stream.ofNullable(script.version()))
			.anyMatch((version) -> version.compareTo(highest) < 0);
	}

	private boolean isOurs(Script script) {
		return script.resource() != null && isOurs(script.resource());
	}

	/**
	 * Rebase if it is clear what moves, and only our files do.
	 */
	private List<FileChange> rebase(FolderContents contents, RebaseRequest request) {
		try {
			List<FileChange> changes = new RebaseEdit(contents, this.sequences.apply(contents)).rebase(request)
				.changes()
				.stream()
				.filter((change) -> !isHead(contents, change.path()))
				.toList();
			Set<Path> ours = contents.resources()
				.stream()
				.filter(this::isOurs)
				.flatMap((resource) -> resource.file().stream())
				.collect(Collectors.toSet());
			return changes.stream().map(FileChange::path).allMatch(ours::contains) ? changes : List.of();
		}
		catch (EditException | RevisionException ex) {
			return List.of();
		}
	}

	private static boolean isHead(FolderContents contents, Path path) {
		return contents.scripts()
			.headFiles()
			.stream()
			.anyMatch((head) -> head.resource().file().equals(Optional.of(path)));
	}

	/**
	 * The same changes with at most one rewrite and one new name for a file.
	 */
	private List<FileChange> inOneStep(List<FileChange> steps, FolderContents after) {
		Map<Path, ScriptResource> results = new LinkedHashMap<>();
		after.resources().forEach((resource) -> resource.file().ifPresent((file) -> results.put(file, resource)));
		List<FileChange> changes = new ArrayList<>();
		this.original.resources().forEach((resource) -> resource.file().ifPresent((file) -> {
			ScriptResource result = results.get(file);
			if (result != null && steps.stream().anyMatch((step) -> step.path().equals(file))) {
				FileContent before = FolderContents.content(resource);
				FileContent content = FolderContents.content(result);
				if (!before.equals(content)) {
					changes.add(new FileChange.Rewrite(file, before, content));
				}
				if (!resource.filename().equals(result.filename())) {
					changes.add(new FileChange.Rename(file, file.resolveSibling(result.filename())));
				}
			}
		}));
		steps.stream().filter(FileChange.Delete.class::isInstance).forEach(changes::add);
		return changes;
	}

}
