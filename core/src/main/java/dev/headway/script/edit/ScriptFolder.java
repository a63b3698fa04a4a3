package dev.headway.script.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptSettings;
import dev.headway.script.UnfinishedEdit;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.EditJournal;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileMover;
import dev.headway.script.file.TemporaryFiles;
import dev.headway.script.location.ScriptLocations;
import dev.headway.script.name.ScriptNaming;

/**
 * A folder of migrations on disk, and what can be done to it. Every method reads the
 * folder anew and returns the changes to make; nothing is written until these are
 * applied. The cost of each is linear in the number of files.
 */
public final class ScriptFolder {

	private final Path folder;

	private final ScriptSettings settings;

	private final Collection<CodeMigration> code;

	private final Clock clock;

	private ScriptFolder(Path folder, ScriptSettings settings, Collection<CodeMigration> code, Clock clock) {
		this.folder = folder;
		this.settings = settings;
		this.code = List.copyOf(code);
		this.clock = clock;
	}

	/**
	 * Look at a folder whose files are named as Flyway names them by default.
	 * @param folder the folder; it need not exist
	 * @return the folder
	 */
	public static ScriptFolder of(Path folder) {
		return of(folder, ScriptNaming.standard(), ParentRule.AUTO);
	}

	/**
	 * Look at a folder.
	 * @param folder the folder; it need not exist
	 * @param naming how scripts are named
	 * @param rule what a script without a header revises
	 * @return the folder
	 */
	public static ScriptFolder of(Path folder, ScriptNaming naming, ParentRule rule) {
		return new ScriptFolder(folder, new ScriptSettings(naming, StandardCharsets.UTF_8, false, rule, false, false),
				List.of(), Clock.systemUTC());
	}

	/**
	 * The same folder in a project that has migrations in Java besides. They count as
	 * revisions; none is ever changed.
	 * @param migrations the migrations
	 * @return the folder
	 */
	public ScriptFolder withCode(Collection<CodeMigration> migrations) {
		return new ScriptFolder(this.folder, this.settings, migrations, this.clock);
	}

	/**
	 * The same folder with another clock, which tells the time that is a version.
	 * @param clock the clock
	 * @return the folder
	 */
	public ScriptFolder withClock(Clock clock) {
		return new ScriptFolder(this.folder, this.settings, this.code, clock);
	}

	/**
	 * Return where the folder is.
	 * @return the path
	 */
	public Path path() {
		return this.folder;
	}

	/**
	 * Read the migrations: the names of files and their leading comments, but no
	 * checksums.
	 * @return the migrations, be they a valid graph or not
	 * @throws EditException if there is no such folder
	 */
	public MigrationScripts scripts() {
		return contents().scripts();
	}

	/**
	 * Create the folder and its {@code HEAD} file, or whichever is missing.
	 * @return the changes, empty if all is there
	 * @throws EditException if the migrations in the folder form no valid graph or have
	 * several heads, or if a {@code HEAD} file says otherwise
	 */
	public FileChanges init() {
		HeadLine head = HeadLine.in(this.folder);
		MigrationScripts scripts = Files.exists(this.folder) ? scripts() : noScripts();
		RevisionGraph graph = FolderContents.requireGraph(scripts);
		if (graph.heads().size() > 1) {
			throw new EditException(RevisionError.MULTIPLE_HEADS,
					"There are %d heads, and the HEAD file has room for one: %s. Join them with 'db merge -m \"...\"', or put one above the other with 'db rebase'"
						.formatted(graph.heads().size(), RevisionEdit.named(graph.heads(), scripts)));
		}
		return new FileChanges(head.create(scripts).stream().toList());
	}

	/**
	 * Add a revision. Its version is the next one in the style of the highest, and a
	 * {@code U} file comes with it if the project has such files or no migrations yet.
	 * @param request the revision
	 * @return the changes
	 * @throws EditException if the migrations form no valid graph, or if there is no
	 * place in it for the revision, as with several heads and none named
	 */
	public FileChanges revision(RevisionRequest request) {
		return new RevisionEdit(contents(), this.clock).revision(request);
	}

	/**
	 * Add a revision that joins heads.
	 * @param heads symbols of the heads; none means all
	 * @param message what to call it
	 * @return the changes
	 * @throws EditException if the migrations form no valid graph, or if these are not at
	 * least two heads
	 */
	public FileChanges merge(List<String> heads, String message) {
		return new RevisionEdit(contents(), this.clock).merge(heads, message);
	}

	/**
	 * Put the branch of a revision above another head, so that the history becomes one
	 * line: everything that hangs together with the revision once the history of that
	 * head is taken away. Versions that would not be above their parents' are replaced by
	 * the next ones, files renamed and headers rewritten accordingly; all else in the
	 * files stays as it is. Of two files with the same version, the one named gets
	 * another.
	 * @param revision symbol of a revision, or the name of its file
	 * @param onto symbol of the head to put it above, or the name of its file;
	 * {@code null} if there is only one other
	 * @return the changes
	 * @throws EditException if that is not possible
	 */
	public FileChanges rebase(String revision, @Nullable String onto) {
		return new RebaseEdit(contents(), this.clock).rebase(revision, onto);
	}

	/**
	 * Put all files back as they were before an edit that was killed on the way.
	 * @param mover what renames files; see {@link FileMover#plain()}
	 * @return what was done, in lines for people
	 * @throws EditException if no edit was killed here, or if writing fails; it may be
	 * tried again then
	 */
	public List<String> abort(FileMover mover) {
		Path journal = UnfinishedEdit.in(ScriptLocations.of(this.folder).list().resources())
			.map((edit) -> MigrationFile.pathOf(edit.resource()))
			.orElseThrow(() -> new EditException(EditError.NOTHING_TO_DO,
					"No edit was killed here, so there is nothing to abort"));
		try {
			return EditJournal.read(journal).undo(mover);
		}
		catch (IOException ex) {
			throw new EditException(EditError.WRITE_FAILED,
					"Not all files could be put back: %s. Mend the cause, and try again"
						.formatted(TemporaryFiles.describe(ex)),
					ex);
		}
	}

	private MigrationScripts noScripts() {
		ScriptListing nothing = List::of;
		return MigrationScripts.load(this.settings, nothing, this.code);
	}

	private FolderContents contents() {
		return FolderContents.list(this.folder, this.settings, this.code);
	}

}
