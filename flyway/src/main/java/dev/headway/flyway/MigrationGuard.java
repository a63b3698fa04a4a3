package dev.headway.flyway;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.migration.FlywayOption;
import dev.headway.revision.Version;
import dev.headway.script.MigrationScripts;
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
 * <p>
 * Copies of the instance's configuration have the same guard. It judges each by its own
 * settings, and remembers those that migrate other files or another table: the histories
 * that an application derives from the instance.
 */
public final class MigrationGuard implements Callback {

	private final EngineSettings settings;

	private final @Nullable Configuration own;

	private final Map<String, Configuration> derived = new LinkedHashMap<>();

	private boolean migratesOwn;

	private volatile boolean asksWithoutContext;

	private WeakReference<@Nullable Connection> run = new WeakReference<>(null);

	private @Nullable MigrationScripts scripts;

	private @Nullable HistoryTail watch;

	/**
	 * Create a guard. Each Flyway instance needs its own.
	 * @param settings how to read the graph and what its messages name
	 * @see #addTo
	 */
	public MigrationGuard(EngineSettings settings) {
		this(settings, null);
	}

	private MigrationGuard(EngineSettings settings, @Nullable Configuration own) {
		this.settings = settings;
		this.own = own;
	}

	/**
	 * Add a guard to an instance, in place of one that came with a copied configuration,
	 * unless it has its own, or is a mock without a configuration.
	 * @param flyway the instance
	 * @param settings how to read the graph and what its messages name
	 */
	public static void addTo(Flyway flyway, EngineSettings settings) {
		Configuration configuration = flyway.getConfiguration();
		if (configuration != null && of(flyway).filter((guard) -> guard.isOf(configuration)).isEmpty()) {
			add(new MigrationGuard(settings, configuration), flyway);
		}
	}

	private boolean isOf(Configuration configuration) {
		return this.own == null || this.own == configuration;
	}

	/**
	 * Find the guard of an instance.
	 * @param flyway the instance
	 * @return its guard, empty if it has none
	 */
	public static Optional<MigrationGuard> of(Flyway flyway) {
		Configuration configuration = flyway.getConfiguration();
		Stream<Callback> callbacks = (configuration != null) ? Arrays.stream(configuration.getCallbacks())
				: Stream.empty();
		return callbacks.filter(MigrationGuard.class::isInstance).map(MigrationGuard.class::cast).findFirst();
	}

	/**
	 * Add a guard to an instance that is loaded. Loading drops the callbacks that were
	 * set before if there is a class in Flyway's package {@code db.callback}.
	 */
	private static void add(MigrationGuard guard, Flyway flyway) {
		if (flyway.getConfiguration() instanceof ClassicConfiguration configuration) {
			Stream<Callback> others = Arrays.stream(configuration.getCallbacks())
				.filter((other) -> !(other instanceof MigrationGuard));
			configuration.setCallbacks(Stream.concat(others, Stream.of(guard)).toArray(Callback[]::new));
		}
	}

	/**
	 * The name of a history that is derived from an instance: where its files are in the
	 * location of the instance, otherwise its table.
	 * @param own the configuration of the instance
	 * @param derived the derived configuration
	 * @return the name
	 */
	public static String nameOf(Configuration own, Configuration derived) {
		for (String folder : locations(own)) {
			for (String location : locations(derived)) {
				if (location.startsWith(folder + "/")) {
					return location.substring(folder.length() + 1).replace('/', '.');
				}
			}
		}
		return derived.getTable();
	}

	private static List<String> locations(Configuration configuration) {
		return Arrays.stream(configuration.getLocations()).map(Object::toString).toList();
	}

	/**
	 * Remember that something else migrates the instance's own history.
	 */
	public synchronized void migratesOwn() {
		this.migratesOwn = true;
	}

	/**
	 * Whether the instance's own history was migrated.
	 * @return {@code true} if it was, {@code false} if none or only others were
	 */
	public synchronized boolean hasMigratedOwn() {
		return this.migratesOwn;
	}

	/**
	 * The derived histories that were migrated. If the instance's own was migrated as
	 * well, other files in the same table are no history, as when a test resets the
	 * database with its own scripts.
	 * @return their configurations by name
	 */
	public synchronized Map<String, Configuration> derived() {
		Map<String, Configuration> derived = new LinkedHashMap<>(this.derived);
		if (this.migratesOwn) {
			derived.values().removeIf(this::hasOwnTable);
		}
		return derived;
	}

	private boolean hasOwnTable(Configuration configuration) {
		return this.own != null && this.own.getTable().equals(configuration.getTable())
				&& this.own.getDataSource() == configuration.getDataSource() && Objects
					.equals(FlywayConventions.defaultSchema(this.own), FlywayConventions.defaultSchema(configuration));
	}

	private boolean isDerived(Configuration configuration) {
		return this.own != null && !(this.own.getTable().equals(configuration.getTable())
				&& locations(this.own).equals(locations(configuration)));
	}

	private synchronized void remember(Configuration configuration) {
		if (this.own == null || !isDerived(configuration)) {
			this.migratesOwn = true;
		}
		else {
			this.derived.put(nameOf(this.own, configuration), configuration);
		}
	}

	/**
	 * Flyway asks this at the beginning of each {@code migrate()}, before it opens a
	 * connection for the event. Flyway 11 passes no context: there a run is remembered
	 * when it validates or migrates something.
	 */
	@Override
	public boolean supports(Event event, @Nullable Context context) {
		if (context == null) {
			this.asksWithoutContext = true;
		}
		else if (event == Event.BEFORE_MIGRATE) {
			remember(context.getConfiguration());
		}
		return event == Event.BEFORE_VALIDATE || event == Event.BEFORE_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public synchronized void handle(Event event, Context context) {
		if (this.asksWithoutContext) {
			remember(context.getConfiguration());
		}
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
		MigrationScripts scripts = new ScriptFinder(context.getConfiguration(), this.settings).find();
		if (scripts.graph().isEmpty()) {
			throw veto(context.getConfiguration(), "the migrations do not form a revision graph."
					+ ShortList.lines(scripts.problems().stream().map(ScriptProblem::message).toList()));
		}
		ConflictCheck.of(scripts).flatMap(ConflictCheck::problem).ifPresent((problem) -> {
			throw veto(context.getConfiguration(), problem.message() + " Nothing was applied.");
		});
		return scripts;
	}

	private FlywayException veto(Configuration configuration, String reason) {
		if (this.own == null || !isDerived(configuration)) {
			return new FlywayException("Headway vetoes this call: " + reason);
		}
		String name = nameOf(this.own, configuration);
		return new FlywayException(Printable
			.line("Headway vetoes migrating '%s' (%s): ".formatted(name, String.join(", ", locations(configuration))))
				+ new FlywayOption(name).addTo(reason));
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
