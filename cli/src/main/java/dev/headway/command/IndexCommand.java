package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.headway.script.ScriptListing;
import dev.headway.script.index.IndexFile;
import dev.headway.script.location.ScriptLocations;

/**
 * Writes the index of folders that a build packages.
 */
@Command(name = "index",
		description = { "Write the file headway.index into folders that a build has filled with migrations.",
				"With it on the class path, an application need not read them to know the graph." },
		footer = "Call it after each copy of the migrations, such as in Maven's phase prepare-package.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT })
final class IndexCommand extends Verb {

	@Parameters(arity = "1..*", paramLabel = "FOLDER",
			description = "Folders of the class path, such as target/classes/db/migration.")
	private List<Path> folders = List.of();

	IndexCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		for (Path folder : this.folders) {
			if (!Files.isDirectory(folder)) {
				throw new CommandException(ExitCode.INVALID,
						"There is no folder '%s'. Name the one that the build has copied migrations to"
							.formatted(folder));
			}
			write(folder);
		}
		return ExitCode.FINE;
	}

	private void write(Path folder) {
		IndexFile index = new IndexFile(folder, session().settings(true));
		try (ScriptListing scripts = ScriptLocations.of(folder).list()) {
			int count = index.write(scripts);
			session().out()
				.println("Wrote %s, %d %s".formatted(index.path(), count, (count == 1) ? "script" : "scripts"));
		}
		catch (IOException ex) {
			throw new CommandException(ExitCode.FAILED,
					"The index of '%s' cannot be written (%s)".formatted(folder, ex));
		}
	}

}
