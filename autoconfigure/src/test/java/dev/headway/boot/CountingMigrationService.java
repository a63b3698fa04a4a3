package dev.headway.boot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.DowngradeResult;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.RepairResult;
import dev.headway.migration.StampResult;
import dev.headway.migration.UpgradeResult;

/**
 * A service without a database that counts its calls.
 */
public final class CountingMigrationService implements MigrationService {

	private final AtomicInteger states = new AtomicInteger();

	private final AtomicInteger refreshes = new AtomicInteger();

	private final AtomicInteger upgrades = new AtomicInteger();

	private volatile Supplier<MigrationState> answer;

	public CountingMigrationService(MigrationState state) {
		this.answer = () -> state;
	}

	public void answerWith(Supplier<MigrationState> answer) {
		this.answer = answer;
	}

	@Override
	public MigrationState state() {
		this.states.incrementAndGet();
		return this.answer.get();
	}

	@Override
	public MigrationState refresh() {
		this.refreshes.incrementAndGet();
		return this.answer.get();
	}

	@Override
	public UpgradeResult upgrade() {
		this.upgrades.incrementAndGet();
		return new UpgradeResult(List.of(), this.answer.get());
	}

	@Override
	public UpgradeResult upgrade(String target) {
		throw new UnsupportedOperationException(target);
	}

	@Override
	public DowngradeResult downgrade(String target) {
		throw new UnsupportedOperationException(target);
	}

	@Override
	public StampResult stamp(Collection<String> targets, boolean purge) {
		throw new UnsupportedOperationException(targets.toString());
	}

	@Override
	public StampResult replace(Map<String, String> revisions) {
		throw new UnsupportedOperationException(revisions.toString());
	}

	@Override
	public FailedMigration failure(String symbol) {
		throw new UnsupportedOperationException(symbol);
	}

	@Override
	public FailureOutcome.Resolved resolve(String symbol, FailureOutcome outcome) {
		throw new UnsupportedOperationException(symbol);
	}

	@Override
	public RepairResult repair() {
		throw new UnsupportedOperationException();
	}

	public int states() {
		return this.states.get();
	}

	public int refreshes() {
		return this.refreshes.get();
	}

	public int upgrades() {
		return this.upgrades.get();
	}

	@Override
	public String sql(@Nullable String from, String to) {
		throw new UnsupportedOperationException();
	}

}
