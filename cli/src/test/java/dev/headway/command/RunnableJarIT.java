package dev.headway.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Runs the packaged jar as a process.
 */
class RunnableJarIT {

	private static final Path JAR = Path.of(System.getProperty("cli.jar"));

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
	void initPutsACopyWhereHooksLookForIt() {
		GitClone clone = new GitClone(this.temporary);
		clone.git("init", "-q");
		clone.git("config", "user.name", "mary");
		clone.git("config", "user.email", "mary@example.com");
		assertThat(run(List.of(), "init", "--pre-commit")).contains(
				"Created " + this.temporary.resolve("home/.headway/cli/"), "/headway-cli.jar\n",
				"Created .git/hooks/pre-commit\n");
		clone.git("add", "src");
		assertThat(process(List.of("git", "commit", "-q", "-m", "All")))
			.isEqualTo("OK: 4 revisions, head 4\n(exit 0)\n");
		new MigrationFolder(this.temporary.resolve("src/main/resources/db/migration")).with("V5__more.sql",
				"-- revises: 1");
		clone.git("add", "src");
		assertThat(process(List.of("git", "commit", "-q", "-m", "More"))).startsWith("MULTIPLE_HEADS: ")
			.endsWith("(exit 1)\n");
	}

	@Test
	void umlautsComeOutInUtf8() {
		assertThat(run(List.of(), "history", "4:")).isEqualTo("2, 3 -> 4 (head) (mergepoint), größer\n(exit 0)\n");
	}

	@Test
	void classesLinkWithoutOtherJars() throws Exception {
		try (JarFile jar = new JarFile(JAR.toFile());
				URLClassLoader loader = new URLClassLoader(new URL[] { JAR.toUri().toURL() },
						ClassLoader.getPlatformClassLoader())) {
			List<String> names = jar.stream()
				.map(ZipEntry::getName)
				.filter((name) -> name.endsWith(".class") && !name.startsWith("META-INF/"))
				.map((name) -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
				.toList();
			assertThat(names).contains(Main.class.getName(), "dev.headway.plan.Step", "picocli.CommandLine");
			assertThat(names).allSatisfy((name) -> {
				Class<?> loaded = loader.loadClass(name);
				assertThatNoException().isThrownBy(loaded::getDeclaredMethods);
				assertThatNoException().isThrownBy(loaded::getDeclaredFields);
				assertThatNoException().isThrownBy(loaded::getDeclaredConstructors);
			});
		}
	}

	/**
	 * The Java runtime ignores annotations whose classes are missing, as those of
	 * JSpecify are.
	 */
	@Test
	void classesReferToNothingOutsideTheJarButAnnotations() {
		StringWriter output = new StringWriter();
		int code = ToolProvider.findFirst("jdeps")
			.orElseThrow()
			.run(new PrintWriter(output), new PrintWriter(output), "--multi-release", "base", "-verbose:class",
					"-filter:none", JAR.toString());
		assertThat(code).as(output::toString).isZero();
		assertThat(output.toString().lines()).anyMatch((line) -> line.contains("dev.headway.command.Main"))
			.filteredOn((line) -> line.startsWith(" ") && line.endsWith("not found"))
			.allMatch((line) -> line.contains("-> org.jspecify.annotations."));
	}

	private String run(List<String> options, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-jar", JAR.toString()));
		command.addAll(List.of(arguments));
		return process(command);
	}

	private String process(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.temporary.toFile())
			.redirectErrorStream(true);
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().put("HOME", this.temporary.resolve("home").toString());
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
