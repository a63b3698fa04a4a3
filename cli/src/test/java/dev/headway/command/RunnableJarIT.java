package dev.headway.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.page.DocumentedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Runs the packaged jar as a process.
 */
class RunnableJarIT {

	private static final Path JAR = Path.of(System.getProperty("cli.jar"));

	@TempDir
	private Path temporary;

	private Path folder = Path.of("");

	@BeforeEach
	void fill() {
		this.folder = this.temporary;
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
	void initPutsACopyWhereItsFilesLookForIt() {
		GitClone clone = new GitClone(this.temporary);
		clone.git("init", "-q");
		clone.git("config", "user.name", "mary");
		clone.git("config", "user.email", "mary@example.com");
		assertThat(run(List.of(), "init", "--pre-commit")).contains(
				"Created " + this.temporary.resolve("home/.headway/cli/"), "/headway-cli.jar\n", "Created db\n",
				"Created .git/hooks/pre-commit\n");
		assertThat(process(List.of("./db", "heads"))).isEqualTo("4 (head)\n(exit 0)\n");
		assertThat(run(List.of(), "init", "--github", "--gitlab")).containsOnlyOnce(
				"This version of Headway is a snapshot, which Maven Central does not have. Put its runnable jar");
		clone.git("add", "src");
		assertThat(process(List.of("git", "commit", "-q", "-m", "All")))
			.isEqualTo("OK: 4 revisions, head 4\n(exit 0)\n");
		new MigrationFolder(this.temporary.resolve("src/main/resources/db/migration")).with("V5__more.sql",
				"-- revises: 1");
		clone.git("add", "src");
		assertThat(process(List.of("git", "commit", "-q", "-m", "More"))).startsWith("MULTIPLE_HEADS: ")
			.endsWith("(exit 1)\n");
	}

	/**
	 * The path of a new user, from a fresh clone to a repaired merge. Each command that
	 * is printed runs as printed.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void newProjectFindsAndRepairsAConflict(boolean head) throws Exception {
		Path remote = GitClone.remote(Files.createDirectory(this.temporary.resolve("server")));
		Path local = this.temporary.resolve(
				"home/.m2/repository/dev/headway/headway-cli/%1$s/headway-cli-%1$s-runnable.jar".formatted(version()));
		Files.createDirectories(local.resolveSibling(""));
		Files.copy(JAR, local);
		GitClone mary = GitClone.of(remote, "mary");
		this.folder = mary.path();
		assertThat(run(List.of(), "init", "--location", "db", "--wrapper", "dbw", "--pre-commit", "--github"))
			.startsWith("""
					Created HEAD
					Created dbw
					Created dbw.cmd
					Created .gitattributes
					Created .git/hooks/headway-check
					Created .git/hooks/pre-commit
					Created .git/hooks/pre-merge-commit
					Created .github/workflows/migrations.yml
					""");
		if (!head) {
			Files.delete(mary.path().resolve("db/HEAD"));
		}
		assertPasses("git add -A && git commit -q -m 'Check migrations' && git push -q");
		assertPasses("git checkout -q -b avatars && ./dbw revision -m 'add avatars' && git add -A"
				+ " && git commit -q -m Avatars");
		assertPasses(
				"git checkout -q main && ./dbw revision -m 'add emails' && git add -A" + " && git commit -q -m Emails");
		String merge = shell("git merge -q --no-edit avatars");
		assertThat(merge).contains(head ? "CONFLICT (content): Merge conflict in db/HEAD" : "DUPLICATE_VERSION: ")
			.endsWith("(exit 1)\n");
		String printed = head ? shell("./dbw check") : merge;
		Matcher command = Pattern.compile("'(\\./dbw rebase [^']+)'").matcher(printed);
		assertThat(command.find()).as(printed).isTrue();
		assertThat(shell("git commit -q -a -m 'All the same'")).endsWith("(exit 1)\n");
		assertPasses(command.group(1));
		assertPasses("git add -A && git commit -q -m Merge && ./dbw check --against origin/main");
		assertThat(shell("./dbw heads")).isEqualTo("3 (head)\n(exit 0)\n");
	}

	@Test
	void readmeShowsWhatTheCommandsPrint() throws Exception {
		String readme = Files.readString(Path.of("..", "README.md"));
		int start = readme.indexOf("$ mkdir -p target/demo");
		List<String> shown = readme.substring(start, readme.indexOf("```", start)).lines().toList();
		Files.copy(JAR, Files.createDirectories(this.temporary.resolve("cli/target")).resolve("headway-cli.jar"));
		String configure = "export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=mary"
				+ " GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=mary@example.com\n";
		String printed = process(List.of("bash", "-c",
				configure + shown.stream()
					.filter((line) -> line.startsWith("$ "))
					.map((line) -> line.substring(2) + "\n")
					.collect(Collectors.joining())))
			.replace(this.temporary.resolve("home").toString(), "/home/mary")
			.replaceAll("\\s+", " ");
		String results = shown.stream()
			.map((line) -> line.startsWith("$ ") ? "\0" : line)
			.collect(Collectors.joining("\n"));
		assertThat(results.split("\0+\n*", -1)).hasSizeGreaterThan(5)
			.allSatisfy((result) -> assertThat(printed).contains(result.strip().replaceAll("\\s+", " ")));
	}

	@Test
	void initPrintsWhatItsPageShows() {
		Map<String, String> environment = Map.of("JAR", JAR.toString(), "VERSION", version());
		new DocumentedOutput(Path.of(".."), getClass().getSimpleName(), environment)
			.assertPrinted("docs/commands/init.md", this.temporary);
	}

	private void assertPasses(String command) {
		assertThat(shell(command)).as(command).endsWith("(exit 0)\n");
	}

	private String shell(String command) {
		return process(List.of("sh", "-c", command));
	}

	private String version() {
		return run(List.of(), "--version").replaceAll("headway (\\S+)[^$]*", "$1");
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
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true);
		builder.environment().remove("HEADWAY_CLI_JAR");
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
