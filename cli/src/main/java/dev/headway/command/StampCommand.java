package dev.headway.command;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.migration.StampResult;

/**
 * Records revisions as applied.
 */
@Command(name = "stamp", description = "Record revisions as applied without running them.", footerHeading = "%n",
		footer = "Needs the database, and therefore the application.")
final class StampCommand extends DbSubcommand {

	@Parameters(arity = "1..*", paramLabel = "REVISION",
			description = "What should be current: revisions, head or base.")
	private List<String> targets = List.of();

	@Option(names = "--purge", description = "Remove all other records, including those of other branches.")
	private boolean purge;

	@Option(names = "--replaces", split = ",", paramLabel = "VERSION",
			description = "The versions that the same scripts were applied as, one for each revision. Records these"
					+ " revisions in their place, and changes nothing else.")
	private List<String> replaced = List.of();

	StampCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		StampResult result = this.replaced.isEmpty() ? invocation().service().stamp(this.targets, this.purge)
				: invocation().service().replace(revisions());
		if (invocation().json()) {
			Map<String, List<String>> done = new LinkedHashMap<>();
			done.put("removed", result.removed());
			done.put("added", result.added());
			answer(ResultPrinter.describe(done, result.state()));
			return ExitCode.FINE;
		}
		ResultPrinter printer = new ResultPrinter(invocation(), result.state());
		result.removed().forEach(printer::unstamped);
		result.added().forEach(printer::stamped);
		printer.current();
		return ExitCode.FINE;
	}

	private Map<String, String> revisions() {
		Map<String, String> revisions = new LinkedHashMap<>();
		Iterator<String> versions = this.replaced.iterator();
		this.targets.stream()
			.filter((target) -> versions.hasNext())
			.forEach((target) -> revisions.put(versions.next(), target));
		if (this.purge || this.targets.size() != this.replaced.size() || revisions.size() != this.replaced.size()) {
			throw new ParameterException(spec().commandLine(),
					"--replaces needs one version for each revision, such as 'db stamp 4 5 --replaces 2,3', and no --purge");
		}
		return revisions;
	}

}
