package dev.headway.command.invocation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.headway.command.console.LinePrinter;
import dev.headway.command.git.GitException;
import dev.headway.command.git.GitRepository;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileChanges;
import dev.headway.script.file.FileMover;

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
		this.invocation.requireOneVendor(changes);
		if (!changes.changes().isEmpty()) {
			FileMover mover = mover(this.invocation.location());
			untilDone(() -> changes.apply(mover));
		}
		print(changes);
	}

	/**
	 * Restore files that a killed program left half edited, and print them.
	 */
	public void abort() {
		FileMover mover = mover(this.invocation.folder());
		untilDone(() -> this.invocation.editedFolder().abort(mover).forEach(this.out::println));
		this.out.println("All files were restored.");
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
