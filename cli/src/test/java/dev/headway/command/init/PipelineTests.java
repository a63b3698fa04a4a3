package dev.headway.command.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import dev.headway.command.GitClone;
import dev.headway.script.file.FileContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pipelines of {@link ProjectFiles}: each of their steps runs in a real
 * repository, for the events in which pull requests race.
 */
@EnabledOnOs(OS.LINUX)
@Execution(ExecutionMode.CONCURRENT)
class PipelineTests {

	@TempDir
	private Path temporary;

	private Path remote;

	private GitClone mary;

	private ProjectClone project;

	private Pipeline pipeline;

	@BeforeEach
	void createWorkflow() throws IOException {
		this.remote = GitClone.remote(this.temporary);
		this.mary = GitClone.of(this.remote, "mary");
		this.project = ProjectClone.of(this.mary.path(), "db");
		assertThat(this.project.init("--github", "--gitlab")).contains("Created .github/workflows/migrations.yml\n",
				"Created .gitlab/migrations.yml\n",
				"In the settings of the repository on GitHub, protect main: require the status check 'check', and a merge queue");
		Files.delete(this.mary.migrations().path().resolve("HEAD"));
		this.mary.commit("Check the migrations").git("push", "-q", "origin", "main");
		this.project.publishJar();
		this.pipeline = new Pipeline(this.remote, this.mary.path().resolve(".github/workflows/migrations.yml"));
	}

	@Test
	void workflowListensToNothingThatHasRightsOfTheRepository() throws IOException {
		Path file = this.mary.path().resolve(".github/workflows/migrations.yml");
		Map<?, ?> workflow = new Yaml().load(Files.readString(file));
		// The key 'on' is true in YAML 1.1
		assertThat(((Map<?, ?>) Pipeline.at(workflow, true)).keySet())
			.isEqualTo(Set.of("pull_request", "merge_group", "push"));
		assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
		for (Map<?, ?> step : this.pipeline.steps("check")) {
			if (step.get("uses") instanceof String action) {
				assertThat(action).matches("actions/[a-z-]+@[0-9a-f]{40}");
			}
			else {
				assertThat(String.valueOf(step.get("run"))).doesNotContain("${{");
			}
		}
		assertThat(this.pipeline.steps("check").get(0).get("with"))
			.isEqualTo(Map.of("fetch-depth", 0, "persist-credentials", false));
		assertThat(file).content().doesNotContain("pull_request_target", "workflow_run", "secrets.");
	}

	@ParameterizedTest
	@EnumSource(Race.class)
	void raceIsCaughtBeforeMainWithAQueueOrUpToDateBranchesAndOnMainWithoutThem(Race race) throws IOException {
		branch("a", race.ours);
		branch("b", race.theirs);
		assertPasses(this.pipeline.pullRequest("b", "main"));
		String before = merge("a");
		Pipeline.Outcome upToDate = this.pipeline.pullRequest("b", "main");
		Pipeline.Outcome queued = this.pipeline.mergeGroup("main", "b");
		Pipeline.Outcome pushed = this.pipeline.push("b", commit("b"));
		if (race.mergedByGit) {
			assertConflict(upToDate, race);
			assertConflict(queued, race);
			assertThat(upToDate.summary()).isNotEmpty();
			before = merge("b");
			assertConflict(this.pipeline.push("main", before), race);
		}
		else {
			assertThat(List.of(upToDate.code(), queued.code())).containsOnly(Pipeline.Outcome.NOT_RUN);
		}
		assertConflict(pushed, race);
	}

	@Test
	void queueOfThreeRefusesOnlyTheOneInConflict() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		branch("b", Map.of("V3__b.sql", "-- revises: 1"));
		branch("c", Map.of("R__views.sql", "select 1;"));
		assertPasses(this.pipeline.mergeGroup("main", "a"));
		assertThat(this.pipeline.mergeGroup("main", "a", "b").code()).isEqualTo(3);
		assertPasses(this.pipeline.mergeGroup("main", "a", "c"));
	}

	@Test
	void sameMergeTwiceIsCaught() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1", "V3__b.sql", "-- revises: 1"));
		merge("a");
		branch("one", Map.of("V4__merge.sql", "-- revises: 2, 3"));
		branch("two", Map.of("V5__merge.sql", "-- revises: 2, 3"));
		merge("one");
		assertThat(this.pipeline.pullRequest("two", "main").code()).isEqualTo(3);
		assertThat(this.pipeline.mergeGroup("main", "two").code()).isEqualTo(3);
		String before = merge("two");
		assertThat(this.pipeline.push("main", before).code()).isEqualTo(3);
	}

	@Test
	void repairOfMainPasses() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1", "V3__b.sql", "-- revises: 1"));
		String before = merge("a");
		assertThat(this.pipeline.push("main", before).code()).isEqualTo(3);
		branch("repair", Map.of("V4__merge.sql", "-- revises: 2, 3"));
		assertPasses(this.pipeline.pullRequest("repair", "main"));
		assertPasses(this.pipeline.mergeGroup("main", "repair"));
		before = merge("repair");
		assertPasses(this.pipeline.push("main", before));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void deletedOrEditedMigrationIsCaught(boolean deleted) throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		merge("a");
		this.mary.git("checkout", "-q", "-b", "b", "refs/remotes/origin/main");
		if (deleted) {
			this.mary.git("rm", "-q", "db/V2__a.sql");
		}
		else {
			this.project.write("db/V2__a.sql", "-- revises: 1\nselect 2;");
		}
		this.mary.commit("b").git("push", "-q", "origin", "b");
		assertThat(this.pipeline.pullRequest("b", "main").code()).isEqualTo(4);
		assertThat(this.pipeline.mergeGroup("main", "b").code()).isEqualTo(4);
		assertThat(this.pipeline.push("b", commit("b")).code()).isEqualTo(4);
		String before = merge("b");
		assertThat(this.pipeline.push("main", before).code()).isEqualTo(4);
	}

	@Test
	void pushWhenForcedOrFirstIsComparedWithNothing() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		String before = merge("a");
		String lost = commit("main");
		this.mary.git("checkout", "-q", "main");
		this.mary.git("reset", "-q", "--hard", before);
		this.project.write("db/V2__other.sql", "-- revises: 1");
		this.mary.commit("Instead").git("push", "-q", "--force", "origin", "main");
		Pipeline.Outcome forced = this.pipeline.push("main", lost);
		assertPasses(forced);
		assertThat(forced.output())
			.contains("Not compared with an earlier commit: main was created or force-pushed.\n");
		Pipeline.Outcome first = this.pipeline.firstPush("main");
		assertPasses(first);
		assertThat(first.output()).contains("Not compared with an earlier commit");
		this.project.write("db/V3__c.sql", "-- revises: 1");
		this.mary.commit("Conflict").git("push", "-q", "origin", "main");
		assertThat(this.pipeline.firstPush("main").code()).isEqualTo(3);
	}

	@Test
	void firstPushOfABranchIsComparedWithTheDefaultBranch() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		branch("b", Map.of("V3__b.sql", "-- revises: 1"));
		merge("a");
		assertThat(this.pipeline.firstPush("b").output()).contains("merging origin/main would leave a conflict");
	}

	@Test
	void forkIsComparedWithTheTargetBranchOfThisRepository() throws IOException {
		Path fork = this.temporary.resolve("fork.git");
		this.mary.git("clone", "-q", "--bare", this.remote.toUri().toString(), fork.toString());
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		GitClone outsider = GitClone.of(fork, "outsider");
		outsider.migrations().with("V3__b.sql", "-- revises: 1");
		outsider.commit("Theirs").git("push", "-q", "origin", "main");
		assertPasses(this.pipeline.pullRequestOfFork(fork, "main", "main"));
		merge("a");
		assertThat(this.pipeline.pullRequestOfFork(fork, "main", "main").output()).contains("::error ",
				"MULTIPLE_HEADS");
	}

	@Test
	void tagWithTheNameOfTheDefaultBranchHidesNothing() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		branch("b", Map.of("V3__b.sql", "-- revises: 1"));
		this.mary.git("push", "-q", "origin", "b:refs/tags/origin/main");
		merge("a");
		assertThat(this.pipeline.pullRequest("b", "main").code()).isEqualTo(3);
		assertThat(this.pipeline.push("b", commit("b")).code()).isEqualTo(3);
	}

	@Test
	void jarThatIsAnotherOneIsNotRun() throws IOException {
		Files.writeString(this.project.publishJar(), "another one");
		Pipeline.Outcome outcome = this.pipeline.pullRequest("main", "main");
		assertThat(outcome.code()).isEqualTo(1);
		assertThat(outcome.output()).contains("headway-cli.jar: FAILED");
	}

	@Test
	void branchThatIsHostileRunsNothing() throws IOException {
		Path seen = Files.createDirectories(this.temporary.resolve("seen"));
		this.mary.git("checkout", "-q", "-b", "hostile");
		for (String name : List.of("mvnw", "headway-cli.jar", "java", "curl", "sha256sum", "printf", "bash", "dbw",
				".mvn/jvm.config", ".headway/cli/1.0-test/headway-cli.jar", ".headway-edit")) {
			this.project.program(name, "touch '%s/%s'\n".formatted(seen, Path.of(name).getFileName()));
		}
		this.project.write("db/V2__a.sql", "-- revises: 1");
		this.mary.commit("Hostile").git("push", "-q", "origin", "hostile");
		assertPasses(this.pipeline.pullRequest("hostile", "main"));
		assertPasses(this.pipeline.mergeGroup("main", "hostile"));
		assertPasses(this.pipeline.firstPush("hostile"));
		assertThat(seen).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: b", "a #b", "it's", "\"q\"", "$(touch x)", "`id`", "größe", "$TARGET", "@a@" })
	void stepsWhenFolderHasASpecialNameCallTheCheckWithIt(String name) throws IOException {
		GitClone clone = GitClone.of(this.remote, "special");
		ProjectClone special = ProjectClone.of(clone.path(), name);
		special.write(name + "/V1__a.sql", "select 1;");
		clone.git("rm", "-q", ".github/workflows/migrations.yml", ".gitlab/migrations.yml");
		assertThat(special.init("--github", "--gitlab")).endsWith("(exit 0)\n");
		special.program("../bin/java", "shift 4\nfor argument; do printf '[%s]' \"$argument\"; done\n");
		clone.git("checkout", "-q", "-b", "special");
		clone.commit("Special").git("push", "-q", "origin", "special");
		String path = this.temporary.resolve("bin") + ":" + System.getenv("PATH");
		Pipeline.Outcome github = new Pipeline(this.remote, clone.path().resolve(".github/workflows/migrations.yml"))
			.with("PATH", path)
			.pullRequest("special", "main");
		assertThat(github.output()).contains("[check][--format][github][--summary]",
				"[--location][%s][--against][refs/remotes/origin/main]".formatted(name));
		assertThat(gitlab(special, Map.of("PATH", path, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")))
			.contains("[check][--summary][migrations.md][--location][%s][--against][refs/remotes/origin/main]"
				.formatted(name));
	}

	@Test
	void actionRunsTheSameCheck() throws IOException {
		Path sources = Path.of("..").toAbsolutePath().normalize();
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		branch("b", Map.of("V3__b.sql", "-- revises: 1"));
		String before = merge("a");
		Path jar = this.project.publishJar();
		Pipeline action = new Pipeline(this.remote, sources.resolve("action.yml"))
			.where("github.action_path", sources.toString())
			.where("inputs.version", "1.0-test")
			.where("inputs.sha256", FileContent.of(Files.readAllBytes(jar)).digest())
			.where("inputs.location", "db")
			.where("github.event.repository.default_branch", "main");
		assertPasses(action.push("main", before));
		assertThat(action.pullRequest("b", "main").code()).isEqualTo(3);
		assertThat(action.firstPush("b").output()).contains("merging origin/main would leave a conflict");
		assertThat(action.where("inputs.sha256", "0".repeat(64)).pullRequest("b", "main").output())
			.contains("headway-cli.jar: FAILED");
	}

	@Test
	void commentIsAJobThatChecksNothingOut() throws IOException {
		GitClone clone = GitClone.of(this.remote, "comment");
		clone.git("rm", "-q", ".github/workflows/migrations.yml");
		ProjectClone.of(clone.path(), "db").init("--github-comment");
		Path file = clone.path().resolve(".github/workflows/migrations.yml");
		Pipeline commenting = new Pipeline(this.remote, file);
		assertThat(commenting.steps("check")).hasSize(5);
		assertThat(commenting.steps("comment")).hasSize(2).noneMatch((step) -> step.toString().contains("checkout"));
		Object job = Pipeline.at(new Yaml().load(Files.readString(file)), "jobs", "comment");
		assertThat(Pipeline.at(job, "permissions")).isEqualTo(Map.of("pull-requests", "write"));
		assertThat(Pipeline.at(job, "if")).isEqualTo("always() && github.event_name == 'pull_request'"
				+ " && github.event.pull_request.head.repo.full_name == github.repository");
		assertThat(String.valueOf(commenting.steps("comment").get(1).get("run")))
			.startsWith("FILE=$RUNNER_TEMP/migrations/migrations.md\n")
			.endsWith(String.join("\n", Template.of("github-comment.sh").lines()) + "\n")
			.doesNotContain("${{");
		assertPasses(commenting.pullRequest("main", "main"));
	}

	@Test
	void jobOfGitlabComparesAsTheWorkflowDoes() throws IOException {
		branch("a", Map.of("V2__a.sql", "-- revises: 1"));
		branch("b", Map.of("V3__b.sql", "-- revises: 1"));
		String before = merge("a");
		this.mary.git("checkout", "-q", "b");
		assertThat(gitlab(this.project, Map.of("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")))
			.contains("merging origin/main would leave a conflict")
			.endsWith("(exit 3)\n");
		assertThat(gitlab(this.project, Map.of("CI_COMMIT_BRANCH", "b", "CI_COMMIT_BEFORE_SHA", before)))
			.endsWith("(exit 3)\n");
		assertThat(this.mary.path().resolve("migrations.md")).isNotEmptyFile();
		merge("b");
		assertThat(gitlab(this.project, Map.of("CI_COMMIT_BRANCH", "main", "CI_COMMIT_BEFORE_SHA", before)))
			.endsWith("(exit 3)\n");
		assertThat(gitlab(this.project, Map.of("CI_COMMIT_BRANCH", "main", "CI_COMMIT_BEFORE_SHA", "0".repeat(40))))
			.contains("Not compared with an earlier commit: main was created or force-pushed.\n")
			.endsWith("(exit 3)\n");
	}

	private static String gitlab(ProjectClone project, Map<String, String> variables) throws IOException {
		Object jobs = new Yaml().load(Files.readString(project.path().resolve(".gitlab/migrations.yml")));
		return project.run(variables, "sh", "-c", Pipeline.at(jobs, "migrations", "script", 0).toString());
	}

	private void branch(String name, Map<String, String> files) {
		this.mary.git("fetch", "-q");
		this.mary.git("checkout", "-q", "-b", name, "refs/remotes/origin/main");
		files.forEach((file, content) -> this.project.write("db/" + file, content));
		this.mary.commit(name).git("push", "-q", "origin", name);
	}

	/**
	 * Merge a branch into main as the server does.
	 * @return the commit of main before
	 */
	private String merge(String name) {
		this.mary.git("fetch", "-q");
		this.mary.git("checkout", "-q", "-B", "main", "refs/remotes/origin/main");
		String before = commit("main");
		this.mary.git("merge", "-q", "--no-ff", "--no-edit", "refs/heads/" + name);
		this.mary.git("push", "-q", "origin", "main");
		return before;
	}

	private String commit(String branch) {
		return this.mary.git("rev-parse", branch).strip();
	}

	private static void assertPasses(Pipeline.Outcome outcome) {
		assertThat(outcome.code()).as(outcome.output()).isZero();
	}

	private static void assertConflict(Pipeline.Outcome outcome, Race race) {
		assertThat(outcome.code()).as(outcome.output()).isEqualTo(3);
		assertThat(outcome.output()).contains("::error ").contains(race.code);
	}

	/**
	 * Migrations of two pull requests that are fine, but not together.
	 */
	@SuppressWarnings("ImmutableEnumChecker")
	private enum Race {

		TEXTBOOK("MULTIPLE_HEADS", true, Map.of("V2__a.sql", "-- revises: 1"), Map.of("V3__b.sql", "-- revises: 1")),

		TEXTBOOK_REVERSED("MULTIPLE_HEADS", true, Map.of("V3__b.sql", "-- revises: 1"),
				Map.of("V2__a.sql", "-- revises: 1")),

		WITH_HEAD("MULTIPLE_HEADS", false, Map.of("V2__a.sql", "-- revises: 1", "HEAD", "2 V2__a.sql\n"),
				Map.of("V3__b.sql", "-- revises: 1", "HEAD", "3 V3__b.sql\n")),

		SAME_VERSION("DUPLICATE_VERSION", true, Map.of("V2__a.sql", "select 1;"), Map.of("V2__b.sql", "select 2;")),

		LATE("LATE_REVISION", true, Map.of("V3__a.sql", "select 1;"), Map.of("V2__b.sql", "select 2;"));

		private final String code;

		private final boolean mergedByGit;

		private final Map<String, String> ours;

		private final Map<String, String> theirs;

		Race(String code, boolean mergedByGit, Map<String, String> ours, Map<String, String> theirs) {
			this.code = code;
			this.mergedByGit = mergedByGit;
			this.ours = ours;
			this.theirs = theirs;
		}

	}

}
