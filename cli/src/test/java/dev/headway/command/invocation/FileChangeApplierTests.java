package dev.headway.command.invocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.GitClone;
import dev.headway.command.Main;
import dev.headway.script.file.UnfinishedEdit;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of edits in a process of their own that is stopped in the middle: whatever was
 * seen of it on disk, afterwards the files are as they were, or as they were to be.
 */
class FileChangeApplierTests {

	private static final int REVISIONS = 400;

	@TempDir
	private Path temporary;

	private GitClone clone;

	private Path folder;

	/**
	 * A long branch, and a short one to be put above it.
	 */
	@BeforeEach
	void fill() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.folder = this.clone.migrations().path();
		MigrationFolder migrations = this.clone.migrations();
		for (int version = 2; version <= REVISIONS; version++) {
			migrations
				.with("V%d__branch.sql".formatted(version), "-- revises: " + (version - 1),
						"select %d;".formatted(version))
				.with("U%d__branch.sql".formatted(version), "select -%d;".formatted(version));
		}
		migrations.with("V%d__other.sql".formatted(REVISIONS + 1), "-- revises: 1", "select 1;");
		this.clone.commit("Add branches");
	}

	@ParameterizedTest
	@CsvSource({ "INT,402", "INT,600", "TERM,402", "TERM,800" })
	void rebaseWhenStoppedLeavesNothingHalfDone(String signal, int version) throws Exception {
		Map<String, String> before = files();
		int code = stop(signal, "V%d__branch.sql".formatted(version));
		if (files().equals(before)) {
			assertThat(code).isNotZero();
			assertThat(this.clone.git("status", "--porcelain")).isEmpty();
		}
		assertWhole(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 402, 700 })
	void rebaseWhenKilledIsPutBackByAbort(int version) throws Exception {
		Map<String, String> before = files();
		stop("KILL", "V%d__branch.sql".formatted(version));
		if (UnfinishedEdit.in(List.of(this.folder)).isPresent()) {
			String advice = "Run 'db rebase --abort' to restore all files.";
			for (String verb : List.of("heads", "check", "merge", "init", "rebase 2", "revision -m more")) {
				assertThat(this.clone.db(verb.split(" ")).text()).as(verb)
					.contains("shows that an edit was interrupted or is still running", advice)
					.endsWith("(exit 4)\n");
			}
			assertThat(this.clone.db("rebase", "--abort").text()).endsWith("All files were restored.\n");
			assertThat(this.clone.git("status", "--porcelain")).isEmpty();
		}
		assertWhole(before);
	}

	@Test
	void abortWhenNothingWasKilledSaysSo() {
		assertThat(this.clone.db("rebase", "--abort").text())
			.isEqualTo("FAILED: No edit was interrupted here, so there is nothing to abort.\n(exit 1)\n");
	}

	/**
	 * Stop a rebase as soon as a file is there.
	 * @return the exit code
	 */
	private int stop(String signal, String seen) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Main.class.getName(), "rebase", "2", "--location",
				this.folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.temporary.resolve("output").toFile())
			.start();
		while (process.isAlive() && !Files.exists(this.folder.resolve(seen))) {
			Thread.onSpinWait();
		}
		new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

	private void assertWhole(Map<String, String> before) {
		Map<String, String> after = files();
		assertThat(after.keySet()).noneMatch((name) -> name.startsWith(".headway"));
		if (!after.equals(before)) {
			assertThat(after).hasSameSizeAs(before);
			assertThat(this.clone.db("check").text()).isEqualTo("OK: 401 revisions, head 800\n");
		}
	}

	private Map<String, String> files() {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.list(this.folder)) {
			for (Path path : paths.toList()) {
				files.put(this.folder.relativize(path).toString(), Files.readString(path, StandardCharsets.UTF_8));
			}
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
