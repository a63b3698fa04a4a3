package dev.headway.command.invocation;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.Console;
import dev.headway.migration.MigrationService;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;

/**
 * Where commands run and what they may use.
 *
 * @param folder the folder of the migrations in the source tree, which is written to
 * @param settings how scripts are named and read
 * @param scripts the migrations of an application, wherever they are; {@code null} if
 * those in the folder are all
 * @param code migrations written in Java, which the folder does not have
 * @param service the way to the database, {@code null} outside of an application
 * @param progress tells what the service is doing; {@code null} if nobody does
 * @param console where the user is
 */
public record CommandContext(Path folder, ScriptSettings settings, @Nullable Supplier<MigrationScripts> scripts,
		List<CodeMigration> code, @Nullable Supplier<MigrationService> service,
		@Nullable ConsoleMigrationListener progress, Console console) {

	public CommandContext {
		code = List.copyOf(code);
	}

	/**
	 * Create the context of commands that use files only.
	 * @param folder the folder of the migrations
	 * @param settings how scripts are named and read
	 * @param console where the user is
	 * @return the context
	 */
	public static CommandContext of(Path folder, ScriptSettings settings, Console console) {
		return new CommandContext(folder, settings, null, List.of(), null, null, console);
	}

	/**
	 * Return a context in an application.
	 * @param scripts the migrations that the application finds, wherever they are
	 * @param code those of them that are written in Java
	 * @param service the way to the database, asked for only by commands that need it
	 * @return the context
	 */
	public CommandContext with(Supplier<MigrationScripts> scripts, List<CodeMigration> code,
			Supplier<MigrationService> service) {
		return new CommandContext(this.folder, this.settings, scripts, code, service, this.progress, this.console);
	}

	/**
	 * Return a context whose service tells its progress.
	 * @param progress one of the listeners of the service
	 * @return the context
	 */
	public CommandContext with(ConsoleMigrationListener progress) {
		return new CommandContext(this.folder, this.settings, this.scripts, this.code, this.service, progress,
				this.console);
	}

}
