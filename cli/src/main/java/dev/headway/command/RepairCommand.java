package dev.headway.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.migration.RepairResult;

/**
 * Does what Flyway's {@code repair} does.
 */
@Command(name = "repair", description = "Repair the schema history as Flyway does.", footerHeading = "%n",
		footer = { "Removes failed rows, accepts edited scripts, and marks removed ones as deleted.", "",
				"Needs the database, and therefore the application." })
final class RepairCommand extends DbSubcommand {

	RepairCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		RepairResult result = invocation().service().repair();
		if (invocation().json()) {
			Map<String, List<String>> done = new LinkedHashMap<>();
			done.put("removed", result.removed());
			done.put("deleted", result.deleted());
			done.put("aligned", result.aligned());
			answer(ResultPrinter.describe(done, result.state()));
			return ExitCode.FINE;
		}
		print("Removed the failed row of", result.removed());
		print("Marked as deleted:", result.deleted());
		print("Accepted the script of", result.aligned());
		if (result.removed().isEmpty() && result.deleted().isEmpty() && result.aligned().isEmpty()) {
			invocation().out().println("Nothing to repair");
		}
		new ResultPrinter(invocation(), result.state()).current();
		return ExitCode.FINE;
	}

	private void print(String what, List<String> scripts) {
		scripts.forEach((script) -> invocation().out().println(what + " " + script));
	}

}
