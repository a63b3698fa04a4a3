package dev.headway.command;

import java.nio.file.Path;

import dev.headway.command.console.ProcessConsole;
import dev.headway.command.invocation.CommandContext;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

/**
 * The commands as a program of their own, without an application and a database.
 */
public final class Main {

	private Main() {
	}

	/**
	 * Run a command and exit with its code.
	 * @param args the verb and what follows it
	 */
	public static void main(String[] args) {
		CommandContext context = CommandContext.of(
				SourceFolders.of(Path.of("src", "main", "resources", "db", "migration")), ScriptSettings.standard(),
				ProcessConsole.of(System.out, System.err));
		System.exit(DbCommands.run(context, args));
	}

}
