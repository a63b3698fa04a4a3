package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story from the beginning, in an empty project with default settings: two
 * developers, each with a clone and a database, and every command as it is typed.
 */
class NewProjectTests {

	@TempDir
	private Path temporary;

	@ParameterizedTest
	@CsvSource({ "'', merge", "'', rebase", "sequential, merge", "sequential, rebase", "timestamp, merge",
			"timestamp, rebase" })
	void twoDevelopersAddRevisionsAndResolveTheConflict(String style, String way) throws IOException {
		GitClone mary = begin(style);
		GitClone david = GitClone.of(mary.path().resolveSibling("remote.git"), "david");
		try (CloneDatabase marys = new CloneDatabase(mary);
				CloneDatabase davids = new CloneDatabase(david);
				CloneDatabase fresh = new CloneDatabase(mary)) {
			addRevision(mary, "add password hashes");
			addRevision(david, "add avatars");
			marys.upgrade();
			davids.upgrade();
			david.git("push", "-q");
			mary.failingGit("push", "-q");
			mary.git("fetch", "-q");
			TestCommands.Result before = mary.db("check", "--against");
			assertThat(before.text()).matches("(?s)%s: .*\\(exit 3\\)\n"
				.formatted(style.equals("timestamp") ? "(MULTIPLE_HEADS|DUPLICATE_VERSION)" : "DUPLICATE_VERSION"));
			List<String> printed = GitClone.commands(before.out());
			assertThat(printed).containsExactly("git merge origin/main", "db rebase --against origin/main");
			assertThat(mary.failingGit("merge", "origin/main")).contains("CONFLICT", "db/HEAD");
			assertThat(mary.db("check").code()).isEqualTo(3);
			mary.run(way.equals("merge") ? "db merge" : printed.get(1));
			mary.commit("Resolve the conflict");
			assertThat(mary.db("check").text()).startsWith("OK: ");
			assertThat(mary.db("check", "--against").text()).startsWith("OK: ");
			assertThat(mary.db("heads").out().lines()).hasSize(1);
			assertThat(mary.db("history").out().contains("(mergepoint)")).isEqualTo(way.equals("merge"));
			mary.git("push", "-q");
			david.git("pull", "-q");
			assertThat(david.db("check").text()).startsWith("OK: ");
			for (CloneDatabase database : List.of(marys, davids, fresh)) {
				database.follow();
				database.assertUpgrades("create", "add avatars", "add password hashes");
			}
			assertThat(davids.db("revision", "-m", "next").code()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sequential", "timestamp" })
	void revisionAfterInitHasTheStyleOfTheProject(String style) throws IOException {
		GitClone mary = begin(style);
		assertThat(mary.names()).singleElement()
			.asString()
			.matches(style.equals("timestamp") ? "V\\d{14}__create\\.sql" : "V1__create\\.sql");
	}

	/**
	 * Create a project whose first revision creates a table, and push it.
	 */
	private GitClone begin(String style) throws IOException {
		GitClone first = new GitClone(this.temporary.resolve("first"));
		Path remote = this.temporary.resolve("remote.git");
		Files.createDirectories(first.path());
		first.git("init", "-q", "--bare", "-b", "main", remote.toString());
		GitClone mary = GitClone.of(remote, "mary");
		mary.git("checkout", "-q", "-B", "main");
		assertThat(mary.db(style.isEmpty() ? new String[] { "init" } : new String[] { "init", "--versions", style })
			.text()).isEqualTo("Created HEAD\n");
		mary.commit("Start").git("push", "-q", "-u", "origin", "main");
		mary.git("remote", "set-head", "origin", "main");
		addRevision(mary, "create");
		mary.git("push", "-q");
		assertThat(mary.db("check").text()).startsWith("OK: 1 revision");
		return mary;
	}

	/**
	 * Add a revision, write SQL below what the command has written, and commit.
	 */
	private static void addRevision(GitClone clone, String message) throws IOException {
		String created = clone.db("revision", "-m", message).out().lines().findFirst().orElseThrow();
		Path script = clone.migrations().path().resolve(created.replace("Created ", ""));
		String table = message.equals("create") ? "create table log (name varchar(50));\n" : "";
		Files.writeString(script,
				Files.readString(script) + table + "insert into log values ('%s');\n".formatted(message));
		clone.commit(message);
	}

}
