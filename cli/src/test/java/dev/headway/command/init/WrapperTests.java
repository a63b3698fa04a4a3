package dev.headway.command.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.GitClone;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Wrapper}, which run what it creates.
 */
@DisabledOnOs(OS.WINDOWS)
class WrapperTests {

	private static final String MIGRATIONS = "src/main/resources/db/migration";

	@TempDir
	private Path temporary;

	private ProjectClone project;

	@BeforeEach
	void createProject() throws IOException {
		this.project = ProjectClone.in(this.temporary, MIGRATIONS);
		this.project.write(MIGRATIONS + "/V1__a.sql", "select 1;");
	}

	@Test
	void initWhenThereIsNoCommandCreatesOneThatWorksFromAnyFolder() {
		assertThat(this.project.init()).isEqualTo("""
				Created HEAD
				Created db
				Created db.cmd
				Created .gitattributes
				(exit 0)
				""");
		assertThat(this.project.init()).isEqualTo("Nothing to do\n(exit 0)\n");
		this.project.setUpJar();
		assertThat(this.project.run("./db heads")).isEqualTo("1 (head)\n(exit 0)\n");
		assertThat(this.project.run("cd src/main && ../../db heads")).isEqualTo("1 (head)\n(exit 0)\n");
		assertThat(this.project.run("PATH=$PWD:$PATH; cd /; db heads")).isEqualTo("1 (head)\n(exit 0)\n");
		assertThat(this.project.run("mkdir -p 'other one' && ./db --location 'other one' heads")).endsWith("(exit 0)\n")
			.doesNotContain("1 (head)");
		assertThat(this.project.run("./db revision -m 'a  b' && ./db show 2")).contains("V2__a_b.sql");
	}

	@Test
	void messagesNameTheCommandAsItWasCalled() {
		this.project.init();
		this.project.setUpJar();
		this.project.write(MIGRATIONS + "/V2__b.sql", "-- revises: 1");
		this.project.write(MIGRATIONS + "/V3__c.sql", "-- revises: 1");
		String printed = this.project.run("./db check");
		assertThat(printed).contains("Make them one with './db merge 2 3' or './db rebase 3 --onto 2'.")
			.endsWith("(exit 3)\n");
		assertThat(this.project.run("./db check --format github --summary ../summary.md"))
			.contains("Make them one with './db merge 2 3'")
			.doesNotContain("'db ");
		assertThat(this.temporary.resolve("summary.md")).content()
			.contains("'./db merge 2 3'", "./db merge 2 3\n# or\n./db rebase 3 --onto 2\n")
			.doesNotContain("'db ", "\ndb ");
		assertThat(this.project.run("./db check --json")).contains("\"db merge 2 3\"");
		assertThat(this.project.run("./db rebase 3 --onto 2 && ./db check")).contains("OK: 3 revisions, head 3");
	}

	@Test
	void commandWhenJarIsMissingPrintsALineThatFetchesIt() {
		this.project.init();
		this.project.publishJar();
		String printed = this.project.run("./db heads");
		assertThat(printed).startsWith("headway-cli.jar 1.0-test is missing. Fetch it with: mkdir -p ~/.headway/")
			.endsWith("(exit 1)\n");
		String line = printed.substring(printed.indexOf("mkdir"), printed.indexOf("\n"));
		assertThat(this.project.run(line + " && ./db heads")).isEqualTo("1 (head)\n(exit 0)\n");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void commandWhenAPersonIsAtATerminalFetchesTheJarOnce() {
		this.project.init();
		this.project.publishJar();
		assertThat(this.project.runOnTerminal("./db heads")).contains("Fetching file:", "1 (head)");
		assertThat(this.project.runOnTerminal("./db heads")).doesNotContain("Fetching").contains("1 (head)");
		assertThat(this.project.run("./db heads")).isEqualTo("1 (head)\n(exit 0)\n");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void commandWhenTheJarIsNotPublishedSaysWhatToSet() {
		this.project.init();
		assertThat(this.project.runOnTerminal("./db heads")).contains("-runnable.jar was not fetched. "
				+ "Set HEADWAY_REPOSITORY to a repository that has it, or HEADWAY_CLI_JAR to the jar.\n(exit 1)");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void commandWhenAnotherJarIsPublishedDeletesIt() throws IOException {
		this.project.init();
		Files.writeString(this.project.publishJar(), "another one");
		assertThat(this.project.runOnTerminal("./db heads")).contains("does not match the SHA-256 in ./db")
			.doesNotContain("1 (head)");
		try (var left = Files.walk(this.project.home())) {
			assertThat(left.filter(Files::isRegularFile)).isEmpty();
		}
	}

	@Test
	void commandWhenTheJarIsAnotherOneRefusesIt() throws IOException {
		this.project.init();
		Path jar = this.project.home().resolve(".headway/cli/1.0-test/headway-cli.jar");
		Files.createDirectories(jar.resolveSibling(""));
		Files.writeString(jar, "another one");
		assertThat(this.project.run("./db heads"))
			.isEqualTo(jar + " does not match the SHA-256 in ./db. Delete it, then try again.\n(exit 1)\n");
		this.project.publishLocally();
		assertThat(this.project.run("./db heads")).isEqualTo("1 (head)\n(exit 0)\n");
		assertThat(this.project.run("export HEADWAY_CLI_JAR='" + jar + "'; ./db heads")).doesNotContain("1 (head)")
			.endsWith("(exit 1)\n");
	}

	@Test
	void commandWhenItNeedsTheApplicationRunsItInItsModule() throws IOException {
		this.project.write("app/pom.xml", "<artifactId>spring-boot-maven-plugin</artifactId>");
		this.project.init();
		this.project.program("mvnw", """
				for argument; do echo "[$argument]"; done
				printf 5 >"$HEADWAY_EXIT_CODE_FILE"
				""");
		assertThat(this.project.run("./db upgrade +1 --flyway 'my db'")).isEqualTo("""
				[-q]
				[-f]
				[./app/pom.xml]
				[spring-boot:run]
				[-Dspring-boot.run.arguments=db upgrade +1 --flyway "my db"]
				(exit 5)
				""");
		assertThat(this.project.run("./db current --module worker")).contains("there is no ./worker/pom.xml")
			.endsWith("(exit 1)\n");
		assertThat(this.project.run("./db current --module .")).contains("there is no ./pom.xml");
		this.project.write("worker/pom.xml", "<project/>");
		this.project.program("mvnw", "exit 7\n");
		assertThat(this.project.run("./db current --module worker")).isEqualTo("(exit 7)\n");
		assertThat(this.project.run("./db stamp 'a\"b' \"it's\"")).isEqualTo("(exit 7)\n");
		assertThat(this.project.run("./db stamp \"it's \\\"x\\\"\"")).startsWith("Maven cannot pass on an argument");
		this.project.setUpJar();
		assertThat(this.project.run("./db upgrade --help")).contains("Usage: ").endsWith("(exit 0)\n");
	}

	@Test
	void commandWhenTheProjectHasGradlePrintsHowToRunTheApplication() throws IOException {
		this.project.init();
		this.project.program("gradlew", "for argument; do echo \"[$argument]\"; done\n");
		String printed = this.project.run("./db upgrade +1");
		assertThat(printed)
			.isEqualTo("This command needs the application. Run: ./gradlew bootRun --args='db upgrade +1'\n(exit 1)\n");
		String line = printed.substring(printed.indexOf("./gradlew"), printed.indexOf("\n"));
		assertThat(this.project.run(line)).isEqualTo("[bootRun]\n[--args=db upgrade +1]\n(exit 0)\n");
	}

	@Test
	void initWhenTheNameIsTakenSaysHowToChooseAnother() {
		this.project.write("db/README", "");
		assertThat(this.project.init()).isEqualTo("""
				Created HEAD
				'db' already exists at the top of the work tree, so no command was created. \
				Add '--wrapper dbw' to choose another name.
				(exit 0)
				""");
		assertThat(this.project.init("--wrapper", "dbw")).isEqualTo("""
				Created dbw
				Created dbw.cmd
				Created .gitattributes
				(exit 0)
				""");
		assertThat(this.project.init()).isEqualTo("Nothing to do\n(exit 0)\n");
		this.project.setUpJar();
		assertThat(this.project.run("./dbw heads")).isEqualTo("1 (head)\n(exit 0)\n");
	}

	@Test
	void initWhenTheCommandIsOfAnotherVersionReplacesIt() throws IOException {
		this.project.init();
		Path command = this.project.path().resolve("db");
		Files.writeString(command, Files.readString(command).replace("version=1.0-test", "version=0.9"));
		assertThat(this.project.init()).isEqualTo("Updated db\n(exit 0)\n");
		assertThat(command).isExecutable().content().contains("version=1.0-test\n");
		this.project.write(".gitattributes", "*.png binary");
		assertThat(this.project.init()).isEqualTo("Updated .gitattributes\n(exit 0)\n");
		assertThat(this.project.path().resolve(".gitattributes")).content()
			.isEqualTo("*.png binary\n/db text eol=lf\n/db.cmd text eol=crlf\n");
	}

	@Test
	void initWhenGitIgnoresFileModesAddsTheCommandAsAProgram() {
		new GitClone(this.project.path()).git("config", "core.fileMode", "false");
		this.project.init();
		assertThat(new GitClone(this.project.path()).git("ls-files", "-s", "db")).startsWith("100755 ");
	}

	@Test
	void initWhenOptionsAndNamesAreSpecialPassesThemOn() {
		this.project.write("my app/it's 100%/M1__a.sql", "select 1;");
		assertThat(this.project.init("--location", "my app/it's 100%", "--prefix", "M")).endsWith("(exit 0)\n");
		this.project.setUpJar();
		assertThat(this.project.run("./db heads")).isEqualTo("1 (head)\n(exit 0)\n");
		assertThat(this.project.path().resolve("db.cmd")).content()
			.contains("--location \"%root%my app/it's 100%%\" \"--prefix=M\" %*\r\n");
	}

	@Test
	void commandOfMainRunsNothingOfAHostileWorkTree() {
		this.project.init();
		this.project.setUpJar();
		GitClone clone = new GitClone(this.project.path());
		clone.commit("Main");
		Path seen = this.temporary.resolve("seen");
		clone.git("checkout", "-q", "-b", "hostile");
		for (String name : List.of("db", "mvnw", ".mvn/jvm.config", "headway-cli.jar", "java", "sha256sum",
				".headway/cli/1.0-test/headway-cli.jar", ".headway-edit")) {
			this.project.program(name, "touch '%s'\n".formatted(seen));
		}
		this.project.write(MIGRATIONS + "/V3__c.sql", "-- revises: 7");
		clone.commit("Hostile");
		clone.git("checkout", "-q", "main");
		clone.git("worktree", "add", "-q", "../hostile", "hostile");
		assertThat(this.project.run("cd ../hostile && '%s/db' --location %s check".formatted(clone.path(), MIGRATIONS)))
			.contains("MISSING_PARENT")
			.endsWith("(exit 4)\n");
		assertThat(seen).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../db", "a/b", "-x", "", "a b", ".", "größe" })
	void initWhenTheNameIsNoNameIsRefused(String name) {
		assertThat(this.project.init("--wrapper=" + name)).isEqualTo(
				"FAILED: Nothing was created: '%s' is not a valid command name. Use letters, digits, '-', '_' and '.'.%n(exit 2)%n"
					.formatted(name));
		assertThat(this.project.path().resolve(MIGRATIONS + "/HEAD")).doesNotExist();
	}

	@Test
	void initWhenTheCommandIsALinkKeepsIt() throws IOException {
		Path target = Files.writeString(this.temporary.resolve("target"), "target");
		Files.createSymbolicLink(this.project.path().resolve("db"), target);
		assertThat(this.project.init()).contains("'db' already exists");
		assertThat(target).content().isEqualTo("target");
	}

}
