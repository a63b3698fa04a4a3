package dev.headway.command.invocation;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationService;
import dev.headway.plan.MigrationPlan;
import dev.headway.plan.MigrationPlanner;
import dev.headway.plan.Step;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Prints what an upgrade or a downgrade would run. A target {@code from:to} names the
 * current revision, so that the database is not asked. A target in the other direction is
 * refused: its SQL would do the opposite of what the verb says.
 */
public final class SqlPrinter {

	private final Invocation invocation;

	private final MigrationService service;

	private final String target;

	private final @Nullable String from;

	private final String to;

	public SqlPrinter(Invocation invocation, String target) {
		this.invocation = invocation;
		this.service = invocation.service();
		this.target = target;
		int colon = target.indexOf(':');
		this.from = (colon < 0) ? null : target.substring(0, colon);
		this.to = target.substring(colon + 1);
	}

	public void upgrade() {
		print(Step.Downgrade.class,
				"An upgrade to '%s' would undo revisions. Run 'db downgrade %s --sql' to print that SQL.");
	}

	public void downgrade() {
		print(Step.Upgrade.class,
				"A downgrade to '%s' would apply revisions. Run 'db upgrade %s --sql' to print that SQL.");
	}

	private void print(Class<? extends Step> opposite, String message) {
		RevisionGraph graph = this.invocation.revisions().graph();
		MigrationPlan plan = new MigrationPlanner(graph).towards(applied(graph), this.to);
		if (plan.steps().stream().anyMatch(opposite::isInstance)) {
			throw new CommandException(ExitCode.FAILED, message.formatted(this.to, this.target));
		}
		this.invocation.out().print(this.service.sql(this.from, this.to));
	}

	private Set<String> applied(RevisionGraph graph) {
		if (this.from == null) {
			return this.service.state().applied(graph);
		}
		return graph.resolve(this.from).stream().map(Revision::id).collect(Collectors.toSet());
	}

}
