package dev.headway.command.invocation;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.command.console.Console;
import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationService;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.SourceFolders;

/**
 * The files, settings and database of a command, and its {@link Console}.
 *
 * @param folders the folders in the source tree, for new and edited files
 * @param settings how scripts are named and read
 * @param scripts the migrations of an application, {@code null} to read the folders
 * @param code migrations written in Java
 * @param service gives access to the database, {@code null} outside an application
 * @param model gives access to the JPA model, {@code null} outside an application
 * @param progress prints what the service is doing, or {@code null}
 * @param option added to the commands that are printed
 * @param console where to print and ask
 */
public record CommandContext(SourceFolders folders, ScriptSettings settings,
		@Nullable Supplier<MigrationScripts> scripts, List<CodeMigration> code,
		@Nullable Supplier<MigrationService> service, @Nullable ModelSource model,
		@Nullable ConsoleMigrationListener progress, FlywayOption option, Console console) {

	public CommandContext {
		code = List.copyOf(code);
	}

	public static CommandContext of(SourceFolders folders, ScriptSettings settings, Console console) {
		return new CommandContext(folders, settings, null, List.of(), null, null, null, FlywayOption.NONE, console);
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
		return new CommandContext(this.folders, this.settings, scripts, code, service, this.model, this.progress,
				this.option, this.console);
	}

	public CommandContext with(ModelSource model) {
		return new CommandContext(this.folders, this.settings, this.scripts, this.code, this.service, model,
				this.progress, this.option, this.console);
	}

	public CommandContext with(ConsoleMigrationListener progress) {
		return new CommandContext(this.folders, this.settings, this.scripts, this.code, this.service, this.model,
				progress, this.option, this.console);
	}

	public CommandContext with(FlywayOption option) {
		return new CommandContext(this.folders, this.settings, this.scripts, this.code, this.service, this.model,
				this.progress, option, this.console);
	}

}
