package dev.headway.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ListOptions;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.migration.HistoryLine;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.revision.Revision;

/**
 * Shows the current revisions of the database.
 */
@Command(name = "current", description = "Show the current revisions of the database.", footerHeading = "%n",
		footer = "Needs the database, and therefore the application.", exitCodeList = { ExitCode.FINE_TEXT,
				ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT, ExitCode.NOT_AT_HEAD_TEXT })
final class CurrentCommand extends DbSubcommand {

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = "--check-heads", description = "Exit with 5 unless the database is at all heads.")
	private boolean checkHeads;

	CurrentCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		MigrationState state = invocation().service().state();
		Revisions revisions = invocation().revisions(state);
		if (this.checkHeads && !Set.copyOf(state.current()).containsAll(state.heads())) {
			throw new CommandException(ExitCode.NOT_AT_HEAD,
					"Database is not on all head revisions: it is at %s, the head is %s."
						.formatted(HistoryLine.ids(state.current()), HistoryLine.ids(state.heads())));
		}
		RevisionText text = new RevisionText(revisions, invocation().console().paint(), false);
		List<Revision> current = revisions.in(state.current());
		List<String> unknown = state.current().stream().filter((id) -> revisions.graph().find(id).isEmpty()).toList();
		if (invocation().json()) {
			Map<String, Object> values = new LinkedHashMap<>(revisions.describe(current));
			values.put("unknown", unknown);
			answer(values);
			return ExitCode.FINE;
		}
		this.list.print(this, revisions, current, text, text::titled);
		unknown.forEach((id) -> invocation().out().println(id + " (not in this build)"));
		Progress progress = state.progress();
		if (progress != null) {
			invocation().console()
				.err()
				.println("An upgrade is running: %s.".formatted(progress.describe(Instant.now())));
		}
		return ExitCode.FINE;
	}

}
