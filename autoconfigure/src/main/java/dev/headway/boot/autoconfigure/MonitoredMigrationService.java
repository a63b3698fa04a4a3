package dev.headway.boot.autoconfigure;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

import dev.headway.HeadwayException;
import dev.headway.boot.MigrationMonitor;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.FlywayOption;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.RepairResult;
import dev.headway.migration.StampResult;
import dev.headway.migration.UpgradeResult;

/**
 * {@link MigrationService} that reports each change of the history to the
 * {@link MigrationMonitor} before it returns. If there are several {@code Flyway} beans,
 * the commands in its states and failures name the bean.
 */
final class MonitoredMigrationService implements MigrationService {

	private final MigrationService service;

	private final String name;

	private final FlywayOption option;

	private final ObjectProvider<MigrationMonitor> monitor;

	MonitoredMigrationService(MigrationService service, String name, FlywayOption option,
			ObjectProvider<MigrationMonitor> monitor) {
		this.service = service;
		this.name = name;
		this.option = option;
		this.monitor = monitor;
	}

	@Override
	public MigrationState state() {
		return this.option.addTo(this.service.state());
	}

	@Override
	public MigrationState refresh() {
		return this.option.addTo(this.service.refresh());
	}

	@Override
	public UpgradeResult upgrade() {
		return report(this.service::upgrade, UpgradeResult::state,
				(result, state) -> new UpgradeResult(result.applied(), state));
	}

	@Override
	public UpgradeResult upgrade(String target) {
		return report(() -> this.service.upgrade(target), UpgradeResult::state,
				(result, state) -> new UpgradeResult(result.applied(), state));
	}

	@Override
	public DowngradeResult downgrade(String target) {
		return report(() -> this.service.downgrade(target), DowngradeResult::state,
				(result, state) -> new DowngradeResult(result.undone(), state));
	}

	@Override
	public StampResult stamp(Collection<String> targets, boolean purge) {
		return report(() -> this.service.stamp(targets, purge), StampResult::state,
				(result, state) -> new StampResult(result.removed(), result.added(), state));
	}

	@Override
	public StampResult replace(Map<String, String> revisions) {
		return report(() -> this.service.replace(revisions), StampResult::state,
				(result, state) -> new StampResult(result.removed(), result.added(), state));
	}

	@Override
	public FailedMigration failure(String symbol) {
		FailedMigration failure = this.service.failure(symbol);
		return new FailedMigration(failure.symbol(), failure.script(), failure.message(), failure.statement(),
				failure.findings(), this.option.addTo(failure.advice()));
	}

	@Override
	public FailureOutcome.Resolved resolve(String symbol, FailureOutcome outcome) {
		return report(() -> this.service.resolve(symbol, outcome), FailureOutcome.Resolved::state,
				(result, state) -> new FailureOutcome.Resolved(result.applied(), result.undone(), state));
	}

	@Override
	public RepairResult repair() {
		return report(this.service::repair, RepairResult::state,
				(result, state) -> new RepairResult(result.removed(), result.deleted(), result.aligned(), state));
	}

	@Override
	public String sql(@Nullable String from, String to) {
		return this.service.sql(from, to);
	}

	private <T> T report(Supplier<T> change, Function<T, MigrationState> after,
			BiFunction<T, MigrationState, T> addition) {
		MigrationMonitor monitor = this.monitor.getObject();
		try {
			T result = change.get();
			MigrationState state = this.option.addTo(after.apply(result));
			monitor.changed(this.name, state);
			return addition.apply(result, state);
		}
		catch (HeadwayException ex) {
			monitor.changed(this.name, null);
			throw withOption(ex);
		}
		catch (RuntimeException | Error ex) {
			monitor.changed(this.name, null);
			throw ex;
		}
	}

	private HeadwayException withOption(HeadwayException failure) {
		String message = this.option.addTo(String.valueOf(failure.getMessage()));
		if (message.equals(failure.getMessage())) {
			return failure;
		}
		if (failure instanceof MigrationRefusedException refused) {
			return new MigrationRefusedException(message, this.option.addTo(refused.state()), failure);
		}
		return (failure instanceof MigrationFailedException) ? new MigrationFailedException(message, failure)
				: new HeadwayException(message, failure);
	}

}
