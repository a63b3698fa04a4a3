package dev.headway.flyway.run;

import java.time.Duration;
import java.util.Map;

import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.lock.LockTimeout;

/**
 * How long statements of scripts may wait and run.
 *
 * @param lock how long they wait for locks
 * @param ofScripts how long those of scripts do that say so themselves, by their paths
 * @param statement how long they may run, without limit if zero
 */
public record StatementLimits(LockTimeout lock, Map<String, Duration> ofScripts, Duration statement) {

	public StatementLimits {
		ofScripts = Map.copyOf(ofScripts);
	}

	LockTimeout lock(PendingMigration migration) {
		Duration own = this.ofScripts.get(migration.info().getScript());
		return (own != null) ? new LockTimeout(own, this.lock.retries()) : this.lock;
	}

	boolean limitsLocks() {
		return this.lock.isLimited() || this.ofScripts.values().stream().anyMatch((own) -> !own.isZero());
	}

}
