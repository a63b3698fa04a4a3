package dev.headway.script.edit;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.Version;
import dev.headway.script.CodeMigration;
import dev.headway.script.HeadFile;
import dev.headway.script.HeadRule;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.code.CodeFile;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileContent;
import dev.headway.script.file.FileMover;
import dev.headway.script.file.UnfinishedEdit;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.ScriptNames;
import dev.headway.script.name.VersionSequence;
import dev.headway.script.name.VersionStyle;

/**
 * The folders of migrations that can be edited, of which new files are written to one.
 * Every method reads the folder again and returns the {@link FileChanges} to make;
 * nothing is written until these are applied. The cost is linear in the number of files.
 */
public final class ScriptFolder {

	private static final String SETTINGS = ".conf";

	private final SourceFolders folders;

	private final ScriptSettings settings;

	private final Collection<CodeMigration> code;

	private final @Nullable VersionStyle style;

	private final Collection<String> reserved;

	private final List<ScriptResource> others;

	private ScriptFolder(SourceFolders folders, ScriptSettings settings, Collection<CodeMigration> code,
			@Nullable VersionStyle style, Collection<String> reserved, List<ScriptResource> others) {
		this.folders = folders;
		this.settings = settings;
		this.code = List.copyOf(code);
		this.style = style;
		this.reserved = List.copyOf(reserved);
		this.others = List.copyOf(others);
	}

	/**
	 * Create an instance for a folder with Flyway's default file names.
	 * @param folder the folder; it need not exist
	 * @return the folder
	 */
	public static ScriptFolder of(Path folder) {
		return of(SourceFolders.of(folder), ScriptSettings.standard(), List.of());
	}

	/**
	 * Create an instance for several folders.
	 * @param folders the folders; they need not exist
	 * @param settings how the scripts are named and read; their contents are not verified
	 * @param code the project's Java migrations, which are part of the graph but are
	 * never changed
	 * @return the folder
	 */
	public static ScriptFolder of(SourceFolders folders, ScriptSettings settings, Collection<CodeMigration> code) {
		return new ScriptFolder(folders,
				new ScriptSettings(settings.naming(), settings.encoding(), settings.detectEncoding(),
						settings.parentRule(), false, false, false, settings.headRule(), settings.resolution()),
				code, null, List.of(), List.of());
	}

	/**
	 * Return the same folder beside files that cannot be edited.
	 * @param others the files, such as those in archives
	 * @return the folder
	 */
	public ScriptFolder beside(List<ScriptResource> others) {
		return new ScriptFolder(this.folders, this.settings, this.code, this.style, this.reserved, others);
	}

	/**
	 * Return the same folder with other new versions.
	 * @param style their style, {@code null} to continue that of the highest version
	 * @param reserved names of files that are not in this folder, such as those of other
	 * branches, whose versions should not be used
	 * @return the folder
	 */
	public ScriptFolder with(@Nullable VersionStyle style, Collection<String> reserved) {
		return new ScriptFolder(this.folders, this.settings, this.code, style, reserved, this.others);
	}

	/**
	 * Read the migrations: file names and headers, but no checksums.
	 * @return the migrations, even if they do not form a valid graph
	 * @throws EditException if there is no such folder
	 */
	public MigrationScripts scripts() {
		return contents().scripts();
	}

	/**
	 * Create the folder and its {@code HEAD} file, as far as they do not exist. Before
	 * the first revision, the file keeps the style of its version.
	 * @return the changes, empty if both exist
	 * @throws EditException if the migrations in the folder do not form a valid graph or
	 * have several heads, if there is a {@code HEAD} file with other content, or if a
	 * style is specified although there are migrations
	 */
	public FileChanges init() {
		MigrationScripts scripts = Files.exists(this.folders.folder()) ? scripts()
				: MigrationScripts.load(this.settings, this.folders.listing(this.folders.list()), this.code);
		Set<String> heads = FolderContents.requireGraph(scripts).heads();
		FolderContents.requireOneScriptPerVersion(scripts);
		String line = HeadFile.expectedLine(scripts).orElseThrow(() -> {
			List<String> ids = List.copyOf(heads);
			return new EditException(RevisionError.MULTIPLE_HEADS,
					"There are %d heads, but the HEAD file names only one: %s. Join them with 'db merge', or put one after the other with 'db rebase %s --onto %s'."
						.formatted(ids.size(), RevisionEdit.named(ids, scripts), ShellWord.of(ids.get(ids.size() - 1)),
								ShellWord.of(ids.get(0))));
		});
		if (this.style != null && !heads.isEmpty()) {
			throw new EditException(EditError.INVALID_VERSION,
					"There are migrations already, and new versions look like theirs. To change that, use '--versions' with the next 'db revision'.");
		}
		return withHead((this.style == VersionStyle.TIMESTAMP) ? HeadFile.TIMESTAMPS : line);
	}

	private FileChanges withHead(String line) {
		Path file = this.folders.folder().resolve(HeadFile.NAME);
		FileContent content = FileContent.of(List.of(line));
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			return changes(new FileChange.Create(file, content));
		}
		FileContent found = FolderContents.head(file);
		if (found.lines().equals(content.lines()) || (this.style == null && line.equals(HeadFile.BASE)
				&& found.lines().equals(List.of(HeadFile.TIMESTAMPS)))) {
			return changes();
		}
		if (this.style != null && List.of(HeadFile.BASE, HeadFile.TIMESTAMPS).containsAll(found.lines())) {
			return changes(new FileChange.Rewrite(file, found, content));
		}
		throw new EditException(EditError.HEAD_FILE,
				"'%s' already exists with '%s' instead of '%s'. Correct it, or delete it.".formatted(file,
						ShortList.text(found.toString().strip()), line));
	}

	private FileChanges changes(FileChange... changes) {
		return new FileChanges(this.folders.roots(), List.of(changes));
	}

	/**
	 * Add a revision. By default its version is the next one in the style of the highest.
	 * A {@code U} file is added too if the project has such files or no migrations yet.
	 * @param request the revision
	 * @return the changes
	 * @throws EditException if the migrations do not form a valid graph, or the revision
	 * cannot be added to it, for example because there are several heads and the request
	 * names none
	 */
	public FileChanges revision(RevisionRequest request) {
		return edit((contents) -> new RevisionEdit(contents, sequence(contents)).revision(request));
	}

	/**
	 * Add a revision that joins heads. Migrations that share a version first get one of
	 * their own: those that the target does not have, or those that are named.
	 * @param revisions symbols of the heads, or names of files; none means all heads
	 * @param message what the revision does; {@code null} names the heads
	 * @param target what has the files that stay, {@code null} if that is not known
	 * @return the changes
	 * @throws EditException if the migrations do not form a valid graph, these are not at
	 * least two heads, or nothing says which of several migrations keeps their version
	 */
	public FileChanges merge(List<String> revisions, @Nullable String message, @Nullable TargetBranch target) {
		return edit((contents) -> {
			if (contents.scripts().shared().isEmpty()) {
				return new RevisionEdit(contents, sequence(contents)).merge(revisions, message);
			}
			List<FileChange> separated = new RebaseEdit(contents, sequence(contents))
				.separate(new RebaseRequest(revisions, null, target));
			FolderContents after = contents.after(separated);
			HeadRule rule = after.scripts().headRule();
			if (after.scripts()
				.graph()
				.filter((graph) -> rule.conflicting(graph, graph.effectiveHeads()).isEmpty())
				.isPresent()) {
				return contents.withHead(separated, after.scripts());
			}
			FileChanges merge = new RevisionEdit(after, sequence(after)).merge(List.of(), message);
			return changes(Stream.concat(separated.stream(), merge.changes().stream()).toArray(FileChange[]::new));
		});
	}

	/**
	 * Move migrations after a head, so that the history becomes linear. If a target is
	 * given, all that it does not have moves, in its own order; otherwise the named
	 * revisions, with everything that is connected with them outside the history of that
	 * head. A version that another migration has or that is not higher than its parents'
	 * is replaced by the next one: files are renamed and headers are rewritten, and each
	 * file gets a {@link dev.headway.script.text.ReplacesMarker}. Nothing else in the
	 * files changes.
	 * @param request what to move
	 * @return the changes
	 * @throws EditException if that is not possible
	 */
	public FileChanges rebase(RebaseRequest request) {
		return edit((contents) -> {
			TargetBranch target = request.target();
			FolderContents all = (target != null) ? contents.with(target.missing()) : contents;
			return new RebaseEdit(all, sequence(all)).rebase(request);
		});
	}

	/**
	 * Repair what needs no judgment: mistyped, misplaced and missing headers, names that
	 * Flyway would skip, versions that the target has or has passed, and the {@code HEAD}
	 * file. Files that the target has do not change, and without a target only the
	 * {@code HEAD} file does.
	 * @param target what has the files that stay, {@code null} if that is not known
	 * @param applied names of files that must not change because a database has applied
	 * them
	 * @return the changes, empty if there is nothing to repair
	 * @throws EditException if a file cannot be read
	 */
	public FileChanges repair(@Nullable TargetBranch target, Collection<String> applied) {
		return edit((contents) -> new ScriptRepair(contents, this::sequence, target, applied).repair());
	}

	/**
	 * Restore all files that an interrupted edit has changed.
	 * @param mover renames files; see {@link FileMover#plain()}
	 * @return one line for each change that was undone, for people
	 * @throws EditException if there is no interrupted edit or its journal is damaged, or
	 * if writing fails and this method can be called again
	 */
	public List<String> abort(FileMover mover) {
		List<Path> roots = this.folders.roots();
		ScriptNames names = new ScriptNames(this.settings.naming());
		return UnfinishedEdit.in(roots)
			.orElseThrow(() -> new EditException(EditError.NOTHING_TO_DO,
					"No edit was interrupted here, so there is nothing to abort."))
			.undo(roots, (name) -> isEdited(names, name), mover);
	}

	/**
	 * Whether a file with this name may be part of an edit: a migration or what can be
	 * renamed to one, the settings of a script, or the {@code HEAD} file.
	 */
	private static boolean isEdited(ScriptNames names, String name) {
		String script = name.endsWith(SETTINGS) ? name.substring(0, name.length() - SETTINGS.length()) : name;
		return name.equals(HeadFile.NAME) || names.read(script).isPresent()
				|| names.misnamed(script, Version.parse("1").orElseThrow()).isPresent();
	}

	private FileChanges edit(Function<FolderContents, FileChanges> edit) {
		try {
			return edit.apply(contents());
		}
		catch (RevisionException ex) {
			throw new EditException(ex.error(), String.valueOf(ex.getMessage()), ex);
		}
	}

	private VersionSequence sequence(FolderContents contents) {
		List<String> versions = contents.versions();
		VersionStyle style = (this.style == null && versions.isEmpty()) ? contents.firstStyle() : this.style;
		ScriptNames names = new ScriptNames(this.settings.naming());
		Set<Version> reserved = this.reserved.stream()
			.flatMap((name) -> Stream.concat(names.read(name).stream(), CodeFile.name(name).stream()))
			.flatMap((name) -> Stream.ofNullable(name.version()))
			.collect(Collectors.toSet());
		return new VersionSequence(Clock.systemUTC(), style, versions, reserved);
	}

	private FolderContents contents() {
		FolderContents contents = FolderContents.list(this.folders, this.settings, this.code);
		return this.others.isEmpty() ? contents : contents.with(this.others);
	}

}
