package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the packaged jar as a process.
 */
class RunnableJarIT {

	@TempDir
	private Path temporary;

	@BeforeEach
	void fill() {
		new MigrationFolder(this.temporary.resolve("src/main/resources/db/migration")).withConflict()
			.with("V4__größer.sql", "-- revises: 2, 3");
	}

	@Test
	void headsTakesNoTime() {
		run(List.of(), "heads");
		long start = System.nanoTime();
		assertThat(run(List.of(), "heads")).isEqualTo("4 (head)\n(exit 0)\n");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void verbsLoadNeitherSpringNorFlyway() {
		for (String verb : List.of("heads", "branches", "history --graph", "show 1", "check", "current",
				"revision -m more", "--help")) {
			assertThat(run(List.of("-verbose:class"), verb.split(" ")).lines()).as(verb)
				.anyMatch((line) -> line.contains("dev.headway.command.Main "))
				.noneMatch((line) -> line.contains("org.springframework.") || line.contains("org.flywaydb."));
		}
	}

	@Test
	void exitCodesReachTheShell() {
		assertThat(run(List.of(), "check", "--location", "nowhere")).endsWith("(exit 4)\n");
		assertThat(run(List.of(), "current")).contains("needs the database").endsWith("(exit 2)\n");
		assertThat(run(List.of(), "nonsense")).endsWith("(exit 2)\n");
		assertThat(run(List.of(), "--version")).startsWith("headway 0").endsWith("(exit 0)\n");
	}

	@Test
	void umlautsComeOutInUtf8() {
		assertThat(run(List.of(), "history", "4:")).isEqualTo("2, 3 -> 4 (head) (mergepoint), größer\n(exit 0)\n");
	}

	private String run(List<String> options, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-jar", System.getProperty("cli.jar")));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.temporary.toFile())
			.redirectErrorStream(true);
		builder.environment().put("LC_ALL", "C.UTF-8");
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return "%s(exit %d)%n".formatted(output, process.waitFor());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
