package dev.headway.flyway.service;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.RepairOutput;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.observer.MigrationListeners;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.RepairResult;
import dev.headway.migration.StampResult;
import dev.headway.migration.UpgradeResult;

/**
 * The {@link MigrationService} of one {@link FlywayEngine}.
 */
public final class FlywayMigrationService implements MigrationService {

	private final StateReader reader;

	private final UpgradeOperation upgrade;

	private final DowngradeOperation downgrade;

	private final StampOperation stamp;

	private final ResolveOperation resolve;

	private final FlywayEngine engine;

	private final SqlPreview preview;

	private FlywayMigrationService(FlywayEngine engine, List<MigrationListener> listeners, int readTimeout) {
		MigrationListeners all = new MigrationListeners(listeners);
		this.reader = new StateReader(engine, readTimeout);
		this.upgrade = new UpgradeOperation(engine, all, this.reader);
		this.downgrade = new DowngradeOperation(engine, all, this.reader);
		this.stamp = new StampOperation(engine, this.reader);
		this.resolve = new ResolveOperation(engine, this.reader, this.upgrade, this.downgrade);
		this.engine = engine;
		this.preview = new SqlPreview(engine, this.reader);
	}

	/**
	 * Create the service of an engine.
	 * @param engine the engine
	 * @param listeners notified of upgrades and downgrades, in this order
	 * @return the service
	 */
	public static MigrationService of(FlywayEngine engine, List<MigrationListener> listeners) {
		return of(engine, listeners, Duration.ZERO);
	}

	/**
	 * Create the service of an engine.
	 * @param engine the engine
	 * @param listeners notified of upgrades and downgrades, in this order
	 * @param readTimeout how long the database may take to answer when the state is read,
	 * rounded up to seconds, without limit if zero. Operations wait without limit.
	 * @return the service
	 */
	public static MigrationService of(FlywayEngine engine, List<MigrationListener> listeners, Duration readTimeout) {
		return new FlywayMigrationService(engine, listeners, Math.toIntExact(readTimeout.plusMillis(999).toSeconds()));
	}

	@Override
	public MigrationState state() {
		return this.reader.state();
	}

	@Override
	public MigrationState refresh() {
		return this.reader.refreshedState();
	}

	@Override
	public UpgradeResult upgrade() {
		return this.upgrade.toHead();
	}

	@Override
	public UpgradeResult upgrade(String target) {
		return this.upgrade.to(target);
	}

	@Override
	public DowngradeResult downgrade(String target) {
		return this.downgrade.to(target);
	}

	@Override
	public StampResult stamp(Collection<String> targets, boolean purge) {
		return this.stamp.to(targets, purge);
	}

	@Override
	public StampResult replace(Map<String, String> revisions) {
		return this.stamp.replacing(revisions);
	}

	@Override
	public FailedMigration failure(String symbol) {
		return this.resolve.describe(symbol);
	}

	@Override
	public FailureOutcome.Resolved resolve(String symbol, FailureOutcome outcome) {
		return this.resolve.resolve(symbol, outcome);
	}

	@Override
	public RepairResult repair() {
		try {
			org.flywaydb.core.api.output.RepairResult result = this.engine.repair();
			return new RepairResult(scripts(result.migrationsRemoved), scripts(result.migrationsDeleted),
					scripts(result.migrationsAligned), this.reader.state());
		}
		catch (FlywayException ex) {
			throw new MigrationFailedException("The repair failed: " + ex.getMessage(), ex);
		}
	}

	private static List<String> scripts(List<RepairOutput> outputs) {
		return outputs.stream()
			.map((output) -> output.version.isEmpty() ? output.description
					: "%s (%s)".formatted(output.version, output.description))
			.toList();
	}

	@Override
	public String sql(@Nullable String from, String to) {
		return this.preview.show(from, to);
	}

}
