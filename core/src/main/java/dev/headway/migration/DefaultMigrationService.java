package dev.headway.migration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.HistoryMovedException;
import dev.headway.flyway.SchemaHistory;
import dev.headway.flyway.Upgrade;
import dev.headway.script.MigrationScripts;
import dev.headway.script.name.Version;

/**
 * The migration service over one Flyway engine.
 */
final class DefaultMigrationService implements MigrationService {

	private static final Log logger = LogFactory.getLog(MigrationService.class);

	private final FlywayEngine engine;

	private final MigrationListeners listeners;

	private volatile @Nullable MigrationScripts lastRead;

	DefaultMigrationService(FlywayEngine engine, List<MigrationListener> listeners) {
		this.engine = engine;
		this.listeners = new MigrationListeners(listeners);
	}

	@Override
	public MigrationState state() {
		return Assessment.of(facts());
	}

	@Override
	public MigrationState refresh() {
		MigrationScripts scripts = this.lastRead;
		return (scripts != null) ? Assessment.of(facts(scripts)) : state();
	}

	@Override
	public UpgradeResult upgrade() {
		Facts facts = facts();
		MigrationState state = Assessment.of(facts);
		if (state.status().forbidsUpgrade()) {
			throw refusal(state);
		}
		if (state.status() == MigrationStatus.AHEAD) {
			return new UpgradeResult(List.of(), state);
		}
		return upgrade(facts, state);
	}

	private UpgradeResult upgrade(Facts facts, MigrationState before) {
		UpgradeRun run = new UpgradeRun(facts, this.listeners);
		boolean announced = before.status() == MigrationStatus.PENDING;
		if (announced) {
			this.listeners.upgradeStarted(before);
		}
		Facts after;
		try {
			after = migrate(facts, plan(facts, before), run);
		}
		catch (RuntimeException ex) {
			if (announced) {
				this.listeners.upgradeFinished(ex);
			}
			throw ex;
		}
		if (announced) {
			this.listeners.upgradeFinished(null);
		}
		storeParents(after);
		return new UpgradeResult(run.applied(), Assessment.of(after));
	}

	/**
	 * Let Flyway migrate, and once more if another build brought a later version
	 * meanwhile: what is left lies below it then, and Flyway must be told to run it.
	 */
	private Facts migrate(Facts facts, Upgrade upgrade, UpgradeRun run) {
		String veto = run(upgrade, run);
		Facts after = facts(facts.scripts());
		MigrationState state = Assessment.of(after);
		Upgrade rest = plan(after, state);
		if (state.status() == MigrationStatus.PENDING && rest.outOfOrder() && !upgrade.outOfOrder()) {
			return migrate(after, rest, run);
		}
		if (veto != null) {
			throw new UpgradeRefusedException(veto, state);
		}
		if (state.status().forbidsUpgrade()) {
			throw new UpgradeRefusedException(
					"Another build changed the database meanwhile. The migrations are now " + problems(state), state);
		}
		return after;
	}

	/**
	 * Let Flyway migrate once.
	 * @return why it was stopped before the end, or {@code null} if it was not
	 */
	private @Nullable String run(Upgrade upgrade, UpgradeRun run) {
		try {
			this.engine.migrate(upgrade, run);
			return null;
		}
		catch (HistoryMovedException ex) {
			return String.valueOf(ex.getMessage());
		}
		catch (RuntimeException ex) {
			throw new UpgradeFailedException(UpgradeFailure.describe(ex, this::historyOrNull), ex);
		}
	}

	private static Upgrade plan(Facts facts, MigrationState state) {
		Version highest = facts.highestApplied();
		Set<String> hidden = new HashSet<>();
		facts.scripts().undos().forEach((script) -> hidden.add(script.name()));
		Set<Version> pending = versions(state.pending());
		boolean outOfOrder = highest != null && pending.stream().anyMatch((version) -> version.compareTo(highest) < 0);
		if (outOfOrder) {
			state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.IGNORED)
				.forEach((entry) -> hidden.add(entry.script()));
		}
		Set<Version> known = new HashSet<>(facts.byVersion().keySet());
		known.addAll(facts.history().applied().keySet());
		return new Upgrade(parents(facts), known, pending, outOfOrder, hidden);
	}

	private static Set<Version> versions(List<String> ids) {
		return ids.stream().flatMap((id) -> Version.parse(id).stream()).collect(Collectors.toSet());
	}

	private static Map<Version, List<Version>> parents(Facts facts) {
		Map<Version, List<Version>> parents = new HashMap<>();
		facts.graph().ifPresent((graph) -> graph.revisions().forEach((revision) -> {
			List<Version> versions = revision.parents()
				.stream()
				.flatMap((parent) -> Version.parse(parent).stream())
				.toList();
			Version.parse(revision.id()).ifPresent((version) -> parents.put(version, versions));
		}));
		return parents;
	}

	private void storeParents(Facts facts) {
		Map<Version, List<Version>> missing = parents(facts);
		missing.keySet().retainAll(facts.history().applied().keySet());
		missing.keySet().removeAll(facts.history().parents().keySet());
		if (missing.isEmpty()) {
			return;
		}
		try {
			this.engine.storeParents(missing);
		}
		catch (DataAccessException ex) {
			logger.warn("The parents of " + missing.size() + " revisions could not be stored (" + ex.getMessage()
					+ "). The next upgrade tries again.");
		}
	}

	private Facts facts() {
		MigrationScripts scripts = this.engine.scripts();
		this.lastRead = scripts;
		return facts(scripts);
	}

	private Facts facts(MigrationScripts scripts) {
		return Facts.of(scripts, this.engine.history(), this.engine.rules());
	}

	private @Nullable SchemaHistory historyOrNull() {
		try {
			return this.engine.history();
		}
		catch (DataAccessException ex) {
			return null;
		}
	}

	private static UpgradeRefusedException refusal(MigrationState state) {
		return new UpgradeRefusedException("Nothing was applied, because the migrations are " + problems(state), state);
	}

	private static String problems(MigrationState state) {
		return state.status() + ":" + System.lineSeparator()
				+ state.problems()
					.stream()
					.map((problem) -> "- " + problem.message())
					.collect(Collectors.joining(System.lineSeparator()));
	}

}
