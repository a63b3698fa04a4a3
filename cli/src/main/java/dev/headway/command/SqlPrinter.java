package dev.headway.command;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Prints what an upgrade or a downgrade would run. A target {@code from:to} says where to
 * start from, and no database is asked then.
 */
final class SqlPrinter {

	private static final Pattern STEPS = Pattern.compile(".*[+-]\\d+");

	private final Invocation invocation;

	private final MigrationService service;

	private final @Nullable String from;

	private final String to;

	SqlPrinter(Invocation invocation, String target) {
		this.invocation = invocation;
		this.service = invocation.service();
		int colon = target.indexOf(':');
		this.from = (colon < 0) ? null : target.substring(0, colon);
		this.to = target.substring(colon + 1);
	}

	/**
	 * Print the way up. A target that lies behind is refused, since its SQL would undo.
	 */
	void upgrade() {
		if (this.to.startsWith("-") || (!STEPS.matcher(this.to).matches() && isBehind())) {
			throw new CommandException(ExitCode.FAILED,
					"%s is no upgrade from there. 'db downgrade %s --sql' shows the way back".formatted(this.to,
							target()));
		}
		print();
	}

	/**
	 * Print the way down. A target that is not applied is refused, since its SQL would
	 * apply it.
	 */
	void downgrade() {
		boolean steps = STEPS.matcher(this.to).matches();
		if (steps ? this.to.contains("+") : (!isApplied() && !this.to.equals("base"))) {
			throw new CommandException(ExitCode.FAILED,
					"%s is no downgrade from there. 'db upgrade %s --sql' shows the way there".formatted(this.to,
							target()));
		}
		print();
	}

	private void print() {
		this.invocation.out().print(this.service.sql(this.from, this.to));
	}

	private boolean isBehind() {
		RevisionGraph graph = this.invocation.revisions().graph();
		Set<String> applied = applied(graph);
		return isApplied() && !graph.current(applied).containsAll(targets(graph));
	}

	private boolean isApplied() {
		RevisionGraph graph = this.invocation.revisions().graph();
		Set<String> targets = targets(graph);
		return !targets.isEmpty() && applied(graph).containsAll(targets);
	}

	private Set<String> targets(RevisionGraph graph) {
		return ids(graph.resolve(this.to));
	}

	private Set<String> applied(RevisionGraph graph) {
		Set<String> applied = new HashSet<>();
		if (this.from != null) {
			applied.addAll(ids(graph.resolve(this.from)));
		}
		else {
			MigrationState state = this.service.state();
			state.current().stream().filter((id) -> graph.find(id).isPresent()).forEach(applied::add);
		}
		applied.addAll(graph.ancestors(applied));
		return applied;
	}

	private String target() {
		return (this.from != null) ? "%s:%s".formatted(this.from, this.to) : this.to;
	}

	private static Set<String> ids(Set<Revision> revisions) {
		Set<String> ids = new HashSet<>();
		revisions.forEach((revision) -> ids.add(revision.id()));
		return ids;
	}

}
