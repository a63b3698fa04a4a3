package dev.headway.command.invocation;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.migration.MigrationService;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.plan.Step;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Returns what an upgrade or a downgrade would run. A target {@code from:to} names the
 * current revision, so that the database is not asked; without one of them, it goes from
 * the base or to the head, or the other way in a downgrade. A target in the other
 * direction is refused: its SQL would do the opposite of what the verb says.
 */
public final class SqlPrinter {

	private final Invocation invocation;

	private final MigrationService service;

	private final String target;

	public SqlPrinter(Invocation invocation, String target) {
		this.invocation = invocation;
		this.service = invocation.service();
		this.target = target;
	}

	/**
	 * Refuse a range, which makes sense only without a database.
	 * @param verb the verb
	 * @param target its target
	 * @param end where a range without an end goes to
	 */
	public static void requireNoRange(String verb, String target, String end) {
		if (target.contains(":")) {
			throw new CommandException(ExitCode.USAGE,
					"'%s' is a range, but the database knows where it is. Specify only the target, as in 'db %s %s', or print the SQL of the range with --sql."
						.formatted(target, verb, ShellWord.of(or(target.substring(target.indexOf(':') + 1), end))));
		}
	}

	public String upgrade() {
		return sql("base", "head", Step.Downgrade.class,
				"An upgrade to '%s' would undo revisions. Run 'db downgrade %s --sql' to print that SQL.");
	}

	public String downgrade() {
		return sql("head", "base", Step.Upgrade.class,
				"A downgrade to '%s' would apply revisions. Run 'db upgrade %s --sql' to print that SQL.");
	}

	private String sql(String start, String end, Class<? extends Step> opposite, String message) {
		int colon = this.target.indexOf(':');
		String from = (colon < 0) ? null : or(this.target.substring(0, colon), start);
		String to = or(this.target.substring(colon + 1), end);
		RevisionGraph graph = this.invocation.revisions().graph();
		MigrationPlan plan = new MigrationPlanner(graph).towards(applied(from, graph), to);
		if (plan.steps().stream().anyMatch(opposite::isInstance)) {
			throw new CommandException(ExitCode.FAILED,
					message.formatted(to, ShellWord.of((from != null) ? from + ":" + to : this.target)));
		}
		return this.service.sql(from, to);
	}

	private Set<String> applied(@Nullable String from, RevisionGraph graph) {
		if (from == null) {
			return this.service.state().applied(graph);
		}
		return graph.resolve(from).stream().map(Revision::id).collect(Collectors.toSet());
	}

	private static String or(String symbol, String otherwise) {
		return symbol.isEmpty() ? otherwise : symbol;
	}

}
