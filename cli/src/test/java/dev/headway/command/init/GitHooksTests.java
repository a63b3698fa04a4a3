package dev.headway.command.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import dev.headway.command.GitClone;
import dev.headway.command.StandInJar;
import dev.headway.command.TestCommands;
import dev.headway.script.file.FileContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GitHooks} that Git runs.
 */
@DisabledOnOs(OS.WINDOWS)
class GitHooksTests {

	private static final String KEPT = "Kept .git/hooks/pre-commit, which exists already. Add this line to it, before anything that ends it: ";

	/** The folder of the migrations has that name. */
	private static final String TAKEN = """
			'db' already exists at the top of the work tree, so no command was created. \
			Add '--wrapper dbw' to choose another name.
			""";

	@TempDir
	private Path temporary;

	private Path remote;

	private GitClone mary;

	private Path jar;

	private final Map<String, String> environment = new HashMap<>();

	@BeforeEach
	void cloneRepository() throws IOException {
		this.remote = GitClone.remote(this.temporary);
		this.mary = GitClone.of(this.remote, "mary's clone");
		this.jar = StandInJar.in(this.temporary);
		this.environment.put("HOME", Files.createDirectories(this.temporary.resolve("my home")).toString());
		this.environment.put("HEADWAY_CLI_JAR", this.jar.toString());
	}

	@Test
	void commitAndMergeWhenMigrationsAreInConflictAreRefusedUntilTheWayOut() {
		assertThat(init("--pre-commit").text()).isEqualTo("""
				Created HEAD
				Created .git/hooks/headway-check
				Created .git/hooks/pre-commit
				Created .git/hooks/pre-merge-commit
				""" + TAKEN);
		assertThat(init("--pre-commit").text()).isEqualTo("Nothing to do\n" + TAKEN);
		this.mary.git("checkout", "-q", "-b", "topic");
		this.mary.migrations().with("V3__c.sql", "-- revises: 1");
		this.mary.git("add", "db/V3__c.sql");
		assertThat(git("commit", "-q", "-m", "Theirs")).isEqualTo("OK: 2 revisions, head 3\n(exit 0)");
		this.mary.git("checkout", "-q", "main");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1");
		this.mary.git("add", "db/V2__b.sql");
		assertThat(git("commit", "-q", "-m", "Mine")).endsWith("(exit 0)");
		String refused = git("merge", "-q", "topic");
		assertThat(refused).contains("MULTIPLE_HEADS: 2 heads, 2 (V2__b.sql) and 3 (V3__c.sql)", "'db merge 2 3'")
			.endsWith("(exit 1)");
		assertThat(git("commit", "-q", "-a", "-m", "All the same")).contains("MULTIPLE_HEADS").endsWith("(exit 1)");
		this.mary.run("db merge 2 3");
		this.mary.git("add", "-A");
		assertThat(git("commit", "-q", "-a", "-m", "Merge")).isEqualTo("OK: 4 revisions, head 4\n(exit 0)");
	}

	@Test
	void pushWhenConflictWithTheDefaultBranchIsRefused() {
		assertThat(init("--pre-push").text()).endsWith("Created .git/hooks/pre-push\n" + TAKEN);
		GitClone david = GitClone.of(this.remote, "david");
		david.migrations().with("V3__c.sql", "-- revises: 1");
		david.commit("Theirs").git("push", "-q");
		this.mary.git("checkout", "-q", "-b", "topic");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1");
		this.mary.commit("Mine").git("fetch", "-q");
		this.mary.git("checkout", "-q", "main");
		assertThat(git("push", "-q", "origin", "topic", "topic:other"))
			.contains("merging origin/main would leave a conflict")
			.endsWith("(exit 1)");
		fakeJava("echo \"$@\" >&2; exit 4");
		assertThat(git("push", "-q", "origin", "topic")).contains("check --commit ",
				" --against refs/remotes/origin/HEAD --location db\n");
		this.mary.git("tag", "v1");
		this.mary.git("push", "-q", "--no-verify", "origin", "topic");
		assertThat(git("push", "-q", "origin", "v1", ":topic")).isEqualTo("(exit 0)");
	}

	@Test
	void commitWhenBranchIsHostileRunsNothingOfIt() throws IOException {
		Path seen = Files.createDirectories(this.temporary.resolve("seen"));
		init("--pre-commit", "--pre-push");
		this.environment.remove("HEADWAY_CLI_JAR");
		this.environment.put("PATH", ".::bin:" + System.getenv("PATH"));
		this.mary.git("checkout", "-q", "-b", "hostile");
		for (String name : List.of("db.sh", "mvnw", "headway-cli.jar", "java", "sha256sum", "cut", "bin/java",
				"bin/sha256sum", "bin/cut", "headway-check", "pre-commit", ".headway/cli/1.0-test/headway-cli.jar",
				".m2/headway-cli.jar")) {
			Path file = this.mary.path().resolve(name);
			Files.createDirectories(file.resolveSibling(""));
			Files.writeString(file, "#!/bin/sh\ntouch '%s/%s'\n".formatted(seen, file.getFileName()));
			assertThat(file.toFile().setExecutable(true)).isTrue();
		}
		this.mary.migrations().with("V2__b.sql", "-- revises: 1");
		this.mary.git("add", "-A");
		String missing = "Headway did not check the migrations: headway-cli.jar 1.0-test is missing.";
		assertThat(git("commit", "-q", "-m", "Hostile")).startsWith(missing).endsWith("(exit 0)");
		this.mary.git("checkout", "-q", "main");
		this.mary.migrations().with("V3__c.sql", "-- revises: 1");
		this.mary.git("add", "-A");
		assertThat(git("commit", "-q", "-m", "Mine")).startsWith(missing);
		assertThat(git("merge", "-q", "hostile")).startsWith(missing).endsWith("(exit 0)");
		assertThat(git("worktree", "add", "-q", "../linked", "hostile")).endsWith("(exit 0)");
		assertThat(git("push", "-q", "origin", "hostile")).startsWith(missing).endsWith("(exit 0)");
		this.environment.put("HEADWAY_CLI_JAR", this.jar.toString());
		this.mary.git("rm", "-q", "db/V1__create_users.sql");
		assertThat(git("commit", "-q", "-m", "Conflict")).contains("MISSING_PARENT").endsWith("(exit 1)");
		assertThat(seen).isEmptyDirectory();
	}

	@Test
	void commitWhenCheckCannotRunPassesWithASentenceUnlessStrict() throws IOException {
		init("--pre-commit");
		this.mary.git("add", "-A");
		fakeJava("echo ran");
		this.environment.put("HEADWAY_CLI_JAR", "stand-in.jar");
		assertThat(commit())
			.isEqualTo("Headway did not check the migrations: HEADWAY_CLI_JAR is not an absolute path.\n(exit 0)");
		this.environment.put("HEADWAY_CLI_JAR", "/none.jar");
		assertThat(commit())
			.isEqualTo("Headway did not check the migrations: HEADWAY_CLI_JAR names no file.\n(exit 0)");
		this.environment.remove("HEADWAY_CLI_JAR");
		Path home = Path.of(this.environment.get("HOME"));
		Path local = home.resolve(".m2/repository/dev/headway/headway-cli/1.0-test/headway-cli-1.0-test-runnable.jar");
		Files.createDirectories(local.resolveSibling(""));
		Files.writeString(local, "another one");
		assertThat(commit()).startsWith("Headway did not check the migrations: " + local + " is not the jar")
			.endsWith("(exit 0)");
		Files.delete(local);
		Files.copy(this.jar, local);
		assertThat(commit()).isEqualTo("ran\n(exit 0)");
		fakeJava("echo 'java.lang.UnsupportedClassVersionError: Main'; exit 1");
		assertThat(commit()).contains("is older than Java 17. Set JAVA_HOME.\n(exit 0)").hasLineCount(2);
		for (int code : new int[] { 1, 2, 5 }) {
			fakeJava("exit " + code);
			assertThat(commit())
				.isEqualTo("Headway did not check the migrations: the check ended with exit code %d.\n(exit 0)"
					.formatted(code));
		}
		for (int code : new int[] { 3, 4 }) {
			fakeJava("exit " + code);
			assertThat(commit()).isEqualTo("(exit 1)");
		}
		this.environment.put("HEADWAY_CLI_JAR", this.jar.toString());
		assertThat(init("--pre-commit", "--strict").text()).contains("Updated .git/hooks/pre-commit\n");
		fakeJava("exit 1");
		assertThat(commit())
			.isEqualTo("Headway did not check the migrations: the check ended with exit code 1.\n(exit 1)");
	}

	@Test
	void initWhenAHookExistsKeepsItAndPrintsALineThatWorks() throws IOException {
		Path hook = this.mary.path().resolve(".git/hooks/pre-commit");
		Files.writeString(hook, "#!/bin/sh\necho mine\n");
		assertThat(hook.toFile().setExecutable(true)).isTrue();
		String text = init("--pre-commit").text();
		assertThat(text).contains(KEPT).contains("Created .git/hooks/pre-merge-commit\n");
		String line = text.substring(text.indexOf(KEPT) + KEPT.length());
		assertThat(hook).content().isEqualTo("#!/bin/sh\necho mine\n");
		Files.writeString(hook, Files.readString(hook) + line);
		assertThat(init("--pre-commit").text()).isEqualTo("Nothing to do\n" + TAKEN);
		fakeJava("exit 3");
		this.mary.git("add", "-A");
		assertThat(commit()).isEqualTo("mine\n(exit 1)");
	}

	@Test
	void initWhenTheScriptIsOfAnotherVersionReplacesIt() throws IOException {
		Path script = this.mary.path().resolve(".git/hooks/headway-check");
		Files.createDirectories(script.getParent());
		Files.writeString(script, "#!/bin/sh\n# Written by 'db init': an older one\nversion=0.9\n");
		assertThat(script.toFile().setExecutable(true)).isTrue();
		assertThat(init("--pre-commit").text()).contains("Updated .git/hooks/headway-check\n");
		assertThat(script).isExecutable().content().contains("version=1.0-test\n");
	}

	@Test
	void initWhenTheScriptIsAnotherOneSaysHowToDeleteIt() throws IOException {
		Path script = this.mary.path().resolve(".git/hooks/headway-check");
		Files.createDirectories(script.getParent());
		Files.writeString(script, "#!/bin/sh\nversion=0.9\n");
		assertThat(init("--pre-commit").text()).contains("Delete it with 'rm .git/hooks/headway-check'")
			.endsWith("(exit 1)\n");
		Files.delete(script);
		assertThat(init("--pre-commit").text()).contains("Created .git/hooks/headway-check\n");
	}

	@Test
	void initWhenNoJarIsThereSaysWhatToRun() {
		this.environment.remove("HEADWAY_CLI_JAR");
		assertThat(init("--pre-commit").text()).isEqualTo(
				"""
						FAILED: Nothing was created: these files run headway-cli.jar, and these commands do not come from it, as in an application or an IDE. \
						Run 'java -jar headway-cli.jar init' with the same options, or set HEADWAY_CLI_JAR to its absolute path.
						(exit 2)
						""");
		assertThat(this.mary.migrations().path().resolve("HEAD")).doesNotExist();
	}

	@Test
	void initWhenHooksAreInTheWorkTreeSaysSo() {
		this.mary.git("config", "core.hooksPath", "my hooks");
		assertThat(init("--pre-commit").text()).contains("Created my hooks/headway-check\n",
				"These hooks are in the work tree (core.hooksPath)");
		fakeJava("exit 3");
		this.mary.git("add", "-A");
		assertThat(commit()).isEqualTo("(exit 1)");
	}

	@Test
	void hookOfThePreCommitFrameworkDoesTheSame() throws IOException {
		Path script = Path.of("src/main/pre-commit/headway-check").toAbsolutePath();
		Map<?, ?> hook = (Map<?, ?>) new Yaml().<List<?>>load(Files.readString(Path.of("../.pre-commit-hooks.yaml")))
			.get(0);
		assertThat(Path.of("..").resolve(String.valueOf(hook.get("entry"))).toAbsolutePath().normalize())
			.isEqualTo(script)
			.isExecutable();
		this.mary.git("config", "alias.framework", "!'" + script + "'");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		this.mary.git("add", "-A");
		String sha256 = FileContent.of(Files.readAllBytes(this.jar)).digest();
		assertThat(git("framework", "1.0-test", sha256, "--location", "db")).contains("'db merge 2 3'")
			.endsWith("(exit 1)");
		this.mary.commit("Conflict");
		this.environment.put("PRE_COMMIT_REMOTE_NAME", "origin");
		this.environment.put("PRE_COMMIT_REMOTE_BRANCH", "refs/heads/main");
		this.environment.put("PRE_COMMIT_TO_REF", this.mary.git("rev-parse", "HEAD").strip());
		assertThat(git("framework", "1.0-test", sha256, "--location", "db")).contains("MULTIPLE_HEADS")
			.endsWith("(exit 1)");
		this.environment.remove("HEADWAY_CLI_JAR");
		assertThat(git("framework", "1.0-test", sha256, "--location", "it's"))
			.startsWith("Headway did not check the migrations: headway-cli.jar 1.0-test is missing. Fetch it with: ")
			.endsWith("(exit 0)");
		assertThat(git("framework")).startsWith("Specify version and SHA-256").endsWith("(exit 1)");
	}

	private TestCommands.Result init(String... options) {
		TestCommands commands = new TestCommands(this.mary.migrations().path());
		this.environment.forEach(commands::with);
		List<String> arguments = new ArrayList<>(List.of("init"));
		arguments.addAll(List.of(options));
		return commands.run(arguments.toArray(String[]::new));
	}

	/**
	 * Let hooks call a script instead of Java.
	 */
	private void fakeJava(String... lines) {
		Path java = this.temporary.resolve("jdk/bin/java");
		try {
			Files.createDirectories(java.resolveSibling(""));
			Files.writeString(java, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		assertThat(java.toFile().setExecutable(true)).isTrue();
		this.environment.put("JAVA_HOME", this.temporary.resolve("jdk").toString());
	}

	private String commit() {
		return git("commit", "-q", "--allow-empty", "-m", "Work");
	}

	private String git(String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.mary.path().toFile())
			.redirectErrorStream(true);
		builder.environment().remove("HEADWAY_CLI_JAR");
		builder.environment().putAll(this.environment);
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return output + "(exit %d)".formatted(process.waitFor());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
