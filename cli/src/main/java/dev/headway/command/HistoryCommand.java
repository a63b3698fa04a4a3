package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.GraphOptions;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ListOptions;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.graph.HistoryGraph;
import dev.headway.graph.LaneGraph;
import dev.headway.graph.PageHistory;
import dev.headway.migration.MigrationState;
import dev.headway.plan.HeadConflict;
import dev.headway.plan.HistoryRange;
import dev.headway.revision.Revision;

/**
 * Shows the history.
 */
@Command(name = "history", description = "List the revisions, newest first, or draw them.")
final class HistoryCommand extends DbSubcommand {

	private static final Pattern CURRENT = Pattern.compile("current([+-]\\d+)?");

	@Parameters(arity = "0..1", paramLabel = "FROM:TO",
			description = "Range, such as 2:5, 2:, :5 or -3:; all by default.")
	private @Nullable String range;

	@Option(names = { "-r", "--rev-range" }, paramLabel = "FROM:TO",
			description = "Same as FROM:TO. Ends: also head, base, current.")
	private @Nullable String alembicRange;

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = { "-i", "--indicate-current" }, description = "In an application: mark the current revisions.")
	private boolean indicateCurrent;

	@Option(names = "--graph", description = "Draw branches and merges.")
	private boolean graph;

	@Mixin
	private final GraphOptions files = new GraphOptions();

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
		List<Path> files = this.files.given() ? this.files.write(drawn(revisions, found, state)) : List.of();
		if (files.isEmpty() || invocation().json()) {
			print(revisions, found);
		}
		else {
			files.forEach((file) -> invocation().out().println("Wrote " + file));
		}
		return ExitCode.FINE;
	}

	private PageHistory drawn(Revisions revisions, List<Revision> found, @Nullable MigrationState state) {
		String name = String.join(", ", invocation().locations());
		if (state == null) {
			HeadConflict conflict = revisions.conflict().orElse(null);
			return PageHistory.of(name, HistoryGraph.of(found.stream().map(revisions::entry).toList(), conflict),
					conflict);
		}
		PageHistory whole = PageHistory.of(name, state, null);
		boolean all = found.size() == revisions.graph().revisions().size();
		return all ? whole : whole.keeping(found.stream().map(Revision::id).collect(Collectors.toSet()));
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
