package dev.headway.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.testing.FuzzLimits;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link DbCommands} with arguments, one in each line, of the commands that read.
 */
class DbCommandsFuzzTests {

	private static final Set<String> COMMANDS = Set.of("check", "history", "heads", "show", "branches");

	@TempDir
	private Path temporary;

	@ValueSource(strings = { "check\n--format\njson", "check\n--format\nmarkdown", "show\n9\n--json",
			"check\n--format=sarif", "history\n-r\n1:head", "history\n--graph", "show\nheads\n--json", "show\n1+1",
			"heads\n--quiet", "branches\n-v", "check\n--no-such\n\u001b[31m", "history\n--rev-range=:\n--json",
			"check\n--parents\nrequired\n--encoding\nlatin1", "show\nV2__a.sql" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void runWhenAnyArgumentsEndsWithAnExitCode(@NotNull String arguments) throws Exception {
		List<String> args = new ArrayList<>(List.of(arguments.split("\n", -1)));
		if (!COMMANDS.contains(args.get(0)) || args.stream().anyMatch(DbCommandsFuzzTests::namesFiles)) {
			return;
		}
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withConflict();
		FuzzLimits.check(arguments.length(), () -> {
			TestCommands.Result result = new TestCommands(folder.path()).run(args.toArray(String[]::new));
			assertThat(result.code()).isBetween(0, 5);
			assertThat(result.text()).doesNotContain("\tat ").doesNotContain("Exception");
			return result.text();
		});
	}

	private static boolean namesFiles(String argument) {
		return Stream.of("-l", "--location", "--against", "--fix", "--summary")
			.anyMatch((option) -> argument.startsWith(option));
	}

}
