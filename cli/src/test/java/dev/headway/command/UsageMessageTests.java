package dev.headway.command;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import dev.headway.command.console.Console;
import dev.headway.command.invocation.CommandContext;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.UsageMessage;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UsageMessage}, with every option of every verb.
 */
class UsageMessageTests {

	@TempDir
	private Path temporary;

	@Test
	void messageWhenAnOptionHasAWrongValueNamesTheRightOnes() {
		TestApplication application = new TestApplication(this.temporary);
		List<String> tried = new ArrayList<>();
		model().getSubcommands()
			.forEach((verb, line) -> line.getCommandSpec()
				.options()
				.stream()
				.filter((option) -> isRestricted(option.type()) && !option.usageHelp())
				.forEach((option) -> {
					tried.add(verb + " " + option.longestName());
					for (TestCommands commands : List.of(new TestCommands(application.folder().path()),
							application.commands())) {
						check(commands.run(verb, option.longestName() + "=~no::such~"), option);
					}
				}));
		assertThat(tried).hasSizeGreaterThan(50).contains("check --format", "revision --versions", "heads --encoding");
	}

	private static void check(TestCommands.Result result, OptionSpec option) {
		String[] values = option.type().isEnum() ? Arrays.stream(option.type().getEnumConstants())
			.map((value) -> value.toString().toLowerCase(Locale.ROOT))
			.toArray(String[]::new) : new String[0];
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains("'" + option.longestName() + "'", "~no::such~")
			.satisfies((text) -> assertThat(values).allMatch(text::contains))
			.doesNotContainPattern("java\\.|dev\\.headway|Exception|[a-z][A-Z]");
	}

	@Test
	void messageIsASentence() {
		assertThat(run("check", "--format=xml")).isEqualTo(
				"'xml' is not a value of '--format'. Use text, json, github, sarif or markdown.\nSee 'db check --help'\n");
		assertThat(run("check", "--format"))
			.startsWith("'--format' needs a value. Use text, json, github, sarif or markdown.\n");
		assertThat(run("heads", "--encoding=x")).startsWith(
				"'x' is not an encoding for '--encoding'. Use one that Java knows, such as UTF-8 or ISO-8859-1.\n");
		assertThat(run("check", "--fix=no"))
			.startsWith("'--fix' has no value, but 'no' is given. Write only '--fix'.\n");
		assertThat(run("check", "--fix=a\n::error::b\u001b[31m"))
			.startsWith("'--fix' has no value, but 'a\\n::error::b\\x1b");
	}

	private String run(String... args) {
		return new TestCommands(this.temporary).run(args).err();
	}

	private static boolean isRestricted(Class<?> type) {
		return type.isEnum() || type == boolean.class || type == Charset.class;
	}

	private CommandLine model() {
		Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()),
				new StringReader(""), false, 80, Map.of());
		return DbCommand.line(new Invocation(
				Map.of("", CommandContext.of(SourceFolders.of(this.temporary), ScriptSettings.standard(), console))));
	}

}
