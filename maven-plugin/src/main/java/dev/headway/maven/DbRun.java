package dev.headway.maven;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.maven.plugin.logging.Log;

import dev.headway.command.DbCommands;
import dev.headway.command.console.Console;
import dev.headway.command.console.ProcessConsole;
import dev.headway.command.invocation.CommandContext;
import dev.headway.script.ParentRule;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

/**
 * One run of a {@code db} command, with Maven's log as its console.
 *
 * @param log the log
 * @param settings what the command is about
 * @param goals how to call the commands that are printed
 */
record DbRun(Log log, ModuleSettings settings, GoalCommands goals) {

	private static final int COLUMNS = 100;

	/**
	 * Run the command. What it prints is logged at error level if it fails. If not even
	 * information is logged, results go to standard output as they are, because otherwise
	 * nobody would see them.
	 * @param arguments the verb and what follows it
	 * @param bound whether results are not asked for, but only problems
	 * @return the exit code
	 */
	int run(List<String> arguments, boolean bound) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		Console console = new Console(new PrintWriter(out), new PrintWriter(err), new StringReader(""), false, COLUMNS,
				System.getenv());
		ScriptSettings settings = new ScriptSettings(this.settings.naming(), StandardCharsets.UTF_8, false,
				ParentRule.AUTO, false, false, true);
		CommandContext context = CommandContext.of(SourceFolders.of(this.settings.locations().folders(), null),
				settings, console);
		List<String> all = new ArrayList<>(arguments);
		boolean verb = !all.isEmpty() && !all.get(0).startsWith("-");
		all.addAll(verb ? 1 : 0, verb ? this.settings.options(arguments) : List.of());
		int code = DbCommands.run(context, all.toArray(String[]::new));
		String results = isData(out) ? out.toString() : this.goals.in(out.toString());
		if (bound || this.log.isInfoEnabled()) {
			print(results, (code != 0) ? this.log::error : this.log::info);
		}
		else {
			Console process = ProcessConsole.of(System.out, System.err);
			process.out().printData(results);
			process.out().flush();
		}
		print(this.goals.in(err.toString()), (code != 0) ? this.log::error : this.log::warn);
		return code;
	}

	/**
	 * Whether programs read it, in which commands stay as they are.
	 */
	private static boolean isData(StringWriter out) {
		return out.getBuffer().indexOf("{") == 0 || out.getBuffer().indexOf("[") == 0;
	}

	private static void print(String text, Consumer<CharSequence> level) {
		text.lines().forEach(level);
	}

}
