package dev.headway.command.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import dev.headway.command.GitClone;
import dev.headway.command.StandInJar;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHooks} where the work tree is not as usual.
 */
class CheckHooksTests {

	@TempDir
	private Path temporary;

	@Test
	void preCommitWhenLinkedWorkTreeGoesWhereGitLooks() {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		mary.git("worktree", "add", "-q", "../linked");
		GitClone linked = new GitClone(this.temporary.resolve("linked"));
		assertThat(init(linked.migrations().path()).code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/pre-commit")).isExecutable();
	}

	@Test
	void preCommitWhenFolderHasBlanksQuotesIt() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve("my db/größe"));
		assertThat(init(folder).code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/headway-check")).content()
			.contains("check \"$@\" --location 'my db/größe' 2>&1");
	}

	@Test
	void preCommitWhenHooksAreSharedIsRefused() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path shared = Files.createDirectories(this.temporary.resolve("shared hooks"));
		mary.git("config", "core.hooksPath", shared.toString());
		TestCommands.Result result = init(mary.migrations().path());
		Path own = mary.path().resolve(".git/hooks");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.err()).startsWith("FAILED: Nothing was created: core.hooksPath is '" + shared + "'")
			.contains("'git config core.hooksPath %s'".formatted(own));
		assertThat(shared).isEmptyDirectory();
		assertThat(mary.migrations().path().resolve("HEAD")).doesNotExist();
		mary.git("config", "core.hooksPath", own.toString());
		assertThat(init(mary.migrations().path()).out()).contains("Created .git/hooks/pre-commit");
	}

	private TestCommands.Result init(Path folder) {
		return new TestCommands(folder).with("HEADWAY_CLI_JAR", StandInJar.in(this.temporary).toString())
			.run("init", "--pre-commit");
	}

	@ParameterizedTest
	@DisabledOnOs(OS.WINDOWS)
	@ValueSource(strings = { "a: b", "a #b", "- a", "it's", "\"q\"", "$(touch x)", "`id`", "a\\b", "a\\", "{a", "größe",
			"~", "&a", "!a", "%a", "@a", "a:", "$TARGET", "${HOME}", "a; b", "*x", "#a" })
	void jobsWhenFolderHasASpecialNameCallTheCheckWithIt(String name) throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve(name));
		Files.writeString(folder.resolve("V1__a.sql"), "select 1;");
		TestCommands.Result result = new TestCommands(folder).run("init", "--github", "--gitlab", "--command",
				"printf '%s\\n'");
		assertThat(result.code()).as(result.text()).isZero();
		Object github = yaml(mary.path().resolve(".github/workflows/migrations.yml"));
		Object gitlab = yaml(mary.path().resolve(".gitlab/migrations.yml"));
		assertThat(at(github, "jobs", "check", "steps")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(3);
		assertThat(run(mary.path(), at(github, "jobs", "check", "steps", 2, "run"))).containsExactly("check",
				"--location", name, "--against", "refs/remotes/origin/main", "--format", "github");
		assertThat(at(gitlab, "migrations", "script")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
		assertThat(run(mary.path(), at(gitlab, "migrations", "script", 0))).containsExactly("check", "--location", name,
				"--against", "refs/remotes/origin/main");
	}

	@ParameterizedTest
	@DisabledOnOs(OS.WINDOWS)
	@ValueSource(
			strings = { "a\nb", "a\n      - run: id", "a\u001b[31m", "a\u202eb", "a\u0085b", "${{ github.token }}" })
	void jobsWhenFolderCannotBeWrittenAreRefused(String name) throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve(name));
		TestCommands.Result result = new TestCommands(folder).run("init", "--github");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.err()).startsWith("FAILED: Nothing was created: '").hasLineCount(1);
		assertThat(mary.path().resolve(".github")).doesNotExist();
		assertThat(folder).isEmptyDirectory();
	}

	private static Object yaml(Path file) throws IOException {
		return new Yaml().load(Files.readString(file));
	}

	private static Object at(Object value, Object... keys) {
		Object found = value;
		for (Object key : keys) {
			found = Objects.requireNonNull(
					(key instanceof Integer index) ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(key));
		}
		return found;
	}

	private static List<String> run(Path folder, Object command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", command.toString()).directory(folder.toFile());
		builder.environment().put("TARGET", "main");
		String output = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return output.lines().toList();
	}

	@Test
	void checkWhenFolderIsIgnoredByGitComparesWithNothing() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve("ignored"));
		Files.writeString(mary.path().resolve(".gitignore"), "ignored/\n");
		Files.writeString(folder.resolve("V1__a.sql"), "select 1;\n");
		assertThat(new TestCommands(folder).run("check", "--against", "HEAD").text())
			.isEqualTo("OK: 1 revision, head 1\n");
	}

}
