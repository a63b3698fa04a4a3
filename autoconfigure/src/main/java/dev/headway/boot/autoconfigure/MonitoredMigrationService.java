package dev.headway.boot.autoconfigure;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import dev.headway.boot.MigrationMonitor;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.StampResult;
import dev.headway.migration.UpgradeResult;

/**
 * {@link MigrationService} that reports each change of the history to the
 * {@link MigrationMonitor} before it returns.
 */
final class MonitoredMigrationService implements MigrationService {

	private final MigrationService service;

	private final String name;

	private final ObjectProvider<MigrationMonitor> monitor;

	MonitoredMigrationService(MigrationService service, String name, ObjectProvider<MigrationMonitor> monitor) {
		this.service = service;
		this.name = name;
		this.monitor = monitor;
	}

	@Override
	public MigrationState state() {
		return this.service.state();
	}

	@Override
	public MigrationState refresh() {
		return this.service.refresh();
	}

	@Override
	public UpgradeResult upgrade() {
		return report(this.service::upgrade, UpgradeResult::state);
	}

	@Override
	public UpgradeResult upgrade(String target) {
		return report(() -> this.service.upgrade(target), UpgradeResult::state);
	}

	@Override
	public DowngradeResult downgrade(String target) {
		return report(() -> this.service.downgrade(target), DowngradeResult::state);
	}

	@Override
	public StampResult stamp(Collection<String> targets, boolean purge) {
		return report(() -> this.service.stamp(targets, purge), StampResult::state);
	}

	@Override
	public StampResult replace(Map<String, String> revisions) {
		return report(() -> this.service.replace(revisions), StampResult::state);
	}

	@Override
	public String sql(@Nullable String from, String to) {
		return this.service.sql(from, to);
	}

	private <T> T report(Supplier<T> change, Function<T, MigrationState> after) {
		MigrationMonitor monitor = this.monitor.getObject();
		try {
			T result = change.get();
			monitor.changed(this.name, after.apply(result));
			return result;
		}
		catch (RuntimeException | Error ex) {
			monitor.changed(this.name, null);
			throw ex;
		}
	}

}
