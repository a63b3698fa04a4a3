package dev.headway.command.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.RegularFile;

/**
 * Runs {@code git} in a folder, without a shell, and without what a hook's environment
 * says about the repository, which is relative to another folder. A folder that looks
 * like a bare repository is none, because its files, and so its configuration with
 * commands that Git runs, could be anybody's. Input and errors go through files, so that
 * neither side ever waits for the other.
 */
final class GitCall {

	private static final List<String> OF_HOOKS = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
			"GIT_COMMON_DIR");

	private final Path folder;

	private final @Nullable Path index;

	GitCall(Path folder) {
		this(folder, null);
	}

	/**
	 * Create an instance.
	 * @param folder the folder
	 * @param index the file with the index, {@code null} for the usual one
	 */
	GitCall(Path folder, @Nullable Path index) {
		this.folder = folder;
		this.index = index;
	}

	Answer run(String... arguments) {
		return runWith("", List.of(arguments));
	}

	Answer runWith(String input, List<String> arguments) {
		try {
			Path given = Files.createTempFile("headway", ".in");
			Path errors = Files.createTempFile("headway", ".err");
			try {
				Files.writeString(given, input);
				return run(given, errors, arguments);
			}
			finally {
				Files.deleteIfExists(given);
				Files.deleteIfExists(errors);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Running Git failed: " + ex.getMessage(), ex);
		}
	}

	private Answer run(Path given, Path errors, List<String> arguments) throws IOException {
		Process process = start(given, errors, arguments);
		byte[] output = process.getInputStream().readAllBytes();
		return new Answer(exitCode(process), output, RegularFile.text(errors));
	}

	/**
	 * Wait for the end even if interrupted: it must be known whether Git did its work.
	 */
	private static int exitCode(Process process) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return process.waitFor();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Process start(Path given, Path errors, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of("git", "-c", "safe.bareRepository=explicit"));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectInput(given.toFile())
			.redirectError(errors.toFile());
		Map<String, String> environment = builder.environment();
		OF_HOOKS.forEach(environment::remove);
		if (this.index != null) {
			environment.put("GIT_INDEX_FILE", this.index.toString());
		}
		environment.put("GIT_OPTIONAL_LOCKS", "0");
		environment.put("GIT_TERMINAL_PROMPT", "0");
		environment.put("LC_ALL", "C.UTF-8");
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new GitException(
					"Git cannot be run: %s. Install it, or add it to the PATH.".formatted(ex.getMessage()), ex);
		}
	}

	/**
	 * What Git printed, and its exit code.
	 */
	static final class Answer {

		private final int code;

		private final byte[] output;

		private final String errors;

		private Answer(int code, byte[] output, String errors) {
			this.code = code;
			this.output = output;
			this.errors = errors;
		}

		/**
		 * Return this answer of a call that must not fail.
		 */
		Answer orThrow() {
			if (failed()) {
				throw new GitException("Git failed: " + this.errors, null);
			}
			return this;
		}

		boolean failed() {
			return this.code != 0;
		}

		byte[] output() {
			return this.output;
		}

		String text() {
			return new String(this.output, StandardCharsets.UTF_8);
		}

		/**
		 * The only line of the output, or nothing.
		 */
		String line() {
			return text().strip();
		}

		String errors() {
			return this.errors;
		}

	}

}
