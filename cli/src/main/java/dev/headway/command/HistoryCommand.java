package dev.headway.command;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ListOptions;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.graph.LaneGraph;
import dev.headway.migration.MigrationState;
import dev.headway.plan.HistoryRange;
import dev.headway.revision.Revision;

/**
 * Shows the history.
 */
@Command(name = "history", description = "List the revisions, newest first, or draw them.", footerHeading = "%n",
		footer = { "Ranges start with the older revision: 2:5, 2: or :5. Either end can be head, base or,",
				"in an application, current, and can count steps: -3: or 2:+4 or head-3:head." })
final class HistoryCommand extends DbSubcommand {

	private static final Pattern CURRENT = Pattern.compile("current([+-]\\d+)?");

	@Parameters(arity = "0..1", paramLabel = "FROM:TO", description = "Range of revisions; all by default.")
	private @Nullable String range;

	@Option(names = { "-r", "--rev-range" }, paramLabel = "FROM:TO", description = "Same as FROM:TO.")
	private @Nullable String alembicRange;

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = { "-i", "--indicate-current" }, description = "In an application: mark the current revisions.")
	private boolean indicateCurrent;

	@Option(names = "--graph", description = "Draw branches and merges.")
	private boolean graph;

	HistoryCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		String given = (this.range != null) ? this.range : Objects.requireNonNullElse(this.alembicRange, ":");
		int colon = given.indexOf(':');
		if (colon < 0 && given.startsWith("-")) {
			throw new CommandException(ExitCode.USAGE,
					"Unknown option: '%s'. See 'db history --help'".formatted(given));
		}
		if (colon < 0) {
			throw new CommandException(ExitCode.USAGE,
					"'%s' is not a range. Use FROM:TO, such as '%s:' for this revision and all later ones."
						.formatted(given, given));
		}
		String from = given.substring(0, colon);
		String to = given.substring(colon + 1);
		boolean needsState = this.indicateCurrent || isCurrent(from) || isCurrent(to);
		MigrationState state = needsState ? invocation().service().state() : null;
		Revisions revisions = invocation().revisions(state);
		List<Revision> found = new HistoryRange(revisions.graph()).between(symbol(from, state), symbol(to, state));
		print(revisions, found);
		return ExitCode.FINE;
	}

	private void print(Revisions revisions, List<Revision> found) {
		RevisionText text = new RevisionText(revisions, invocation().console().paint(), this.indicateCurrent);
		if (this.graph && !invocation().json()) {
			invocation().print(LaneGraph.draw(found, text::lineWithoutParents));
		}
		else {
			this.list.print(this, revisions, found, text, text::line);
		}
	}

	private static boolean isCurrent(String symbol) {
		return CURRENT.matcher(symbol).matches();
	}

	private static String symbol(String symbol, @Nullable MigrationState state) {
		if (state == null || !isCurrent(symbol)) {
			return symbol;
		}
		Set<String> current = Set.copyOf(state.current());
		if (current.size() > 1) {
			throw new CommandException(ExitCode.FAILED,
					"The database has several current revisions: %s. Name one of them."
						.formatted(String.join(", ", state.current())));
		}
		return (current.isEmpty() ? "base" : current.iterator().next()) + symbol.substring("current".length());
	}

}
