package dev.headway.command.invocation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.headway.command.console.LinePrinter;
import dev.headway.command.git.GitException;
import dev.headway.command.git.GitRepository;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileMover;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.name.ScriptNames;

/**
 * Makes {@link FileChanges} and prints them. If the program is stopped meanwhile, it
 * first restores the files.
 */
public final class FileChangeApplier {

	private static final int PATIENCE_SECONDS = 10;

	private final Invocation invocation;

	private final LinePrinter out;

	public FileChangeApplier(Invocation invocation) {
		this(invocation, invocation.out());
	}

	public FileChangeApplier(Invocation invocation, LinePrinter out) {
		this.invocation = invocation;
		this.out = out;
	}

	public void apply(FileChanges changes) {
		this.invocation.migrationFolders().requireOneVendor(changes);
		if (!changes.changes().isEmpty()) {
			FileMover mover = mover(this.invocation.location());
			untilDone(() -> changes.apply(mover));
		}
		print(changes);
	}

	/**
	 * Restore files that a killed program left half edited, and print them.
	 * @return one line for each change that was undone
	 */
	public List<String> abort() {
		FileMover mover = mover(this.invocation.folder());
		List<String> undone = new ArrayList<>();
		untilDone(() -> undone.addAll(this.invocation.editedFolder().abort(mover)));
		undone.forEach(this.out::println);
		this.out.println("All files were restored.");
		return undone;
	}

	/**
	 * Describe changes: the files, and the versions of new migrations.
	 * @param changes the changes
	 * @return names and values
	 */
	public Map<String, Object> describe(FileChanges changes) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("revisions", changes.changes().stream().flatMap((change) -> version(change).stream()).toList());
		values.put("created", paths(changes, FileChange.Create.class, FileChange.Generate.class));
		values.put("changed", paths(changes, FileChange.Rewrite.class));
		values.put("renamed",
				changes.changes()
					.stream()
					.filter(FileChange.Rename.class::isInstance)
					.map(FileChange.Rename.class::cast)
					.map((rename) -> Map.of("from", path(rename.from()), "to", path(rename.to())))
					.toList());
		values.put("deleted", paths(changes, FileChange.Delete.class));
		return values;
	}

	private Optional<String> version(FileChange change) {
		Path file = (change instanceof FileChange.Rename rename) ? rename.to() : change.path();
		if (!(change instanceof FileChange.Rename || change instanceof FileChange.Create)) {
			return Optional.empty();
		}
		return new ScriptNames(this.invocation.settings(false).naming()).read(String.valueOf(file.getFileName()))
			.filter((name) -> name.kind() == ScriptKind.VERSIONED)
			.map((name) -> String.valueOf(name.version()));
	}

	private static List<String> paths(FileChanges changes, Class<?>... types) {
		return changes.changes()
			.stream()
			.filter((change) -> Stream.of(types).anyMatch((type) -> type.isInstance(change)))
			.map((change) -> path(change.path()))
			.toList();
	}

	private static String path(Path file) {
		return file.toString().replace(File.separatorChar, '/');
	}

	public void print(FileChanges changes) {
		changes.changes().stream().map(FileChange::text).forEach(this.out::println);
	}

	/**
	 * In a Git work tree, renames are staged.
	 */
	private static FileMover mover(Path folder) {
		if (!Files.isDirectory(folder)) {
			return FileMover.plain();
		}
		try {
			return GitRepository.at(folder).mover();
		}
		catch (GitException ex) {
			return FileMover.plain();
		}
	}

	private static void untilDone(Runnable change) {
		Thread changing = Thread.currentThread();
		CountDownLatch done = new CountDownLatch(1);
		Thread stop = new Thread(() -> stop(changing, done));
		Runtime.getRuntime().addShutdownHook(stop);
		try {
			change.run();
		}
		finally {
			done.countDown();
			if (stop.getState() == Thread.State.NEW) {
				forget(stop);
			}
		}
	}

	private static void stop(Thread changing, CountDownLatch done) {
		changing.interrupt();
		try {
			if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				changing.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Remove a hook, unless the program is being stopped.
	 */
	private static boolean forget(Thread hook) {
		try {
			return Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
