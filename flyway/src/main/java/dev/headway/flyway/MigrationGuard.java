package dev.headway.flyway;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryTail;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;

/**
 * Guards a Flyway instance against calls past Headway: {@code migrate()} and
 * {@code validate()} are vetoed while the scripts make no graph or have several heads,
 * and no migration runs whose parents are not applied. It joins no event that would cost
 * Flyway another connection.
 */
public final class MigrationGuard implements Callback {

	private final ParentRule parentRule;

	private WeakReference<@Nullable Connection> run = new WeakReference<>(null);

	private @Nullable MigrationScripts scripts;

	private @Nullable HistoryTail watch;

	/**
	 * What this run has come to. In a group, the history rows stand in another
	 * transaction.
	 */
	private final Set<Version> begun = new HashSet<>();

	/**
	 * Create a guard. Each Flyway instance needs its own.
	 * @param parentRule what the parent of a script without a header is
	 */
	public MigrationGuard(ParentRule parentRule) {
		this.parentRule = parentRule;
	}

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.BEFORE_VALIDATE || event == Event.BEFORE_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public synchronized void handle(Event event, Context context) {
		if (event == Event.BEFORE_VALIDATE) {
			checkGraph(context);
			return;
		}
		if (this.run.get() != context.getConnection()) {
			this.run = new WeakReference<>(context.getConnection());
			this.scripts = checkGraph(context);
			this.watch = HistoryTail.of(context.getConfiguration(), context.getConnection());
			this.begun.clear();
		}
		checkParents(context.getMigrationInfo(), context.getConnection());
	}

	@Override
	public String getCallbackName() {
		return "headway-guard";
	}

	private MigrationScripts checkGraph(Context context) {
		MigrationScripts scripts = new ScriptFinder(context.getConfiguration(), this.parentRule).find();
		RevisionGraph graph = scripts.graph().orElseThrow(() -> veto(scripts.problems()));
		if (graph.heads().size() > 1) {
			throw new FlywayException("Headway vetoes this call: there are " + graph.heads().size() + " heads, "
					+ String.join(" and ", graph.heads()) + ". Nothing was applied. Make them one with 'db merge "
					+ String.join(" ", graph.heads()) + "'.");
		}
		return scripts;
	}

	private static FlywayException veto(List<ScriptProblem> problems) {
		return new FlywayException("Headway vetoes this call, because the migrations make no revision graph:\n"
				+ problems.stream().map((problem) -> "- " + problem.message()).collect(Collectors.joining("\n")));
	}

	private void checkParents(@Nullable MigrationInfo info, Connection connection) {
		if (this.scripts == null || this.watch == null || info == null || info.getVersion() == null) {
			return;
		}
		this.watch.advance(connection);
		Version version = Version.parse(info.getVersion().getVersion()).orElse(null);
		if (version == null) {
			return;
		}
		if (!info.getType().isBaseline()) {
			this.scripts.find(version).ifPresent(this::checkParents);
		}
		this.begun.add(version);
	}

	private void checkParents(Script script) {
		List<Version> missing = script.parents()
			.stream()
			.flatMap((parent) -> Version.parse(parent).stream())
			.filter((parent) -> !isApplied(parent))
			.toList();
		if (!missing.isEmpty()) {
			throw new FlywayException("Headway vetoes " + script.name() + ": it revises " + missing
					+ ", which is not applied. Let Headway upgrade (MigrationService.upgrade()) instead of calling"
					+ " Flyway directly, or set outOfOrder.");
		}
	}

	private boolean isApplied(Version version) {
		return this.begun.contains(version) || (this.watch != null && this.watch.covers(version));
	}

}
