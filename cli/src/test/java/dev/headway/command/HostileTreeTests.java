package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.file.UnfinishedEdit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no command writes, renames or deletes anything but migrations, their
 * {@code HEAD} file and the files that it generates, in any tree.
 */
class HostileTreeTests {

	private static final List<String> COMMANDS = List.of("init", "init --pre-commit --pre-push",
			"init --github --gitlab", "init --agents", "init --github-comment --wrapper dbw", "revision -m new",
			"revision -m new --head 2", "merge", "merge 2 3", "rebase 2", "rebase 3 --onto 2", "rebase 3",
			"rebase V3__c.sql --onto 4", "rebase 6", "rebase --abort", "check --fix", "check --fix --against HEAD~1",
			"check --fix --against main");

	private static final List<String> KILLED = List.of("rebase 3 --onto 4", "rebase 2 --onto 4", "rebase 2", "merge",
			"revision -m new --head 2");

	private final long seed = Long.getLong("headway.seed", 1);

	@TempDir
	private Path temporary;

	private final String home = System.getProperty("user.home");

	@BeforeEach
	void useAnotherHome(@TempDir Path home) {
		System.setProperty("user.home", home.toString());
	}

	@AfterEach
	void restoreHome() {
		System.setProperty("user.home", this.home);
	}

	@Test
	void runOfAnyCommandLeavesEverythingElseAlone() throws IOException {
		Random random = new Random(this.seed);
		String jar = StandInJar.in(this.temporary).toString();
		for (int round = 0; round < Integer.getInteger("headway.rounds", 60); round++) {
			HostileTree tree = new HostileTree(this.temporary.resolve("round" + round), random);
			Map<String, String> before = tree.fixed();
			for (int i = 0; i < 4; i++) {
				String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
				TestCommands.Result result = new TestCommands(tree.folder()).with("HEADWAY_CLI_JAR", jar)
					.run(command.split(" ", -1));
				assertThat(tree.fixed()).as("seed %d, round %d, %s: %s", this.seed, round, command, result.text())
					.isEqualTo(before);
				assertThat(result.text()).as("seed %d, round %d, %s", this.seed, round, command)
					.doesNotContain("Exception in", "\tat ");
			}
		}
	}

	@Test
	void killOfAnyCommandCanBeAborted() throws Exception {
		Random random = new Random(this.seed);
		for (int round = 0; round < Integer.getInteger("headway.kills", 8); round++) {
			HostileTree tree = new HostileTree(this.temporary.resolve("kill" + round), random);
			Map<String, String> fixed = tree.fixed();
			Map<String, String> migrations = tree.migrations();
			String command = KILLED.get(random.nextInt(KILLED.size()));
			kill(tree, command, random.nextInt(8_000));
			String description = "seed %d, round %d, %s".formatted(this.seed, round, command);
			assertThat(tree.fixed()).as(description).isEqualTo(fixed);
			if (UnfinishedEdit.in(List.of(tree.folder())).isPresent()) {
				TestCommands commands = new TestCommands(tree.folder());
				assertThat(commands.run("heads").text()).as(description).contains("db rebase --abort");
				assertThat(commands.run("rebase", "--abort").code()).as(description).isZero();
				assertThat(tree.migrations()).as(description).isEqualTo(migrations);
				assertThat(tree.fixed()).as(description).isEqualTo(fixed);
			}
			if (new TestCommands(tree.folder()).run("revision", "-m", "next", "--head", "2", "--splice").code() == 0) {
				assertThat(tree.fixed()).as(description).isEqualTo(fixed);
				assertThat(leftovers(tree)).as(description).isEmpty();
			}
		}
	}

	/**
	 * Kill a command a moment after it has begun to write.
	 */
	private void kill(HostileTree tree, String command, int microseconds) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Duser.home=" + home(), "-cp", System.getProperty("java.class.path"), Main.class.getName()));
		arguments.addAll(List.of(command.split(" ", -1)));
		arguments.addAll(List.of("--location", tree.folder().toString()));
		Process process = new ProcessBuilder(arguments).redirectErrorStream(true)
			.redirectOutput(this.temporary.resolve("output").toFile())
			.start();
		while (process.isAlive() && leftovers(tree).isEmpty()) {
			Thread.onSpinWait();
		}
		long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(microseconds);
		while (process.isAlive() && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		process.destroyForcibly();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
	}

	private static String home() {
		return System.getProperty("user.home");
	}

	/**
	 * Folders of edits that are running or were killed.
	 */
	private static List<Path> leftovers(HostileTree tree) throws IOException {
		Path journals = tree.hasGit() ? tree.folder().resolve("../../../../../.git/headway").normalize()
				: Path.of(home(), ".headway");
		if (!Files.isDirectory(journals)) {
			return List.of();
		}
		try (Stream<Path> all = Files.list(journals)) {
			return all.filter((path) -> path.getFileName().toString().startsWith("edit-")).toList();
		}
	}

}
