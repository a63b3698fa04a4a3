package dev.headway.command;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.command.invocation.SqlPrinter;
import dev.headway.migration.MigrationService;
import dev.headway.migration.UpgradeResult;

/**
 * Upgrades the database.
 */
@Command(name = "upgrade", description = "Apply pending revisions to the database.", footerHeading = "%n",
		footer = "Needs the database, and therefore the application.")
final class UpgradeCommand extends DbSubcommand {

	@Parameters(arity = "0..1", paramLabel = "TARGET",
			description = "A revision, a label, or a number of steps such as +1; the head by default.")
	private @Nullable String target;

	@Option(names = "--sql",
			description = "Print the SQL instead; a TARGET such as 2:head starts from 2 and does not connect to the database.")
	private boolean sql;

	UpgradeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		if (this.sql) {
			printSql(new SqlPrinter(invocation(), (this.target != null) ? this.target : "heads").upgrade());
			return ExitCode.FINE;
		}
		MigrationService service = invocation().service();
		UpgradeResult result = (this.target != null) ? upgrade(service, this.target) : upgrade(service);
		if (invocation().json()) {
			answer(ResultPrinter.describe(Map.of("applied", result.applied()), result.state()));
			return ExitCode.FINE;
		}
		ResultPrinter printer = new ResultPrinter(invocation(), result.state());
		printer.upgraded(result.applied());
		printer.current();
		return ExitCode.FINE;
	}

	private UpgradeResult upgrade(MigrationService service) {
		invocation().expect((before) -> before.pending().size());
		return service.upgrade();
	}

	private UpgradeResult upgrade(MigrationService service, String to) {
		SqlPrinter.requireNoRange("upgrade", to, "head");
		invocation().expect((planner, applied) -> planner.upgrade(applied, to));
		return service.upgrade(to);
	}

}
