package dev.headway.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.invocation.CommandContext;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;
import dev.headway.testing.page.DocumentedOutput;
import dev.headway.testing.page.DocumentedPage;
import dev.headway.testing.page.DocumentedPage.Section;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the commands that the pages of the documentation show, and compares what they
 * print. The folder {@code documented} in the resources of this module has a shell script
 * for each page with output, which prepares each block, or says which test prints it
 * instead, or why no test does.
 */
@DisabledOnOs(OS.WINDOWS)
class DocumentedOutputTests {

	private static final Path ROOT = Path.of("..");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private final Map<Path, Flyway> databases = new HashMap<>();

	static List<String> pages() {
		return DocumentedPage.names(ROOT);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void commandsPrintWhatThePageShows(String name, @TempDir Path folder) {
		new DocumentedOutput(ROOT, getClass().getSimpleName(), Map.of(), this::run).assertPrinted(name, folder);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void blocksThatOtherTestsPrintNameATest(String name) throws IOException {
		Set<String> tests;
		try (Stream<Path> files = Files.walk(ROOT, 12)) {
			tests = files.map((file) -> file.getFileName().toString()).collect(Collectors.toSet());
		}
		assertThat(DocumentedOutput.page(ROOT, name).sections()).flatMap(Section::tests)
			.allSatisfy((test) -> assertThat(tests).contains(test + ".java"));
	}

	private int run(Path current, List<String> words, PrintWriter out, PrintWriter err) {
		if (words.get(0).equals("sql")) {
			return sql(current, words.get(1));
		}
		Console console = new Console(out, err, new StringReader(""), false, 100, Map.of());
		CommandContext context = CommandContext.of(SourceFolders.of(current.resolve(MIGRATIONS)),
				ScriptSettings.standard(), console);
		if (words.get(0).equals("application")) {
			FlywayEngine engine = FlywayEngine.of(flyway(current), ParentRule.AUTO);
			ConsoleMigrationListener progress = new ConsoleMigrationListener(console);
			context = context
				.with(engine::scripts, List.of(), () -> FlywayMigrationService.of(engine, List.of(progress)))
				.with(progress);
		}
		return DbCommands.run(context, words.subList(1, words.size()).toArray(String[]::new));
	}

	private int sql(Path current, String statement) {
		try (Connection connection = flyway(current).getConfiguration().getDataSource().getConnection();
				Statement jdbc = connection.createStatement()) {
			jdbc.execute(statement);
			return 0;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Flyway flyway(Path project) {
		return this.databases.computeIfAbsent(project,
				(added) -> Flyway.configure()
					.dataSource("jdbc:h2:" + project.resolve("target/h2"), "sa", "")
					.locations("filesystem:" + project.resolve(MIGRATIONS))
					.load());
	}

}
