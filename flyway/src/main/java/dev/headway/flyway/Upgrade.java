package dev.headway.flyway;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.SchemaHistory;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * What an upgrade may run, and what it may find in the history meanwhile.
 *
 * @param parents the parents of every revision that may run
 * @param known the versions that may be in the history; any other one stops the upgrade
 * @param required the versions that are in force or about to run; a revision is stopped
 * if its parent is one of them and is not in force when its turn comes
 * @param pending whether any revision is to run
 * @param outOfOrder whether a revision may run whose version is lower than an applied one
 * @param hidden names of files and Java migrations that Flyway must not see
 * @param partial whether repeatable migrations are among the hidden ones
 * @param lockTimeouts how long statements of scripts wait for locks that say so
 * themselves, by their paths
 * @param recheck what to do with the history before the first migration runs, after the
 * user's callbacks may have repaired it, and whenever another process has changed it;
 * {@code null} if nothing depends on that
 */
public record Upgrade(Map<Version, List<Version>> parents, Set<Version> known, Set<Version> required, boolean pending,
		boolean outOfOrder, Set<String> hidden, boolean partial, Map<String, Duration> lockTimeouts,
		@Nullable Consumer<SchemaHistory> recheck) {

	public Upgrade {
		parents = Map.copyOf(parents);
		known = Set.copyOf(known);
		required = Set.copyOf(required);
		hidden = Set.copyOf(hidden);
		lockTimeouts = Map.copyOf(lockTimeouts);
	}

	public Upgrade(Map<Version, List<Version>> parents, Set<Version> known, Set<Version> required, boolean pending,
			boolean outOfOrder, Set<String> hidden, boolean partial) {
		this(parents, known, required, pending, outOfOrder, hidden, partial, Map.of(), null);
	}

	/**
	 * Return the same upgrade, which checks the history again before anything runs.
	 * @param recheck throws a {@link dev.headway.flyway.history.HistoryMovedException} if
	 * nothing may run
	 * @return the upgrade
	 */
	public Upgrade rechecking(Consumer<SchemaHistory> recheck) {
		return new Upgrade(this.parents, this.known, this.required, this.pending, this.outOfOrder, this.hidden,
				this.partial, this.lockTimeouts, recheck);
	}

	/**
	 * Return the same upgrade, with what scripts say about locks.
	 * @param scripts the scripts that may run
	 * @return the upgrade
	 */
	public Upgrade limiting(Stream<Script> scripts) {
		Map<String, Duration> timeouts = new HashMap<>();
		scripts.forEach((script) -> {
			if (script.lockTimeout() != null) {
				timeouts.put(script.relativePath(), script.lockTimeout());
			}
		});
		return new Upgrade(this.parents, this.known, this.required, this.pending, this.outOfOrder, this.hidden,
				this.partial, timeouts, this.recheck);
	}

	Upgrade without(List<Script> repeatables) {
		Set<String> names = new HashSet<>(this.hidden);
		repeatables.forEach((script) -> names.add(script.name()));
		return new Upgrade(this.parents, this.known, this.required, this.pending, this.outOfOrder, names, true,
				this.lockTimeouts, this.recheck);
	}

}
