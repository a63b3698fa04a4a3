package dev.headway.flyway;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.revision.Version;
import dev.headway.script.HeadRule;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;
import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.check.ConflictCheck;
import dev.headway.script.name.ScriptKind;
import dev.headway.script.text.ReplacesMarker;

/**
 * Guards a Flyway instance against calls that bypass Headway: vetoes {@code migrate()}
 * and {@code validate()} while the scripts form no graph or have several heads, and each
 * migration whose parents are not applied. It supports no event that would cost Flyway
 * another connection.
 */
public final class MigrationGuard implements Callback {

	private final ParentRule parentRule;

	private final HeadRule headRule;

	private final Resolution resolution;

	private WeakReference<@Nullable Connection> run = new WeakReference<>(null);

	private @Nullable MigrationScripts scripts;

	private @Nullable HistoryTail watch;

	/**
	 * Create a guard. Each Flyway instance needs its own.
	 * @param parentRule the parent of a script without a header
	 * @param headRule how many heads there may be
	 * @param resolution which way to resolve a conflict its messages name first
	 * @see #addTo
	 */
	public MigrationGuard(ParentRule parentRule, HeadRule headRule, Resolution resolution) {
		this.parentRule = parentRule;
		this.headRule = headRule;
		this.resolution = resolution;
	}

	/**
	 * Add a guard to an instance, unless it has one, or is a mock without a
	 * configuration.
	 * @param flyway the instance
	 * @param parentRule the parent of a script without a header
	 * @param headRule how many heads there may be
	 * @param resolution which way to resolve a conflict its messages name first
	 */
	public static void addTo(Flyway flyway, ParentRule parentRule, HeadRule headRule, Resolution resolution) {
		Configuration configuration = flyway.getConfiguration();
		if (configuration != null
				&& Arrays.stream(configuration.getCallbacks()).noneMatch(MigrationGuard.class::isInstance)) {
			add(new MigrationGuard(parentRule, headRule, resolution), flyway);
		}
	}

	/**
	 * Add a callback to an instance that is loaded. Loading drops the callbacks that were
	 * set before if there is a class in Flyway's package {@code db.callback}.
	 */
	static void add(Callback callback, Flyway flyway) {
		if (flyway.getConfiguration() instanceof ClassicConfiguration configuration) {
			configuration.setCallbacks(Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(callback))
				.toArray(Callback[]::new));
		}
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
		}
		checkParents(context.getMigrationInfo(), context.getConnection());
	}

	@Override
	public String getCallbackName() {
		return "headway-guard";
	}

	private MigrationScripts checkGraph(Context context) {
		MigrationScripts scripts = new ScriptFinder(context.getConfiguration(), this.parentRule, this.headRule,
				this.resolution)
			.find();
		if (scripts.graph().isEmpty()) {
			throw veto(scripts.problems());
		}
		ConflictCheck.of(scripts).flatMap(ConflictCheck::problem).ifPresent((problem) -> {
			throw new FlywayException("Headway vetoes this call: " + problem.message() + " Nothing was applied.");
		});
		return scripts;
	}

	private static FlywayException veto(List<ScriptProblem> problems) {
		return new FlywayException("Headway vetoes this call: the migrations do not form a revision graph."
				+ ShortList.lines(problems.stream().map(ScriptProblem::message).toList()));
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
			MigrationScripts scripts = this.scripts;
			HistoryTail history = this.watch;
			scripts.find(version).ifPresent((script) -> {
				checkReplaced(script, history);
				checkParents(script, scripts, history);
			});
		}
		this.watch.begin(version);
	}

	/**
	 * Check that a script has not run under the version that it had before it was moved.
	 */
	private static void checkReplaced(Script script, HistoryTail history) {
		for (ReplacesMarker marker : script.replaces()) {
			history.applied(marker.version())
				.filter((row) -> Integer.valueOf(marker.checksum()).equals(row.checksum())
						&& row.description().equals(script.description()))
				.ifPresent((row) -> {
					throw new FlywayException(
							"Headway vetoes " + Printable.line(script.name()) + ": the database has applied it as "
									+ row.idAndName() + ". Call MigrationService.upgrade() instead of Flyway.");
				});
		}
	}

	/**
	 * Check all parents but baseline scripts, which Flyway runs first or never.
	 */
	private static void checkParents(Script script, MigrationScripts scripts, HistoryTail history) {
		List<Version> parents = script.parents()
			.stream()
			.flatMap((parent) -> scripts.find(parent).stream())
			.filter((parent) -> parent.kind() != ScriptKind.BASELINE)
			.flatMap((parent) -> Stream.ofNullable(parent.version()))
			.toList();
		List<Version> missing = history.missing(parents, true);
		if (!missing.isEmpty()) {
			throw new FlywayException("Headway vetoes " + Printable.line(script.name()) + ": it revises "
					+ missing.stream().map(Version::text).collect(Collectors.joining(", "))
					+ ", which is not applied. Call MigrationService.upgrade() instead of Flyway, or set"
					+ " spring.flyway.out-of-order=true.");
		}
	}

}
