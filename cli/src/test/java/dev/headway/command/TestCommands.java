package dev.headway.command;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.headway.command.console.Console;
import dev.headway.command.invocation.CommandContext;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

/**
 * Commands on a folder, with their output captured.
 */
public final class TestCommands {

	private final Path folder;

	private final Map<String, String> environment = new HashMap<>();

	private UnaryOperator<CommandContext> application = (context) -> context;

	private boolean terminal;

	private String answer = "";

	private int columns = 100;

	private List<String> histories = List.of();

	public TestCommands(Path folder) {
		this.folder = folder;
	}

	/**
	 * Run on a terminal, where a person gives an answer.
	 */
	public TestCommands onTerminal(String answer) {
		this.terminal = true;
		this.answer = answer;
		return this;
	}

	public TestCommands columns(int columns) {
		this.columns = columns;
		return this;
	}

	public TestCommands with(String variable, String value) {
		this.environment.put(variable, value);
		return this;
	}

	public TestCommands in(UnaryOperator<CommandContext> application) {
		this.application = application;
		return this;
	}

	/**
	 * Run for histories, each in a folder below.
	 */
	public TestCommands of(String... histories) {
		this.histories = List.of(histories);
		return this;
	}

	public Result run(String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		Console console = new Console(new PrintWriter(out), new PrintWriter(err), new StringReader(this.answer),
				this.terminal, this.columns, this.environment);
		int code = this.histories.isEmpty() ? DbCommands.run(context(this.folder, console), args)
				: DbCommands.run(contexts(console), args);
		return new Result(code, readable(out), readable(err));
	}

	private Map<String, CommandContext> contexts(Console console) {
		Map<String, CommandContext> contexts = new LinkedHashMap<>();
		this.histories.forEach((name) -> contexts.put(name, context(this.folder.resolve(name), console)));
		return contexts;
	}

	private CommandContext context(Path folder, Console console) {
		return this.application.apply(CommandContext.of(SourceFolders.of(folder), ScriptSettings.standard(), console));
	}

	private String readable(StringWriter text) {
		return text.toString().replace(System.lineSeparator(), "\n").replace(this.folder.toString(), "db");
	}

	/**
	 * What a command printed.
	 *
	 * @param code its exit code
	 * @param out its output, the folder written as {@code db}
	 * @param err its errors, likewise
	 */
	public record Result(int code, String out, String err) {

		/**
		 * All of it, for comparison: the output, the errors, and the exit code if it is
		 * not 0.
		 */
		public String text() {
			return this.out + this.err + ((this.code != 0) ? "(exit %d)%n".formatted(this.code) : "");
		}

	}

}
