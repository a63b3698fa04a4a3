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
		RuntimeException failure = null;
		try {
			this.engine.migrate(plan(facts, before), run);
		}
		catch (HistoryMovedException ex) {
			failure = new UpgradeRefusedException(String.valueOf(ex.getMessage()), state());
		}
		catch (RuntimeException ex) {
			failure = new UpgradeFailedException(UpgradeFailure.describe(ex, this::historyOrNull), ex);
		}
		if (announced) {
			this.listeners.upgradeFinished(failure);
		}
		if (failure != null) {
			throw failure;
		}
		return finish(facts, run);
	}

	private UpgradeResult finish(Facts before, UpgradeRun run) {
		Facts after = facts(before.scripts());
		storeParents(after);
		return new UpgradeResult(run.applied(), Assessment.of(after));
	}

	private static Upgrade plan(Facts facts, MigrationState state) {
		Version highest = facts.highestApplied();
		Set<String> hidden = new HashSet<>();
		facts.scripts().undos().forEach((script) -> hidden.add(script.name()));
		boolean outOfOrder = highest != null && state.pending()
			.stream()
			.flatMap((id) -> Version.parse(id).stream())
			.anyMatch((version) -> version.compareTo(highest) < 0);
		if (outOfOrder) {
			state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.IGNORED)
				.forEach((entry) -> hidden.add(entry.script()));
		}
		Set<Version> known = new HashSet<>(facts.byVersion().keySet());
		known.addAll(facts.history().applied().keySet());
		return new Upgrade(parents(facts), known, outOfOrder, hidden);
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
		String problems = state.problems()
			.stream()
			.map((problem) -> "- " + problem.message())
			.collect(Collectors.joining(System.lineSeparator()));
		return new UpgradeRefusedException("Nothing was applied, because the migrations are " + state.status() + ":"
				+ System.lineSeparator() + problems, state);
	}

}
