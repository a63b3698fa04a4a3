package dev.headway.script.edit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.CodeMigration;
import dev.headway.script.HeadFile;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.code.CodeFile;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileContent;
import dev.headway.script.file.UnfinishedEdit;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.FileNames;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.VendorFolders;
import dev.headway.script.name.VersionStyle;
import dev.headway.script.text.FileFailure;
import dev.headway.script.text.HeaderEdit;
import dev.headway.script.text.RegularFile;
import dev.headway.script.text.ScriptBytes;

/**
 * The files of a {@link ScriptFolder}, listed once, and the {@link MigrationScripts} that
 * they form before and after changes.
 */
final class FolderContents {

	static final String INVALID_GRAPH = "The migrations do not form a valid graph";

	private static final int LONGEST_HEAD = 64 * 1024;

	private final SourceFolders folders;

	private final Path folder;

	private final ScriptSettings settings;

	private final Collection<CodeMigration> code;

	private final List<ScriptResource> resources;

	private final List<MigrationFile> files;

	private final Map<List<?>, List<MigrationFile>> byVersion;

	private FolderContents(SourceFolders folders, ScriptSettings settings, Collection<CodeMigration> code,
			List<ScriptResource> resources) {
		this.folders = folders;
		this.folder = folders.folder();
		this.settings = settings;
		this.code = code;
		this.resources = resources;
		ScriptNames names = new ScriptNames(settings.naming());
		this.files = resources.stream()
			.filter((resource) -> !resource.isCode())
			.flatMap((resource) -> names.read(resource.filename())
				.map((name) -> new MigrationFile(resource, name))
				.stream())
			.toList();
		this.byVersion = this.files.stream()
			.filter((file) -> file.kind() != ScriptKind.REPEATABLE)
			.collect(Collectors.groupingBy((file) -> List.of(file.kind(), file.version())));
	}

	static FolderContents list(SourceFolders folders, ScriptSettings settings, Collection<CodeMigration> code) {
		folders.roots().forEach(FolderContents::requireFolder);
		List<ScriptResource> resources = folders.list();
		UnfinishedEdit.in(folders.roots()).ifPresent((edit) -> {
			throw new EditException(EditError.UNFINISHED_EDIT, "Nothing was written: " + edit.message());
		});
		ScriptProblem.unreadable(resources).ifPresent((problem) -> {
			throw new EditException(EditError.INVALID_SCRIPTS, "Nothing was written. " + problem.message());
		});
		VendorFolders.find(settings.naming(), resources.stream().map(ScriptResource::relativePath).toList())
			.ifPresent((vendors) -> {
				throw new EditException(EditError.INVALID_SCRIPTS, vendors.message(folders.folder()));
			});
		return new FolderContents(folders, settings, code, resources);
	}

	private static void requireFolder(Path folder) {
		if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
			String message = !Files.exists(folder)
					? "There is no folder '%s'. Create it with 'db init', or specify another."
					: !Files.isDirectory(folder) ? "'%s' is a file, not a folder. Specify the folder of the migrations."
							: "'%s' cannot be read. Specify the folder of the migrations.";
			throw new EditException(EditError.NO_FOLDER, message.formatted(folder));
		}
	}

	Path folder() {
		return this.folder;
	}

	ScriptSettings settings() {
		return this.settings;
	}

	FileNames fileNames() {
		return new FileNames(this.settings.naming());
	}

	List<MigrationFile> files(ScriptKind kind) {
		return this.files.stream().filter((file) -> file.kind() == kind).toList();
	}

	List<MigrationFile> files(ScriptKind kind, Version version) {
		return this.byVersion.getOrDefault(List.of(kind, version), List.of());
	}

	/**
	 * Find a versioned migration by the name or path of its file.
	 */
	Optional<MigrationFile> findFile(String symbol) {
		String path = symbol.replace(File.separatorChar, '/');
		String name = path.substring(path.lastIndexOf('/') + 1);
		List<MigrationFile> named = files(ScriptKind.VERSIONED).stream()
			.filter((file) -> file.filename().equals(name))
			.toList();
		return named.stream()
			.filter((file) -> file.resource().relativePath().equals(path))
			.findFirst()
			.or(() -> named.stream().findFirst());
	}

	MovingScript moving(Script script) {
		requireFile(script);
		ScriptResource resource = Objects.requireNonNull(script.resource());
		return new MovingScript(script, resource, header(resource::open, resource.path()).header());
	}

	/**
	 * The file of a migration that is about to change.
	 */
	static Path requireFile(Script script) {
		ScriptResource resource = script.resource();
		if (resource == null || resource.isCode()) {
			throw new EditException(EditError.NOT_A_FILE,
					"%s is a Java migration, which only you can change. Change its version and parents in the class, or use 'db merge' instead."
						.formatted(script.name()));
		}
		return resource.file()
			.orElseThrow(() -> new EditException(EditError.NOT_A_FILE,
					"%s is in '%s', which is not a folder of the migrations. Edit it where its source is."
						.formatted(script.name(), resource.path())));
	}

	/**
	 * Whether a new file would be found.
	 * @param path its path below the folder for new files
	 */
	boolean isVisible(String path) {
		return this.folders.place(path).isPresent();
	}

	/**
	 * The same folder with files that another branch has.
	 */
	FolderContents with(List<ScriptResource> others) {
		List<ScriptResource> all = new ArrayList<>(this.resources);
		all.addAll(others);
		return new FolderContents(this.folders, this.settings, this.code, all);
	}

	MigrationScripts scripts() {
		return load(this.resources);
	}

	MigrationScripts scriptsWithout(Collection<ScriptResource> ignored) {
		Set<ScriptResource> all = Set.copyOf(ignored);
		return load(this.resources.stream().filter((resource) -> !all.contains(resource)).toList());
	}

	MigrationScripts scriptsAfter(List<FileChange> changes) {
		return after(changes).scripts();
	}

	/**
	 * The same folder after changes.
	 */
	FolderContents after(List<FileChange> changes) {
		List<ScriptResource> after = new ArrayList<>(EditedListing.of(this.folder, this.resources, changes));
		this.resources.stream().filter((resource) -> resource.file().isEmpty()).forEach(after::add);
		return new FolderContents(this.folders, this.settings, this.code, after);
	}

	/**
	 * The versions as they are written in the names of files and classes.
	 */
	List<String> versions() {
		FileNames names = fileNames();
		Stream<String> inFiles = this.files.stream()
			.filter((file) -> file.kind() != ScriptKind.REPEATABLE)
			.map((file) -> names.version(file.kind(), file.filename()));
		Stream<String> inCode = Stream.concat(
				this.code.stream().flatMap((migration) -> Stream.ofNullable(migration.version())),
				this.resources.stream()
					.filter(ScriptResource::isCode)
					.flatMap((resource) -> CodeFile.name(resource.filename()).stream())
					.flatMap((name) -> Stream.ofNullable(name.version()))
					.map(Version::text));
		return Stream.concat(inFiles, inCode).filter((written) -> Version.parse(written).isPresent()).toList();
	}

	/**
	 * The style of the first version, as {@code db init} wrote it into the {@code HEAD}
	 * file.
	 */
	@Nullable VersionStyle firstStyle() {
		Path file = this.folder.resolve(HeadFile.NAME);
		boolean timestamps = Files.exists(file) && head(file).lines().equals(List.of(HeadFile.TIMESTAMPS));
		return timestamps ? VersionStyle.TIMESTAMP : null;
	}

	/**
	 * Add the change to the {@code HEAD} files, if the project has any. With several
	 * heads or no valid graph the files do not change.
	 */
	FileChanges withHead(List<FileChange> changes, MigrationScripts after) {
		List<FileChange> all = new ArrayList<>(changes);
		FileContent line = HeadFile.expectedLine(after).map(List::of).map(FileContent::of).orElse(null);
		if (line != null) {
			after.headFiles()
				.stream()
				.flatMap((head) -> head.resource().file().stream())
				.map((file) -> new FileChange.Rewrite(file, head(file), line))
				.filter((change) -> !change.before().lines().equals(change.after().lines()))
				.forEach(all::add);
		}
		return new FileChanges(this.folders.roots(), all);
	}

	/**
	 * What begins a comment line in a file: programs are migrations too.
	 */
	String comment(String filename) {
		String lowerCase = filename.toLowerCase(Locale.ROOT);
		return this.settings.naming()
			.suffixes()
			.stream()
			.anyMatch((suffix) -> lowerCase.endsWith(suffix.toLowerCase(Locale.ROOT))) ? "--" : "#";
	}

	List<ScriptResource> resources() {
		return this.resources;
	}

	/**
	 * Read a file as it is, or as it will be after changes.
	 */
	static FileContent content(ScriptResource resource) {
		try {
			return FileContent.of(resource::open);
		}
		catch (IOException ex) {
			throw unreadable(resource.path(), ex);
		}
	}

	/**
	 * Read a script as it is after its header was edited.
	 */
	static FileContent content(HeaderEdit script, String path) {
		try {
			return FileContent.of(script::open);
		}
		catch (IOException ex) {
			throw unreadable(path, ex);
		}
	}

	/**
	 * Read the header of a script.
	 */
	static HeaderEdit header(ScriptBytes script, String path) {
		try {
			return HeaderEdit.of(script);
		}
		catch (IOException ex) {
			throw unreadable(path, ex);
		}
	}

	/**
	 * Read a {@code HEAD} file, which may have conflict markers. It is going to be
	 * written, and therefore not read through a link either.
	 */
	static FileContent head(Path file) {
		try (InputStream content = RegularFile.openUnlinked(file)) {
			byte[] bytes = content.readNBytes(LONGEST_HEAD + 1);
			if (bytes.length > LONGEST_HEAD) {
				throw new IOException("it has more than %d bytes".formatted(LONGEST_HEAD));
			}
			return FileContent.of(bytes);
		}
		catch (IOException ex) {
			throw new EditException(EditError.HEAD_FILE,
					"'%s' cannot be read (%s). Delete it, then create it with 'db init'.".formatted(file,
							FileFailure.reason(ex)),
					ex);
		}
	}

	static EditException unreadable(String path, IOException cause) {
		return new EditException(EditError.FILE_CHANGED,
				"'%s' cannot be read (%s). Make it a readable file.".formatted(path, FileFailure.reason(cause)), cause);
	}

	static RevisionGraph requireGraph(MigrationScripts scripts) {
		return scripts.graph().orElseThrow(() -> invalid(INVALID_GRAPH, scripts.problems()));
	}

	static void requireOneScriptPerVersion(MigrationScripts scripts) {
		scripts.shared().stream().findFirst().ifPresent((shared) -> {
			throw sharedVersion(scripts, shared);
		});
	}

	static EditException sharedVersion(MigrationScripts scripts, List<Script> shared) {
		List<String> names = shared.stream().map(scripts::nameOf).toList();
		String onto = scripts.graph()
			.stream()
			.flatMap((graph) -> graph.heads().stream())
			.flatMap((head) -> scripts.find(head).stream())
			.filter((head) -> !shared.contains(head))
			.findFirst()
			.map((head) -> " --onto " + ShellWord.of(scripts.nameOf(head)))
			.orElse("");
		return new EditException(RevisionError.MULTIPLE_HEADS,
				"%s share version %s. Give %s another version first, with %s.".formatted(String.join(" and ", names),
						shared.get(0).version(), (shared.size() > 2) ? "all but one of them" : "one of them",
						MigrationScripts.allButOne(shared)
							.stream()
							.map((moving) -> ShellWord.all(moving.stream().map(scripts::nameOf).toList()))
							.map((moving) -> "'db rebase %s%s'".formatted(moving, onto))
							.collect(Collectors.joining(" or "))));
	}

	static EditException invalid(String what, List<ScriptProblem> problems) {
		return new EditException(EditError.INVALID_SCRIPTS, "%s. Fix this first:".formatted(what),
				problems.stream().map(ScriptProblem::message).toList());
	}

	private MigrationScripts load(List<ScriptResource> some) {
		return MigrationScripts.load(this.settings, () -> some, this.code);
	}

}
